/** One log a room: what is asked for (commands), what happened (events), and who may see it. Rules: SPEC.md. */
import type { Instant } from "../kernel/instant";
import type { BoardPatch } from "./board/patch";

/** What somebody is in one room; an account may be another thing in the next. Interviewers are the staff of a room. */
export type RoomRole = "interviewer" | "candidate" | "observer";

/** One admitted person in a room: an account, or a guest with a name. */
export interface RoomMember {
  readonly memberId: string;
  readonly name: string;
  readonly role: RoomRole;
  /** The interviewer who opened the room, and admits and removes. */
  readonly isHost: boolean;
}

/** Whom an event reaches: everybody in the room, its interviewers, or one member. */
export type Visibility = "all" | "staff" | { readonly member: string };

export interface Phase {
  readonly name: string;
  readonly ms: number;
}

export type RubricLevel = 1 | 2 | 3 | 4;

/** Who reads a note: its author, the interviewers, or everybody. */
export type NoteAudience = "own" | "staff" | "all";

export type RoomCommand =
  | { readonly kind: "draw"; readonly patches: readonly BoardPatch[] }
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "start" }
  | { readonly kind: "pause" }
  | { readonly kind: "resume" }
  | { readonly kind: "extend"; readonly ms: number }
  | { readonly kind: "next-phase" }
  | { readonly kind: "end" }
  /** Staff name things of the scenario by their place; the words come from the catalogue on the server. */
  | { readonly kind: "release-hint"; readonly hint: number }
  | { readonly kind: "ask-follow-up"; readonly followUp: number }
  | { readonly kind: "tell-fact"; readonly fact: number }
  | { readonly kind: "write-note"; readonly noteId: string; readonly text: string; readonly audience: NoteAudience }
  | { readonly kind: "score"; readonly dimension: number; readonly level: RubricLevel | null }
  | { readonly kind: "add-evidence"; readonly evidenceId: string; readonly dimension: number; readonly text: string }
  | { readonly kind: "remove-evidence"; readonly evidenceId: string };

export type RoomEvent =
  /** Somebody's first connection came, or the last one went. */
  | { readonly kind: "joined"; readonly member: RoomMember }
  | { readonly kind: "left"; readonly memberId: string }
  | { readonly kind: "drawn"; readonly patches: readonly BoardPatch[] }
  | { readonly kind: "said"; readonly text: string }
  | { readonly kind: "started"; readonly phases: readonly Phase[]; readonly endsAt: Instant }
  /** `phase` counts from 0. */
  | { readonly kind: "phase-begun"; readonly phase: number; readonly endsAt: Instant }
  | { readonly kind: "paused"; readonly remainingMs: number }
  | { readonly kind: "resumed"; readonly endsAt: Instant }
  /** While paused, `remainingMs` grows instead of `endsAt`. */
  | { readonly kind: "extended"; readonly ms: number; readonly endsAt: Instant | null; readonly remainingMs: number | null }
  | { readonly kind: "ended" }
  | { readonly kind: "hint-released"; readonly hint: number; readonly text: string }
  | { readonly kind: "follow-up-asked"; readonly followUp: number; readonly text: string }
  | { readonly kind: "fact-told"; readonly fact: number; readonly label: string; readonly text: string }
  | { readonly kind: "note-written"; readonly noteId: string; readonly text: string; readonly audience: NoteAudience }
  | { readonly kind: "scored"; readonly dimension: number; readonly level: RubricLevel | null }
  /** Evidence names the moment of the board by the event's own number. */
  | { readonly kind: "evidence-added"; readonly evidenceId: string; readonly dimension: number; readonly text: string }
  | { readonly kind: "evidence-removed"; readonly evidenceId: string };

/** An event as it stands in the log. */
export interface LoggedEvent {
  /** 1, 2, 3 ... without a gap in a room, whoever may see it. */
  readonly seq: number;
  /** The database's clock. */
  readonly at: Instant;
  /** The member who caused it; null: the clock did. */
  readonly by: string | null;
  readonly visibility: Visibility;
  readonly event: RoomEvent;
}

/** What follows from a command before it has a number. */
export type NewEvent = Pick<LoggedEvent, "visibility" | "event">;

export type RoomRefusal = {
  readonly code:
    | "not-your-role"
    | "not-started"
    | "already-started"
    | "already-ended"
    | "already-paused"
    | "not-paused"
    | "last-phase"
    | "no-such-thing"
    | "already-released"
    | "too-early"
    | "malformed-patch"
    | "board-full"
    | "room-full"
    /** It could not be read: an unknown command, a text that is too long, characters that no database keeps. */
    | "malformed";
};
