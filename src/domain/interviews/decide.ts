/** What follows from a command in a room: events, or a refusal. Pure: the time is handed in. Rules: SPEC.md. */
import { assertNever } from "../kernel/assert";
import type { Instant } from "../kernel/instant";
import { err, ok, type Result } from "../kernel/result";
import { mayAsk } from "./askers";
import { drawOn } from "./board/draw-on";
import { askClock } from "./room-clock";
import type { NewEvent, RoomCommand, RoomEvent, RoomMember, RoomRefusal } from "./room-event";
import type { RoomScript } from "./room-script";
import type { RoomState } from "./room-state";
import { visibilityOf } from "./visibility";

/** Events of one log. Replays and late comers read all of them. */
export const ROOM_EVENTS_MAX = 100_000;
export const NOTES_MAX = 500;
export const EVIDENCE_MAX = 500;

type Decision = Result<readonly RoomEvent[], RoomRefusal>;

const happened = (...events: readonly RoomEvent[]): Decision => ok(events);
const refused = (code: RoomRefusal["code"]): Decision => err({ code });

/**
 * Decides a command of a member at a time. What the clock did by itself up to then must be in the state already
 * (`dueEvents`): a command never overtakes a phase that was over.
 */
export function decide(room: RoomState, script: RoomScript, asker: RoomMember, command: RoomCommand, at: Instant): Result<readonly NewEvent[], RoomRefusal> {
  if (!mayAsk(asker.role, command.kind)) return err({ code: "not-your-role" });
  if (room.head >= ROOM_EVENTS_MAX && command.kind !== "end") return err({ code: "room-full" });
  const decided = decideByKind(room, script, asker, command, at);
  if (!decided.ok) return decided;
  return ok(decided.value.map((event) => ({ visibility: visibilityOf(event, asker.memberId), event })));
}

function decideByKind(room: RoomState, script: RoomScript, asker: RoomMember, command: RoomCommand, at: Instant): Decision {
  switch (command.kind) {
    case "draw":
    case "say":
      return contribute(room, command);
    case "start":
    case "pause":
    case "resume":
    case "extend":
    case "next-phase":
    case "end": {
      const turned = askClock(room.clock, command, script.phases, at);
      return turned.ok ? happened(turned.value) : turned;
    }
    case "release-hint":
    case "ask-follow-up":
    case "tell-fact":
      return release(room, script, command);
    case "write-note":
      return writeNote(room, asker, command);
    case "score":
    case "add-evidence":
    case "remove-evidence":
      return assess(room, script, command);
    default:
      return assertNever(command, "A room's command");
  }
}

function contribute(room: RoomState, command: Extract<RoomCommand, { kind: "draw" | "say" }>): Decision {
  if (room.clock.status === "ended") return refused("already-ended");
  if (command.kind === "say") return happened({ kind: "said", text: command.text });
  const drawn = drawOn(room.board, command.patches);
  return drawn.ok ? happened({ kind: "drawn", patches: command.patches }) : refused(drawn.error);
}

type Release = Extract<RoomCommand, { kind: "release-hint" | "ask-follow-up" | "tell-fact" }>;

function release(room: RoomState, script: RoomScript, command: Release): Decision {
  const { clock } = room;
  if (clock.status === "waiting") return refused("not-started");
  if (clock.status === "ended") return refused("already-ended");
  switch (command.kind) {
    case "release-hint": {
      const text = script.hints[command.hint];
      if (text === undefined) return refused("no-such-thing");
      return room.hints.has(command.hint) ? refused("already-released") : happened({ kind: "hint-released", hint: command.hint, text });
    }
    case "ask-follow-up": {
      const followUp = script.followUps[command.followUp];
      if (followUp === undefined) return refused("no-such-thing");
      if (clock.phase < followUp.fromPhase) return refused("too-early");
      return room.followUps.has(command.followUp) ? refused("already-released") : happened({ kind: "follow-up-asked", followUp: command.followUp, text: followUp.text });
    }
    case "tell-fact": {
      const fact = script.facts[command.fact];
      if (fact === undefined) return refused("no-such-thing");
      return room.facts.has(command.fact) ? refused("already-released") : happened({ kind: "fact-told", fact: command.fact, ...fact });
    }
  }
}

function writeNote(room: RoomState, asker: RoomMember, { noteId, text, audience }: Extract<RoomCommand, { kind: "write-note" }>): Decision {
  const known = room.notes.get(noteId);
  if (known !== undefined && known.by !== asker.memberId) return refused("no-such-thing");
  if (known === undefined && room.notes.size >= NOTES_MAX) return refused("room-full");
  const written: RoomEvent = { kind: "note-written", noteId, text, audience };
  if (known === undefined || known.audience === audience) return happened(written);
  // Its former readers lose it first; whoever still reads it gets it again with the new text.
  return happened({ kind: "note-written", noteId, text: "", audience: known.audience }, written);
}

type Assessment = Extract<RoomCommand, { kind: "score" | "add-evidence" | "remove-evidence" }>;

function assess(room: RoomState, script: RoomScript, command: Assessment): Decision {
  if (room.clock.status === "waiting") return refused("not-started");
  if (command.kind === "remove-evidence") {
    return room.evidence.has(command.evidenceId) ? happened({ kind: "evidence-removed", evidenceId: command.evidenceId }) : refused("no-such-thing");
  }
  if (command.dimension >= script.dimensions) return refused("no-such-thing");
  if (command.kind === "score") return happened({ kind: "scored", dimension: command.dimension, level: command.level });
  const { evidenceId, dimension, text } = command;
  if (!room.evidence.has(evidenceId) && room.evidence.size >= EVIDENCE_MAX) return refused("room-full");
  return happened({ kind: "evidence-added", evidenceId, dimension, text });
}
