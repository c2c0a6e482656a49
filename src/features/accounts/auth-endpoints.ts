/** The requests to the sign-in endpoints, each with its token against forged requests. Small enough to need no library. */
import { readSignInProblem, type SignInProblem } from "@/contracts/accounts/sign-in-problem";

export type Attempt =
  /** Where the endpoint leads. */
  { ok: true; url: string } | { ok: false; problem: SignInProblem | { code: "unreachable" } };

async function post(path: string, fields: Record<string, string>): Promise<Attempt> {
  try {
    const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
    const answer = await fetch(`/api/auth/${path}`, { method: "POST", body: new URLSearchParams({ ...fields, csrfToken, json: "true" }) });
    if (!answer.headers.get("content-type")?.includes("json")) return { ok: false, problem: { code: "failed" } };
    const { url } = (await answer.json()) as { url?: string };
    if (url === undefined) return { ok: false, problem: { code: "failed" } };
    const { searchParams } = new URL(url, window.location.origin);
    // Sent back to the door with `csrf`: the token's cookie was not there, for example because cookies are off.
    const problem = readSignInProblem(searchParams.has("csrf") ? "csrf" : searchParams.get("error"));
    return problem === null ? { ok: true, url } : { ok: false, problem };
  } catch {
    return { ok: false, problem: { code: "unreachable" } };
  }
}

/**
 * The endpoint leads to the product's public address, whose cookie is not this one's if the page was opened under
 * another name of the same machine (127.0.0.1 for localhost): one stays where one is.
 */
const stayHere = (attempt: Attempt, next: string): Attempt => (attempt.ok ? { ok: true, url: next } : attempt);

export const signInWithPassword = async (email: string, password: string, next: string): Promise<Attempt> =>
  stayHere(await post("callback/password", { email, password, callbackUrl: next }), next);

export const continueAsDemo = async (account: string, next: string): Promise<Attempt> =>
  stayHere(await post("callback/demo", { account, callbackUrl: next }), next);

/** The address of the provider's own page is where it leads. */
export const goToProvider = (provider: string, next: string): Promise<Attempt> => post(`signin/${provider}`, { callbackUrl: next });

export const mailSignInLink = (email: string, next: string): Promise<Attempt> => post("signin/email", { email, callbackUrl: next });

export const signOut = async (): Promise<Attempt> => stayHere(await post("signout", { callbackUrl: "/" }), "/");
