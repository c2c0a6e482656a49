import { err, ok, type Result } from "@/domain/kernel/result";
import type { Tools } from "../compose";
import { findSignInAccount } from "./auth-account-store";
import { isPassword } from "./password";
import { addressBucket, payTolls, refundTolls, SIGN_IN_PER_ADDRESS, SIGN_IN_PER_EMAIL } from "./rate-limit";
import { TurnstileFull } from "./turnstile";

export type PasswordRefusal =
  | { code: "wrong-email-or-password" }
  | { code: "too-many-attempts"; againInSeconds: number }
  | { code: "busy" };

/** Checks an e-mail (lower case) and a password; gives the account's id. Only failures count against the limits. */
export async function signInWithPassword(
  { database, clock }: Pick<Tools, "database" | "clock">,
  { email, password, clientAddress }: { email: string; password: string; clientAddress: string },
): Promise<Result<string, PasswordRefusal>> {
  const tolls = [
    { limit: SIGN_IN_PER_EMAIL, whom: email },
    { limit: SIGN_IN_PER_ADDRESS, whom: addressBucket(clientAddress) },
  ];
  const now = clock();
  const againAt = await payTolls(database, tolls, now);
  if (againAt !== null) return err({ code: "too-many-attempts", againInSeconds: Math.ceil((againAt - now) / 1000) });

  const account = await findSignInAccount(database, email);
  try {
    const right = await isPassword(password, account?.passwordHash ?? null);
    if (!right || account === null) return err({ code: "wrong-email-or-password" });
  } catch (error) {
    if (!(error instanceof TurnstileFull)) throw error;
    await refundTolls(database, tolls);
    return err({ code: "busy" });
  }
  await refundTolls(database, tolls);
  return ok(account.id);
}
