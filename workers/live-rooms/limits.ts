/** How much of one socket, one room and one process there may be. */

export const SOCKETS_MAX = 4_000;
export const ROOM_SOCKETS_MAX = 250;
/** Of the handshake, the ticket included. */
export const ENTRY_MS_MAX = 10_000;

/** All rooms' events are written together this long after the first of them. */
export const FLUSH_MS = 20;
/** Events of one room that wait to be written; beyond it its members are asked to wait. */
export const ROOM_PENDING_MAX = 2_000;

/** A tab that is loaded anew, or changes networks, is back by then. */
export const LEAVE_GRACE_MS = 8_000;
/** The same after the room changed its home: all come back at once. */
export const RETURN_GRACE_MS = 20_000;

/** In rooms of more than POINTERS_APART_MAX sockets pointers are joined for this long. */
export const POINTER_MS = 33;
export const POINTERS_APART_MAX = 6;

/** What a socket may have waiting to be sent: beyond the first it gets no pointers, beyond the second it is closed. */
export const QUEUED_BYTES_SLOW = 256 * 1_024;
export const QUEUED_BYTES_MAX = 1_024 * 1_024;
export const QUEUE_CHECK_MS = 250;

/** Of a socket, a second and at once. Who sends more messages than these is cut off; of the others the rest waits. */
export const RATES = {
  messages: { perSecond: 100, burst: 300 },
  commands: { perSecond: 30, burst: 120 },
  chat: { perSecond: 2, burst: 10 },
  bytes: { perSecond: 256 * 1_024, burst: 1_024 * 1_024 },
  pointers: { perSecond: 40, burst: 40 },
} as const;
/** A client that sent too much is told to wait this long at least: it sends all that it has left at once. */
export const RETRY_MS_MIN = 250;
