import { err, ok, type Result } from "@/domain/kernel/result";
import { hashPassword } from "../auth/password";
import { addressBucket, payTolls, SIGN_UP_PER_ADDRESS } from "../auth/rate-limit";
import { TurnstileFull } from "../auth/turnstile";
import type { Tools } from "../compose";
import { isTimeZone } from "../platform/time-zone";
import { insertAccount } from "./account-store";

export type TooMany = { code: "too-many-attempts"; againInSeconds: number };

export interface SignUpRequest {
  email: string;
  name: string;
  password: string;
  timeZone: string | null;
  clientAddress: string;
}

/** Makes a learner's account. That the e-mail is taken is told: whoever signs up must know it, and the limit makes it useless for fishing. */
export async function signUp(
  { database, clock }: Pick<Tools, "database" | "clock">,
  { clientAddress, password, timeZone, ...person }: SignUpRequest,
): Promise<Result<null, TooMany | { code: "email-taken" | "password-is-email" | "busy" }>> {
  if (password.toLowerCase() === person.email) return err({ code: "password-is-email" });
  const now = clock();
  const againAt = await payTolls(database, [{ limit: SIGN_UP_PER_ADDRESS, whom: addressBucket(clientAddress) }], now);
  if (againAt !== null) return err({ code: "too-many-attempts", againInSeconds: Math.ceil((againAt - now) / 1000) });

  const zone = timeZone !== null && isTimeZone(timeZone) ? timeZone : null;
  try {
    const made = await insertAccount(database, { ...person, passwordHash: await hashPassword(password), timeZone: zone });
    return made ? ok(null) : err({ code: "email-taken" });
  } catch (error) {
    if (error instanceof TurnstileFull) return err({ code: "busy" });
    throw error;
  }
}
