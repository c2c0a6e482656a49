/** A forgotten password: a one-time link, by mail or from an admin, sets a new one. */
import { err, ok, type Result } from "@/domain/kernel/result";
import { mailEnabled, sendMail } from "../auth/mail";
import { hashPassword } from "../auth/password";
import { addressBucket, MAIL_PER_ADDRESS, MAIL_PER_EMAIL, payTolls, RESET_PER_ADDRESS } from "../auth/rate-limit";
import { endAllSessions } from "../auth/session-store";
import { TurnstileFull } from "../auth/turnstile";
import type { Tools } from "../compose";
import type { Env } from "../platform/env";
import { log } from "../platform/log";
import { consumeResetLink, findOpenResetLink, markEmailProven, setPasswordHash, sqlOf } from "./account-store";
import { createResetLink, findAccountId, resetPath, tokenHashOf } from "./operator-store";
import type { TooMany } from "./sign-up";

type Kept = Pick<Tools, "database" | "clock">;

/** Whose password a link would set; null if the link does nothing (any more). */
export async function findResetLink({ database, clock }: Kept, token: string): Promise<{ email: string | null }> {
  const link = await findOpenResetLink(database, tokenHashOf(token), clock());
  return { email: link?.email ?? null };
}

/** Sets a new password once and signs the account out everywhere; gives the e-mail to sign in with. */
export async function resetPassword(
  { database, clock }: Kept,
  { token, password, clientAddress }: { token: string; password: string; clientAddress: string },
): Promise<Result<{ email: string }, TooMany | { code: "link-is-dead" | "password-is-email" | "busy" }>> {
  const now = clock();
  const againAt = await payTolls(database, [{ limit: RESET_PER_ADDRESS, whom: addressBucket(clientAddress) }], now);
  if (againAt !== null) return err({ code: "too-many-attempts", againInSeconds: Math.ceil((againAt - now) / 1000) });

  const tokenHash = tokenHashOf(token);
  const link = await findOpenResetLink(database, tokenHash, now);
  if (link === null) return err({ code: "link-is-dead" });
  if (password.toLowerCase() === link.email) return err({ code: "password-is-email" });
  try {
    // Before the link is used up: if there is no room to hash, it must still work afterwards.
    const passwordHash = await hashPassword(password);
    const used = await database.$transaction(async (tx) => {
      if (!(await consumeResetLink(tx, tokenHash, now))) return false;
      await setPasswordHash(tx, link.userId, passwordHash);
      await markEmailProven(tx, link.userId, now);
      await endAllSessions(tx, link.userId);
      return true;
    });
    return used ? ok({ email: link.email }) : err({ code: "link-is-dead" });
  } catch (error) {
    if (error instanceof TurnstileFull) return err({ code: "busy" });
    throw error;
  }
}

/** Mails a reset link if there is such an account. The answer is the same and as fast if there is none. */
export async function requestReset(
  { database, clock }: Kept,
  settings: Env,
  { email, clientAddress }: { email: string; clientAddress: string },
): Promise<Result<null, TooMany | { code: "mail-is-off" }>> {
  if (!mailEnabled(settings)) return err({ code: "mail-is-off" });
  const now = clock();
  const tolls = [
    { limit: MAIL_PER_EMAIL, whom: email },
    { limit: MAIL_PER_ADDRESS, whom: addressBucket(clientAddress) },
  ];
  const againAt = await payTolls(database, tolls, now);
  if (againAt !== null) return err({ code: "too-many-attempts", againInSeconds: Math.ceil((againAt - now) / 1000) });
  mailResetLink({ database, clock }, settings, email).catch((error: unknown) => log().error({ err: error }, "reset mail was not sent"));
  return ok(null);
}

async function mailResetLink({ database, clock }: Kept, settings: Env, email: string): Promise<void> {
  const link = await database.$transaction(async (tx) => {
    const accountId = await findAccountId(sqlOf(tx), email);
    // Who asked is not known: only that somebody typed this address.
    return accountId === null ? null : createResetLink(sqlOf(tx), { actorId: accountId, at: clock() }, accountId);
  });
  if (link === null || !link.ok) return;
  await sendMail(settings, {
    to: email,
    subject: "Set a new password for Quorum",
    text: `This link sets a new password. It works once, within 24 hours.\n\n${new URL(resetPath(link.value.token), settings.PUBLIC_URL).href}\n\nIf you did not ask for it, do nothing: your password stays as it is.\n`,
  });
}
