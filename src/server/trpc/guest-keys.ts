/** What a guest's browser keeps: one key a room, in a cookie that no script can read. */
import type { cookies } from "next/headers";
import { hasSecureCookies } from "../auth/session-cookie";
import type { Env } from "../platform/env";

export interface GuestKeys {
  readonly keyOf: (roomId: string) => string | null;
  /** From a procedure alone: a page that is being drawn sets no cookies. */
  readonly keep: (roomId: string, key: string) => void;
}

/** As long as a room is worth coming back to: its replay. */
const KEPT_SECONDS = 180 * 86_400;

export function guestKeysIn(jar: Awaited<ReturnType<typeof cookies>>, settings: Pick<Env, "PUBLIC_URL">): GuestKeys {
  const secure = hasSecureCookies(settings);
  const nameOf = (roomId: string) => `${secure ? "__Host-" : ""}quorum-guest-${roomId}`;
  return {
    keyOf: (roomId) => jar.get(nameOf(roomId))?.value ?? null,
    keep: (roomId, key) => void jar.set(nameOf(roomId), key, { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: KEPT_SECONDS }),
  };
}
