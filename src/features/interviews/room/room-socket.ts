/** One line to a live room: the one caller of socket.io's client. It opens once; whoever wants another line makes another. */
import { io, type Socket } from "socket.io-client";
import { type Done, type EntryRefusal, type Frame, type IssuedTicket, LIVE_PATH, type PointerMessage, type Pointers, type Pong, type Removed, type Slow, type Welcome } from "@/contracts/interviews/socket";
import type { Numbered } from "./session-core";

const OPEN_MS_MAX = 10_000;
const PING_MS_MAX = 5_000;
/** After these no new ticket helps. */
const FINAL: ReadonlySet<string> = new Set<EntryRefusal>(["removed", "room-gone", "signed-out"]);

export interface LineEvents {
  readonly welcome: (welcome: Welcome) => void;
  readonly frame: (frame: Frame) => void;
  readonly done: (done: Done) => void;
  readonly slow: (slow: Slow) => void;
  readonly pointers: (pointers: Pointers) => void;
  readonly removed: (removed: Removed) => void;
  /** It could not be opened, or it broke. Nothing comes after it. */
  readonly lost: () => void;
}

export interface RoomLine {
  readonly send: (commands: readonly Numbered[]) => void;
  /** May be dropped on the way. */
  readonly point: (pointer: PointerMessage) => void;
  /** The database's time; null: there was no answer in time. */
  readonly ping: () => Promise<Pong | null>;
  readonly close: () => void;
}

/** Opens a line with a ticket. Nothing is told after `close`, after `lost` or after `removed`. */
export function openLine({ ticket, home }: Pick<IssuedTicket, "ticket" | "home">, since: number, events: LineEvents): RoomLine {
  const socket: Socket = io({ path: LIVE_PATH, query: { home }, auth: { ticket, since }, transports: ["websocket"], reconnection: false, forceNew: true, timeout: OPEN_MS_MAX });
  let isOver = false;
  const end = (tell: () => void) => {
    if (isOver) return;
    isOver = true;
    socket.disconnect();
    tell();
  };
  for (const name of ["welcome", "frame", "done", "slow", "pointers"] as const) {
    const tell = events[name] as (message: unknown) => void;
    socket.on(name, (message: unknown) => {
      if (!isOver) tell(message);
    });
  }
  socket.on("removed", (removed: Removed) => end(() => events.removed(removed)));
  socket.on("connect_error", (error: Error & { data?: { code?: string } }) => {
    const code = error.data?.code ?? "";
    end(() => (FINAL.has(code) ? events.removed({ reason: code as Removed["reason"] }) : events.lost()));
  });
  socket.on("disconnect", () => end(events.lost));
  return {
    send: (commands) => void socket.emit("do", { commands }),
    point: (pointer) => void socket.volatile.emit("pointer", pointer),
    ping: () => socket.timeout(PING_MS_MAX).emitWithAck("ping", null).then((pong: Pong) => pong, () => null),
    close: () => end(() => undefined),
  };
}
