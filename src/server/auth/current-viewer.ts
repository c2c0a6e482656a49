/** Who is asking, in whatever Next runs: server components, route handlers, tRPC. Asked once a request. */
import { cookies } from "next/headers";
import { cache } from "react";
import { type Tools, tools } from "../compose";
import { demoEnabled, type Env, env } from "../platform/env";
import { readSessionToken, sessionCookieName } from "./session-cookie";
import { findViewer } from "./session-store";
import type { Viewer } from "./viewer";

/** For a request that did not come through Next, such as the handshake of a socket. */
export async function viewerOfToken(
  { database, clock }: Pick<Tools, "database" | "clock">,
  settings: Env,
  token: string | undefined,
): Promise<Viewer | null> {
  const claims = await readSessionToken(token, settings.AUTH_SECRET);
  if (claims === null) return null;
  return findViewer(database, { sessionId: claims.sid, userId: claims.sub, demo: demoEnabled(settings), at: clock() });
}

export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const token = (await cookies()).get(sessionCookieName(env()))?.value;
  return token === undefined ? null : viewerOfToken(tools(), env(), token);
});
