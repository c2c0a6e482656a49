import { describe, expect, test } from "vitest";
import { instant } from "../kernel/instant";
import { ASKERS } from "./askers";
import { decide, ROOM_EVENTS_MAX } from "./decide";
import type { LoggedEvent, RoomCommand, RoomMember, RoomRole } from "./room-event";
import type { RoomScript } from "./room-script";
import { evolve, foldRoom, NEW_ROOM, type RoomState } from "./room-state";
import { isVisibleTo, visibilityOf } from "./visibility";

const SCRIPT: RoomScript = {
  phases: [{ name: "Clarify", ms: 300_000 }, { name: "Design", ms: 600_000 }],
  hints: ["Think of the queue.", "Who retries?"],
  followUps: [{ text: "What if a shard dies?", fromPhase: 1 }],
  facts: [{ label: "Users", text: "Ten million a day." }],
  dimensions: 2,
};
const member = (memberId: string, role: RoomRole): RoomMember => ({ memberId, name: memberId, role, isHost: false });
const HOST = member("otto", "interviewer");
const SECOND = member("ines", "interviewer");
const CANDIDATE = member("mara", "candidate");
const OBSERVER = member("rosa", "observer");
const EVERYBODY = [HOST, SECOND, CANDIDATE, OBSERVER];
const NOTE = "00000000-0000-4000-8000-000000000001";
const BOX = { id: "box", type: "rectangle", index: "a0", isDeleted: false };

/** One of each kind. The board's own rules say what a drawing may be, so nothing here draws. */
const COMMANDS: { readonly [Kind in RoomCommand["kind"]]: Extract<RoomCommand, { kind: Kind }> } = {
  draw: { kind: "draw", patches: [{ op: "put", element: BOX }] },
  say: { kind: "say", text: "Good morning." },
  start: { kind: "start" },
  pause: { kind: "pause" },
  resume: { kind: "resume" },
  extend: { kind: "extend", ms: 60_000 },
  "next-phase": { kind: "next-phase" },
  end: { kind: "end" },
  "release-hint": { kind: "release-hint", hint: 0 },
  "ask-follow-up": { kind: "ask-follow-up", followUp: 0 },
  "tell-fact": { kind: "tell-fact", fact: 0 },
  "write-note": { kind: "write-note", noteId: NOTE, text: "Names fencing unprompted.", audience: "own" },
  score: { kind: "score", dimension: 0, level: 3 },
  "add-evidence": { kind: "add-evidence", evidenceId: NOTE, dimension: 0, text: "Drew the queue." },
  "remove-evidence": { kind: "remove-evidence", evidenceId: NOTE },
};

/** A log that grows by commands, as a room's home makes it. */
class Room {
  readonly log: LoggedEvent[] = [];
  state: RoomState = NEW_ROOM;

  ask(asker: RoomMember, command: RoomCommand): string | null {
    const at = instant(1_000_000 + this.log.length * 1_000);
    const decided = decide(this.state, SCRIPT, asker, command, at);
    if (!decided.ok) return decided.error.code;
    for (const { visibility, event } of decided.value) this.append({ seq: this.state.head + 1, at, by: asker.memberId, visibility, event });
    return null;
  }

  append(logged: LoggedEvent): void {
    this.log.push(logged);
    this.state = evolve(this.state, logged);
  }

  join(who: RoomMember): void {
    const event = { kind: "joined", member: who } as const;
    this.append({ seq: this.state.head + 1, at: instant(1_000_000 + this.log.length * 1_000), by: who.memberId, visibility: visibilityOf(event, who.memberId), event });
  }

  seenBy = (who: RoomMember): LoggedEvent[] => this.log.filter(({ visibility }) => isVisibleTo(visibility, who));
}

function roomAfter(...commands: readonly (readonly [RoomMember, RoomCommand])[]): Room {
  const room = new Room();
  for (const who of EVERYBODY) room.join(who);
  for (const [asker, command] of commands) expect([command.kind, room.ask(asker, command)]).toEqual([command.kind, null]);
  return room;
}
const START = [HOST, COMMANDS.start] as const;
const END = [HOST, COMMANDS.end] as const;

