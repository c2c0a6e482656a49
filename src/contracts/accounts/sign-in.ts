/** What is typed to sign in. */
import { z } from "zod";
import { EMAIL_LENGTH_MAX, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "./limits";

/** Lower-cased and trimmed: one mailbox is one account. */
export const Email = z.string().trim().toLowerCase().max(EMAIL_LENGTH_MAX).pipe(z.email());

/** A password that is being chosen: long rather than odd. */
export const NewPassword = z
  .string()
  .min(PASSWORD_LENGTH_MIN, `At least ${PASSWORD_LENGTH_MIN} characters.`)
  .max(PASSWORD_LENGTH_MAX, `At most ${PASSWORD_LENGTH_MAX} characters.`);

/** What is typed as a password; shorter ones than allowed may be old, and are checked like any other. */
export const GivenPassword = z.string().min(1).max(PASSWORD_LENGTH_MAX);

export const PasswordCredentials = z.object({ email: Email, password: GivenPassword });

export const DemoAccountId = z.enum(["learner", "interviewer", "instructor"]);
export type DemoAccountId = z.infer<typeof DemoAccountId>;
export const DemoCredentials = z.object({ account: DemoAccountId });
