/** How next-auth is set up for one request: who asks is part of it. */
import type { AuthOptions } from "next-auth";
import { decode } from "next-auth/jwt";
import { Email } from "@/contracts/accounts/sign-in";
import { signInErrorParam } from "@/contracts/accounts/sign-in-problem";
import type { Env } from "../platform/env";
import { log } from "../platform/log";
import { authAdapter } from "./auth-account-store";
import { type AuthTools, signInProviders } from "./providers";
import { addressBucket, MAIL_PER_ADDRESS, MAIL_PER_EMAIL, payTolls } from "./rate-limit";
import { hasSecureCookies, type SessionClaims, sessionCookieName } from "./session-cookie";
import { createSession, endSession, SESSION_AGE_MS_MAX } from "./session-store";

export interface AuthRequest {
  action: string;
  clientAddress: string;
  userAgent: string;
  /** The session that this browser's cookie names already, living or not. */
  claims: SessionClaims | null;
}

const SESSION_SECONDS_MAX = SESSION_AGE_MS_MAX / 1000;

export function authOptions(tools: AuthTools, settings: Env, request: AuthRequest): AuthOptions {
  const { database, clock } = tools;
  const secure = hasSecureCookies(settings);

  /** A new row for this browser; the one that its old cookie named goes. */
  const openSession = async (userId: string): Promise<SessionClaims> => {
    if (request.claims !== null) await endSession(database, request.claims.sub, request.claims.sid);
    return { sub: userId, sid: await createSession(database, { userId, userAgent: request.userAgent, at: clock() }) };
  };

  return {
    secret: settings.AUTH_SECRET,
    providers: signInProviders(tools, settings, request.clientAddress),
    adapter: authAdapter(database, clock),
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in", verifyRequest: "/sign-in" },
    session: { strategy: "jwt", maxAge: SESSION_SECONDS_MAX },
    jwt: {
      maxAge: SESSION_SECONDS_MAX,
      // Who signs in with a provider while signed in would have it linked to that account, on the word of a cookie
      // alone. There is no linking here, so only sign-out may look at the cookie.
      decode: async (params) => (request.action === "signout" ? decode(params) : null),
    },
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: sessionCookieName(settings), options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
    },
    callbacks: {
      signIn: ({ user, account, email }) => {
        if (email?.verificationRequest) return mailTolls(tools, user.email, request.clientAddress);
        if (account?.type === "oauth" && !user.email) {
          return `/sign-in?error=${signInErrorParam({ code: "provider-gave-no-email" })}`;
        }
        return true;
      },
      jwt: async ({ user }) => ({ ...(await openSession(user.id)) }),
    },
    events: {
      signOut: async () => {
        if (request.claims !== null) await endSession(database, request.claims.sub, request.claims.sid);
      },
    },
    logger: {
      error: (code, metadata) => log().warn({ code, err: metadata instanceof Error ? metadata : metadata.error }, "sign-in failed"),
      warn: (code) => log().warn({ code }, "next-auth warns"),
      debug: () => undefined,
    },
  };
}

/** True if a link may be mailed, otherwise the address that says when to ask again. */
async function mailTolls({ database, clock }: AuthTools, email: string | null | undefined, clientAddress: string): Promise<true | string> {
  const to = Email.safeParse(email);
  if (!to.success) return "/sign-in?error=EmailSignin";
  const now = clock();
  const againAt = await payTolls(
    database,
    [
      { limit: MAIL_PER_EMAIL, whom: to.data },
      { limit: MAIL_PER_ADDRESS, whom: addressBucket(clientAddress) },
    ],
    now,
  );
  if (againAt === null) return true;
  return `/sign-in?error=${signInErrorParam({ code: "too-many-attempts", againInSeconds: Math.ceil((againAt - now) / 1000) })}`;
}