const WHOLE = () =>
  roomAfter(
    START, [CANDIDATE, COMMANDS.say], [HOST, COMMANDS["release-hint"]], [HOST, COMMANDS["tell-fact"]], [HOST, COMMANDS["write-note"]],
    [SECOND, { ...COMMANDS["write-note"], noteId: NOTE.replace("1", "2"), audience: "staff" }], [HOST, COMMANDS["next-phase"]],
    [HOST, COMMANDS["ask-follow-up"]], [HOST, COMMANDS.score], [SECOND, COMMANDS["add-evidence"]], [HOST, COMMANDS.pause], [HOST, COMMANDS.resume], END,
  );

describe("the log", () => {
  test("[LG1] folding a part and then the rest gives the same as folding all", () => {
    const { log, state } = WHOLE();
    for (let cut = 0; cut <= log.length; cut += 1) expect(log.slice(cut).reduce(evolve, foldRoom(log.slice(0, cut)))).toEqual(state);
  });

  test("[LG3] whoever sees less folds the rest to the same room", () => {
    const room = WHOLE();
    const seen = foldRoom(room.seenBy(CANDIDATE));
    const { clock, board, hints, followUps, facts, present } = room.state;
    expect(seen).toMatchObject({ clock, board, hints, followUps, facts, present });
    expect([seen.notes.size, seen.levels.size, seen.evidence.size]).toEqual([0, 0, 0]);
  });

  test("[LG4] present is who joined and has not left", () => {
    const room = roomAfter();
    room.join(CANDIDATE);
    room.append({ seq: room.state.head + 1, at: instant(2_000_000), by: "mara", visibility: "all", event: { kind: "left", memberId: "mara" } });
    expect([...room.state.present.keys()]).toEqual(["otto", "ines", "rosa"]);
    expect(room.state.members.get("mara")).toEqual(CANDIDATE);
  });
});

describe.each(Object.values(COMMANDS))("[AS1] the command $kind", (command) => {
  test.each(["interviewer", "candidate", "observer"] as const)("of a role that the table does not name is refused in every state: %s", (role) => {
    const may = ASKERS[command.kind].includes(role);
    for (const room of [new Room(), roomAfter(START), roomAfter(START, END)]) {
      const answer = room.ask(member("somebody", role), command);
      expect(answer === "not-your-role").toBe(!may);
    }
  });
});

test("[AS2] an observer gives no command", () => {
  expect(Object.values(ASKERS).flat()).not.toContain("observer");
});

test("[AS4] a full log takes nothing more but the end", () => {
  const full = { ...roomAfter(START).state, head: ROOM_EVENTS_MAX };
  const ask = (command: RoomCommand) => decide(full, SCRIPT, HOST, command, instant(9_000_000));
  expect(ask(COMMANDS.say)).toEqual({ ok: false, error: { code: "room-full" } });
  expect(ask(COMMANDS.end).ok).toBe(true);
});

describe("who sees", () => {
  const kindsSeenBy = (who: RoomMember) => new Set(WHOLE().seenBy(who).map(({ event }) => event.kind));

  test("[VI1] [VI2] everybody sees the interview, staff alone the assessment", () => {
    const common = new Set(["joined", "started", "said", "hint-released", "fact-told", "phase-begun", "follow-up-asked", "paused", "resumed", "ended"]);
    expect(kindsSeenBy(CANDIDATE)).toEqual(common);
    expect(kindsSeenBy(OBSERVER)).toEqual(common);
    expect(kindsSeenBy(SECOND)).toEqual(new Set([...common, "note-written", "scored", "evidence-added"]));
    expect(visibilityOf({ kind: "evidence-removed", evidenceId: NOTE }, "otto")).toBe("staff");
  });

  test("[VI3] a note reaches whom its author says", () => {
    const readers = (audience: "own" | "staff" | "all") => {
      const room = roomAfter([HOST, { ...COMMANDS["write-note"], audience }]);
      return EVERYBODY.filter((who) => room.seenBy(who).some(({ event }) => event.kind === "note-written"));
    };
    expect(readers("own")).toEqual([HOST]);
    expect(readers("staff")).toEqual([HOST, SECOND]);
    expect(readers("all")).toEqual(EVERYBODY);
  });

  test("[VI4] a note that is given another audience is taken back from its former one", () => {
    const room = roomAfter([HOST, { ...COMMANDS["write-note"], audience: "all" }], [HOST, { ...COMMANDS["write-note"], text: "Mine after all.", audience: "own" }]);
    const notesOf = (who: RoomMember) => [...foldRoom(room.seenBy(who)).notes.values()].map(({ text }) => text);
    expect(EVERYBODY.map(notesOf)).toEqual([["Mine after all."], [], [], []]);
    expect(JSON.stringify(room.seenBy(CANDIDATE))).not.toContain("Mine after all");
  });

  test("[VI5] the words of a hint come into the log with its release", () => {
    const room = roomAfter(START);
    expect(JSON.stringify(room.log)).not.toContain("queue");
    room.ask(HOST, COMMANDS["release-hint"]);
    expect(room.log.at(-1)?.event).toEqual({ kind: "hint-released", hint: 0, text: "Think of the queue." });
    expect(JSON.stringify(room.log)).not.toContain("Who retries?");
  });
});

