/** What the log of a room folds to. The server decides by it; a browser folds what it was sent to the same, less the rest. */
import { type Instant, instant } from "../kernel/instant";
import { applyPatches } from "./board/apply-patches";
import { type Board, EMPTY_BOARD } from "./board/board";
import { type RoomClock, turnClock, WAITING } from "./room-clock";
import type { LoggedEvent, NoteAudience, RoomEvent, RoomMember, RubricLevel } from "./room-event";

export interface RoomNote {
  readonly noteId: string;
  /** The member who wrote it: nobody else may change it. */
  readonly by: string;
  readonly text: string;
  readonly audience: NoteAudience;
}

export interface RoomEvidence {
  readonly evidenceId: string;
  readonly dimension: number;
  readonly text: string;
  readonly by: string | null;
  readonly at: Instant;
  /** The number of its event: it names the moment of the board. */
  readonly seq: number;
}

export interface RoomState {
  /** Number of the last event. */
  readonly head: number;
  /** No later event may have an earlier time. */
  readonly lastAt: Instant;
  readonly clock: RoomClock;
  /** By member id, in the order of coming. */
  readonly present: ReadonlyMap<string, RoomMember>;
  /** Everybody who was ever here, as they last came. */
  readonly members: ReadonlyMap<string, RoomMember>;
  readonly board: Board;
  /** What of the scenario was released, by its place there, with the number of the event. */
  readonly hints: ReadonlyMap<number, number>;
  readonly followUps: ReadonlyMap<number, number>;
  readonly facts: ReadonlyMap<number, number>;
  /** Notes that say something, by id. */
  readonly notes: ReadonlyMap<string, RoomNote>;
  readonly levels: ReadonlyMap<number, RubricLevel>;
  readonly evidence: ReadonlyMap<string, RoomEvidence>;
}

export const NEW_ROOM: RoomState = {
  head: 0,
  lastAt: instant(0),
  clock: WAITING,
  present: new Map(),
  members: new Map(),
  board: EMPTY_BOARD,
  hints: new Map(),
  followUps: new Map(),
  facts: new Map(),
  notes: new Map(),
  levels: new Map(),
  evidence: new Map(),
};

/** An event as the fold needs it. A browser does not have those that it may not see. */
export type FoldedEvent = Omit<LoggedEvent, "visibility">;

const withEntry = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> => new Map(map).set(key, value);

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const less = new Map(map);
  less.delete(key);
  return less;
}

/** The room after one more event. */
export function evolve(room: RoomState, logged: FoldedEvent): RoomState {
  return { ...room, ...changed(room, logged), head: logged.seq, lastAt: logged.at };
}

/** The room after its whole log, or after the part of it that one may see. */
export const foldRoom = (log: readonly FoldedEvent[]): RoomState => log.reduce(evolve, NEW_ROOM);

function changed(room: RoomState, { seq, at, by, event }: FoldedEvent): Partial<RoomState> {
  switch (event.kind) {
    case "joined":
      return { present: withEntry(room.present, event.member.memberId, event.member), members: withEntry(room.members, event.member.memberId, event.member) };
    case "left":
      return { present: without(room.present, event.memberId) };
    case "drawn":
      return { board: applyPatches(room.board, event.patches) };
    case "said":
      return {};
    case "hint-released":
      return { hints: withEntry(room.hints, event.hint, seq) };
    case "follow-up-asked":
      return { followUps: withEntry(room.followUps, event.followUp, seq) };
    case "fact-told":
      return { facts: withEntry(room.facts, event.fact, seq) };
    case "note-written":
      return { notes: noted(room.notes, event, by) };
    case "scored":
      return { levels: event.level === null ? without(room.levels, event.dimension) : withEntry(room.levels, event.dimension, event.level) };
    case "evidence-added": {
      const { evidenceId, dimension, text } = event;
      const moment = room.evidence.get(evidenceId) ?? { by, at, seq };
      return { evidence: withEntry(room.evidence, evidenceId, { evidenceId, dimension, text, by: moment.by, at: moment.at, seq: moment.seq }) };
    }
    case "evidence-removed":
      return { evidence: without(room.evidence, event.evidenceId) };
    default:
      return { clock: turnClock(room.clock, event) };
  }
}

function noted(notes: RoomState["notes"], { noteId, text, audience }: Extract<RoomEvent, { kind: "note-written" }>, by: string | null): RoomState["notes"] {
  return text === "" || by === null ? without(notes, noteId) : withEntry(notes, noteId, { noteId, by, text, audience });
}
