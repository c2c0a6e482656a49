/**
 * The session cookie: an encrypted token that carries an account's id and a session row's id, nothing else.
 * What it is worth is decided by the row (session-store.ts) on every request.
 */
import { decode } from "next-auth/jwt";
import { z } from "zod";
import type { Env } from "../platform/env";

const SessionClaims = z.object({ sub: z.string(), sid: z.string() });
export type SessionClaims = z.infer<typeof SessionClaims>;

/** Behind https the browser is told to send cookies over https only. */
export const hasSecureCookies = ({ PUBLIC_URL }: Pick<Env, "PUBLIC_URL">): boolean => PUBLIC_URL?.startsWith("https://") ?? false;

/** Our own name: cookies know no ports, and another program on localhost may use next-auth's. */
export const sessionCookieName = (settings: Pick<Env, "PUBLIC_URL">): string =>
  hasSecureCookies(settings) ? "__Host-quorum-session" : "quorum-session";

/** What the cookie claims, or null if it is not one of ours, or too old. */
export async function readSessionToken(token: string | undefined, secret: string): Promise<SessionClaims | null> {
  if (token === undefined || token === "") return null;
  try {
    return SessionClaims.safeParse(await decode({ token, secret })).data ?? null;
  } catch {
    // Forged, of another secret, or past its time: the same as no cookie.
    return null;
  }
}
