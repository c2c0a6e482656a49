/**
 * A member who does not read must cost the others nothing. What waits to be sent to a socket is looked at now and then:
 * with much of it no pointers are added, with too much the socket is closed, and comes back for what it missed.
 */
import type { LiveSocket } from "./connection";
import { QUEUED_BYTES_MAX, QUEUED_BYTES_SLOW } from "./limits";

/** Of engine.io's transport and of ws what is looked at here. */
interface Wire {
  readonly transport?: { readonly socket?: { readonly bufferedAmount?: number } };
  readonly writeBuffer?: readonly { readonly data?: unknown }[];
}

/** Bytes that were given to the socket and have not left this process. */
export function queuedBytes(conn: unknown): number {
  const { transport, writeBuffer = [] } = conn as Wire;
  const buffered = transport?.socket?.bufferedAmount ?? 0;
  return writeBuffer.reduce((sum, { data }) => sum + (typeof data === "string" ? data.length : 0), buffered);
}

export interface QueueGuard {
  /** What waits at this moment was asked for by coming in: it may wait on top of the limit, until the queue was short once. */
  readonly excuse: () => void;
  readonly check: () => "fine" | "slow" | "stuck";
}

export function makeQueueGuard(socket: Pick<LiveSocket, "conn">): QueueGuard {
  let allowance = 0;
  return {
    excuse: () => (allowance = queuedBytes(socket.conn)),
    check: () => {
      const queued = queuedBytes(socket.conn);
      if (queued <= QUEUED_BYTES_SLOW) allowance = 0;
      if (queued > QUEUED_BYTES_MAX + allowance) return "stuck";
      return queued > QUEUED_BYTES_SLOW ? "slow" : "fine";
    },
  };
}
