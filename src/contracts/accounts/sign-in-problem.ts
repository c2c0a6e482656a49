/**
 * Why somebody could not sign in. The sign-in endpoints answer with an address whose `error` names the problem.
 * Plain text, no shapes: the sign-in page reads it without carrying zod.
 */

/** Why somebody could not sign in. */
export type SignInProblem =
  | { code: "wrong-email-or-password" }
  | { code: "too-many-attempts"; againInSeconds: number }
  | { code: "busy" }
  | { code: "email-has-another-way-in" }
  | { code: "provider-gave-no-email" }
  | { code: "provider-failed" }
  | { code: "link-expired" }
  | { code: "mail-failed" }
  | { code: "failed" };

/** How a problem of ours is written into an address; readSignInProblem reads it. */
export const signInErrorParam = (problem: Extract<SignInProblem, { code: "too-many-attempts" | "busy" | "provider-gave-no-email" }>): string =>
  problem.code === "too-many-attempts" ? `wait-${problem.againInSeconds}` : problem.code;

/** What next-auth itself writes there (next-auth.js.org/configuration/pages). */
const THEIRS: Record<string, SignInProblem> = {
  CredentialsSignin: { code: "wrong-email-or-password" },
  OAuthAccountNotLinked: { code: "email-has-another-way-in" },
  OAuthSignin: { code: "provider-failed" },
  OAuthCallback: { code: "provider-failed" },
  OAuthCreateAccount: { code: "provider-failed" },
  Callback: { code: "provider-failed" },
  Verification: { code: "link-expired" },
  EmailSignin: { code: "mail-failed" },
  busy: { code: "busy" },
  "provider-gave-no-email": { code: "provider-gave-no-email" },
};

/** The problem that an `error` parameter names; null if there is none. */
export function readSignInProblem(param: string | null | undefined): SignInProblem | null {
  if (param === null || param === undefined) return null;
  const wait = /^wait-(\d{1,6})$/.exec(param);
  if (wait !== null) return { code: "too-many-attempts", againInSeconds: Number(wait[1]) };
  return THEIRS[param] ?? { code: "failed" };
}

/** "in 12 minutes": how long to wait, rounded up, in the words that follow "Try again". */
export function waitWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 1) return "in a minute";
  return minutes < 60 ? `in ${minutes} minutes` : "in an hour";
}

const HERE = "http://here.invalid";

/** Where to go after signing in: a path of ours, whatever was asked for. */
export function nextPath(asked: string | null | undefined): string {
  if (!asked?.startsWith("/") || !URL.canParse(asked, HERE)) return "/today";
  const { origin, pathname, search, hash } = new URL(asked, HERE);
  return origin === HERE ? `${pathname}${search}${hash}` : "/today";
}

/** The path in an address of ours; null if it leads to the front page or is no address. */
export function pathOfAddress(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address, HERE)) return null;
  const { pathname, search } = new URL(address, HERE);
  return pathname === "/" ? null : `${pathname}${search}`;
}
