/** Refusals that several procedures of accounts share, in words: what happened, what was kept, what to do. */
import { waitWords } from "@/contracts/accounts/sign-in-problem";

/** How long to wait, if the refusal says so. */
const againIn = (refusal: { code: string } | { code: string; againInSeconds: number }): string =>
  waitWords("againInSeconds" in refusal ? refusal.againInSeconds : 0);

export const tooManyAttempts = (refusal: { code: string } | { code: string; againInSeconds: number }) =>
  ({ code: "TOO_MANY_REQUESTS", message: `There were too many tries. Nothing was changed. Try again ${againIn(refusal)}.` }) as const;

export const BUSY = {
  code: "SERVICE_UNAVAILABLE",
  message: "Too many people are signing in at this moment. Nothing was changed. Try again in a few seconds.",
} as const;

export const PASSWORD_IS_EMAIL = {
  code: "BAD_REQUEST",
  message: "The password is your e-mail. Nothing was changed. Choose another one.",
} as const;

export const DEMO_ACCOUNT = {
  code: "FORBIDDEN",
  message: "This is a demo account that others use too, so this stays as it is. Create an account of your own to change it.",
} as const;

export const NO_SUCH_TIME_ZONE = {
  code: "BAD_REQUEST",
  message: "That time zone is not known here. Nothing was changed. Choose one from the list, for example Europe/Berlin.",
} as const;

export const WRONG_PASSWORD = {
  code: "BAD_REQUEST",
  message: "That is not your current password. Nothing was changed.",
} as const;

export const NO_SUCH_ACCOUNT = {
  code: "NOT_FOUND",
  message: "There is no such account any more. Load the page again to see those that there are.",
} as const;

export const LAST_ADMIN = {
  code: "CONFLICT",
  message: "This is the last admin account. Make another account an admin first.",
} as const;
