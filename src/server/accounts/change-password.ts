import { err, ok, type Result } from "@/domain/kernel/result";
import { hashPassword, isPassword } from "../auth/password";
import { PASSWORD_PER_ACCOUNT, payTolls, refundTolls } from "../auth/rate-limit";
import { endOtherSessions } from "../auth/session-store";
import { TurnstileFull } from "../auth/turnstile";
import type { Viewer } from "../auth/viewer";
import type { Tools } from "../compose";
import { getPasswordState, setPasswordHash } from "./account-store";
import type { TooMany } from "./sign-up";

type Kept = Pick<Tools, "database" | "clock">;

/** Whether the signed-in person knows the account's password: asked again before what cannot be undone. */
export async function knowsPassword(
  { database, clock }: Kept,
  { userId, password, passwordHash }: { userId: string; password: string; passwordHash: string | null },
): Promise<Result<null, TooMany | { code: "wrong-password" | "busy" }>> {
  const now = clock();
  const tolls = [{ limit: PASSWORD_PER_ACCOUNT, whom: userId }];
  const againAt = await payTolls(database, tolls, now);
  if (againAt !== null) return err({ code: "too-many-attempts", againInSeconds: Math.ceil((againAt - now) / 1000) });
  try {
    if (!(await isPassword(password, passwordHash))) return err({ code: "wrong-password" });
  } catch (error) {
    if (!(error instanceof TurnstileFull)) throw error;
    await refundTolls(database, tolls);
    return err({ code: "busy" });
  }
  await refundTolls(database, tolls);
  return ok(null);
}

/** Sets a new password and signs out every other browser. An account without one may set its first. */
export async function changePassword(
  tools: Kept,
  { userId, sessionId, email }: Viewer,
  { current, next }: { current: string | null; next: string },
): Promise<Result<null, TooMany | { code: "wrong-password" | "password-is-email" | "demo-account" | "busy" }>> {
  const { isDemo, passwordHash } = await getPasswordState(tools.database, userId);
  if (isDemo) return err({ code: "demo-account" });
  if (next.toLowerCase() === email) return err({ code: "password-is-email" });
  if (passwordHash !== null) {
    const known = await knowsPassword(tools, { userId, password: current ?? "", passwordHash });
    if (!known.ok) return known;
  }
  try {
    const hash = await hashPassword(next);
    await tools.database.$transaction(async (tx) => {
      await setPasswordHash(tx, userId, hash);
      await endOtherSessions(tx, userId, sessionId);
    });
    return ok(null);
  } catch (error) {
    if (error instanceof TurnstileFull) return err({ code: "busy" });
    throw error;
  }
}
