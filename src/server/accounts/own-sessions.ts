import type { SessionsOutput } from "@/contracts/accounts/accounts";
import { err, ok, type Result } from "@/domain/kernel/result";
import { endOtherSessions, listSessions } from "../auth/session-store";
import type { Viewer } from "../auth/viewer";
import type { Tools } from "../compose";
import { getPasswordState } from "./account-store";
import { browserWords } from "./browser-words";

/** The browsers that are signed in. A demo account is many people's: each sees only their own browser. */
export async function ownSessions({ database, clock }: Pick<Tools, "database" | "clock">, { userId, sessionId }: Viewer): Promise<SessionsOutput> {
  const { isDemo } = await getPasswordState(database, userId);
  const records = await listSessions(database, userId, clock());
  const sessions = records.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
    id,
    isThis: id === sessionId,
    browser: browserWords(userAgent),
    signedInAt: createdAt,
    lastSeenAt,
  }));
  return { sessions: isDemo ? sessions.filter(({ isThis }) => isThis) : sessions };
}

/** Signs out every browser but this one. */
export async function signOutOthers(
  { database }: Pick<Tools, "database">,
  { userId, sessionId }: Viewer,
): Promise<Result<{ ended: number }, { code: "demo-account" }>> {
  const { isDemo } = await getPasswordState(database, userId);
  return isDemo ? err({ code: "demo-account" }) : ok({ ended: await endOtherSessions(database, userId, sessionId) });
}