describe("when", () => {
  test("[DE1] the chat is open before and during the interview and closed after it, and so is the board", () => {
    expect([new Room(), roomAfter(START), roomAfter(START, END)].map((room) => room.ask(CANDIDATE, COMMANDS.say))).toEqual([null, null, "already-ended"]);
    expect(roomAfter(START, END).ask(CANDIDATE, COMMANDS.draw)).toBe("already-ended");
    expect(new Room().ask(CANDIDATE, { kind: "draw", patches: [{ op: "set", id: "nothing", fields: { x: 1 } }] })).toBe("malformed-patch");
  });

  test.each(["release-hint", "tell-fact"] as const)("[DE2] %s: once, while the interview is held, and only what there is", (kind) => {
    expect(roomAfter().ask(HOST, COMMANDS[kind])).toBe("not-started");
    const room = roomAfter(START, [HOST, COMMANDS[kind]]);
    expect(room.ask(SECOND, COMMANDS[kind])).toBe("already-released");
    expect(room.ask(HOST, kind === "tell-fact" ? { kind, fact: 9 } : { kind, hint: 9 })).toBe("no-such-thing");
    expect(roomAfter(START, END).ask(HOST, COMMANDS[kind])).toBe("already-ended");
  });

  test("[DE2] a follow-up has its time", () => {
    const room = roomAfter(START);
    expect(room.ask(HOST, COMMANDS["ask-follow-up"])).toBe("too-early");
    expect(room.ask(HOST, COMMANDS["next-phase"])).toBeNull();
    expect(room.ask(HOST, COMMANDS["ask-follow-up"])).toBeNull();
    expect(room.ask(HOST, COMMANDS["ask-follow-up"])).toBe("already-released");
    expect(room.ask(HOST, { kind: "ask-follow-up", followUp: 9 })).toBe("no-such-thing");
  });

  test("[DE3] a note belongs to its author, before, during and after the interview", () => {
    for (const room of [roomAfter(), roomAfter(START), roomAfter(START, END)]) {
      expect(room.ask(HOST, { ...COMMANDS["write-note"], audience: "staff" })).toBeNull();
      expect(room.ask(SECOND, COMMANDS["write-note"])).toBe("no-such-thing");
      expect(room.ask(HOST, { ...COMMANDS["write-note"], text: "", audience: "staff" })).toBeNull();
      expect(room.state.notes.size).toBe(0);
    }
  });

  test("[DE4] levels and evidence from the start on, to lines that the rubric has", () => {
    expect(roomAfter().ask(HOST, COMMANDS.score)).toBe("not-started");
    for (const room of [roomAfter(START), roomAfter(START, END)]) {
      expect(room.ask(HOST, COMMANDS.score)).toBeNull();
      expect([...room.state.levels]).toEqual([[0, 3]]);
      expect(room.ask(HOST, { kind: "score", dimension: 0, level: null })).toBeNull();
      expect(room.state.levels.size).toBe(0);
      for (const command of [{ ...COMMANDS.score, dimension: 2 }, { ...COMMANDS["add-evidence"], dimension: 2 }]) expect(room.ask(HOST, command)).toBe("no-such-thing");
    }
  });

  test("[DE5] evidence names its moment, and can be removed by any of the staff", () => {
    const room = roomAfter(START, [HOST, COMMANDS["add-evidence"]]);
    expect(room.state.evidence.get(NOTE)).toMatchObject({ by: "otto", dimension: 0, seq: room.state.head });
    expect(room.ask(SECOND, COMMANDS["remove-evidence"])).toBeNull();
    expect(room.ask(SECOND, COMMANDS["remove-evidence"])).toBe("no-such-thing");
  });
});

test("[AS3] a refused command changes nothing", () => {
  const room = roomAfter(START);
  const before = room.state;
  expect(room.ask(CANDIDATE, COMMANDS.end)).toBe("not-your-role");
  expect(room.state).toBe(before);
});
