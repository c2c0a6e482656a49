/** What a page of a live room is given: the room as this member may see it, what to do in it, and how safe the work is. */
import type { PointerMessage } from "@/contracts/interviews/socket";
import type { Board } from "@/domain/interviews/board/board";
import type { BoardPatch } from "@/domain/interviews/board/patch";
import type { LoggedEvent, RoomCommand, RoomMember, RoomRefusal } from "@/domain/interviews/room-event";
import type { Instant } from "@/domain/kernel/instant";

/**
 * connecting: nothing was heard yet. live: everything arrives. offline: the line is down and is tried again by itself.
 * removed: the host removed this member, or the room is gone. signed-out: this browser is nobody here until somebody signs
 * in. ended: the interview is over; the line may be up or down.
 */
export type RoomStatus = "connecting" | "live" | "offline" | "removed" | "signed-out" | "ended";

/** saved: the log has all that was done here. saving: it is on its way. offline: it is kept in this browser until the line is back. */
export type SavedState = "saved" | "saving" | "offline";

/** A command that the room refused, for the page to say so. */
export interface Refused {
  readonly command: RoomCommand;
  readonly code: RoomRefusal["code"];
}

/** A value that changes too often for React to hear of it each time; for useSyncExternalStore or a canvas. */
export interface Changing<Value> {
  readonly current: () => Value;
  /** Returns what ends the subscription. */
  readonly subscribe: (changed: () => void) => () => void;
}

/** Somebody else's pointer on the board, in the board's coordinates. */
export type PointerOf = PointerMessage & { readonly memberId: string };

/** The board of a live room, for `<Board>`. */
export interface LiveBoard {
  /** What the log says with this browser's unconfirmed patches over it. */
  readonly scene: Changing<Board>;
  readonly pointers: Changing<readonly PointerOf[]>;
  /** Told of patches that the room refused. */
  readonly onRefused: (told: (patches: readonly BoardPatch[]) => void) => () => void;
  readonly draw: (patches: readonly BoardPatch[]) => void;
  readonly point: (pointer: PointerMessage) => void;
}

export interface RoomSession<State> {
  readonly status: RoomStatus;
  readonly saved: SavedState;
  /** How many commands are not in the log yet. */
  readonly waiting: readonly RoomCommand[];
  /** Null until the room has answered for the first time. */
  readonly me: RoomMember | null;
  /** Ids of the members who are connected. */
  readonly present: readonly string[];
  /** The fold of all that this member may see. */
  readonly state: State;
  /** All that this member may see but the drawing, in the order of the log. */
  readonly events: readonly LoggedEvent[];
  /** The last refusal; null: none, or it was dismissed. */
  readonly refused: Refused | null;
  readonly dismissRefusal: () => void;
  readonly do: (command: RoomCommand) => void;
  /** The database's time, to a few milliseconds: what phases end by. */
  readonly now: () => Instant;
  readonly board: LiveBoard;
}
