/** Who asks about a room: an account, a guest of that room, or both in one browser. */
import type { Viewer } from "../auth/viewer";
import type { GuestKeys } from "../trpc/guest-keys";
import { hashOf } from "./secrets";

export interface Asker {
  readonly userId: string | null;
  /** By which the account is signed in */
  readonly sessionId: string | null;
  /** Hash of the key that the browser keeps for this room. */
  readonly guestHash: string | null;
}

export function askerOf({ viewer, guestKeys }: { viewer: Viewer | null; guestKeys?: GuestKeys | undefined }, roomId: string): Asker {
  const key = guestKeys?.keyOf(roomId) ?? null;
  return { userId: viewer?.userId ?? null, sessionId: viewer?.sessionId ?? null, guestHash: key === null ? null : hashOf(key) };
}

/** Neither an account nor a guest of the room: signed out, or never there. */
export const isNobody = ({ userId, guestHash }: Asker): boolean => userId === null && guestHash === null;
