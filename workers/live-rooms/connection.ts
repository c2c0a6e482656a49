/** One open socket of a member, as the room sees it. */
import type { Socket } from "socket.io";
import type { Done, Frame, Pointers, Removed, Slow, Welcome } from "@/contracts/interviews/socket";
import type { LoggedEvent, RoomMember } from "@/domain/interviews/room-event";

export interface ServerToClient {
  welcome: (welcome: Welcome) => void;
  frame: (frame: Frame) => void;
  done: (done: Done) => void;
  pointers: (pointers: Pointers) => void;
  slow: (slow: Slow) => void;
  removed: (removed: Removed) => void;
}

/** What comes in is unknown until it was parsed. */
export type ClientToServer = Record<string, (...args: unknown[]) => void>;
export type LiveSocket = Socket<ClientToServer, ServerToClient>;

export interface Connection {
  readonly socket: LiveSocket;
  readonly member: RoomMember;
  readonly clientId: string;
  /** By which the member is signed in; null: a guest. */
  readonly sessionId: string | null;
  /** While what it missed is read: what is written meanwhile. Null: it is up to date. */
  arriving: LoggedEvent[] | null;
}
