/** The ways to sign in, as the settings name them. */
import { z } from "zod";
import type { AuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import EmailProvider from "next-auth/providers/email";
import GithubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import { DemoCredentials, PasswordCredentials } from "@/contracts/accounts/sign-in";
import { signInErrorParam } from "@/contracts/accounts/sign-in-problem";
import type { Tools } from "../compose";
import { demoEnabled, type Env } from "../platform/env";
import { findDemoAccount } from "./auth-account-store";
import { demoEmail } from "./demo-accounts";
import { mailEnabled, sendMail } from "./mail";
import { signInWithPassword } from "./sign-in-with-password";

/** The tools that signing in needs. */
export type AuthTools = Pick<Tools, "database" | "clock">;

type Provider = AuthOptions["providers"][number];

/** A sign-in link is good for this long. */
const LINK_SECONDS_MAX = 3_600;

export interface IdentityProvider {
  id: "github" | "google" | "oidc";
  name: string;
}

/** Identity providers that are configured entirely. */
export function identityProviders(settings: Env): IdentityProvider[] {
  const found: IdentityProvider[] = [];
  if (settings.GITHUB_ID && settings.GITHUB_SECRET) found.push({ id: "github", name: "GitHub" });
  if (settings.GOOGLE_ID && settings.GOOGLE_SECRET) found.push({ id: "google", name: "Google" });
  if (settings.OIDC_ISSUER && settings.OIDC_ID && settings.OIDC_SECRET) found.push({ id: "oidc", name: settings.OIDC_NAME });
  return found;
}

const byPassword = (tools: AuthTools, clientAddress: string): Provider =>
  CredentialsProvider({
    id: "password",
    credentials: { email: {}, password: {} },
    authorize: async (given) => {
      const credentials = PasswordCredentials.safeParse(given);
      if (!credentials.success) return null;
      const signedIn = await signInWithPassword(tools, { ...credentials.data, clientAddress });
      if (signedIn.ok) return { id: signedIn.value };
      // null becomes CredentialsSignin; the text of an error becomes the address's `error`.
      if (signedIn.error.code === "wrong-email-or-password") return null;
      throw new Error(signInErrorParam(signedIn.error));
    },
  });

const byDemo = ({ database }: AuthTools): Provider =>
  CredentialsProvider({
    id: "demo",
    credentials: { account: {} },
    authorize: async (given) => {
      const credentials = DemoCredentials.safeParse(given);
      return credentials.success ? findDemoAccount(database, demoEmail(credentials.data.account)) : null;
    },
  });

const byMail = (settings: Env): Provider =>
  EmailProvider({
    maxAge: LINK_SECONDS_MAX,
    sendVerificationRequest: ({ identifier, url }) =>
      sendMail(settings, {
        to: identifier,
        subject: "Your link to sign in to Quorum",
        text: `This link signs you in to Quorum. It works once, within an hour.\n\n${url}\n\nIf you did not ask for it, do nothing: nobody can sign in without it.\n`,
      }),
  });

const GithubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** The one address that GitHub vouches for and its owner uses (docs.github.com/rest/users/emails). */
export const provenGithubEmail = (answer: unknown): string | undefined =>
  GithubEmails.parse(answer).find(({ primary, verified }) => primary && verified)?.email;

const byGithub = (clientId: string, clientSecret: string): Provider =>
  GithubProvider({
    clientId,
    clientSecret,
    userinfo: {
      // The profile names an address without saying whether it is proven, so that one is left out.
      request: async ({ client, tokens }) => {
        const token = tokens.access_token ?? "";
        const { email: _unproven, ...profile } = await client.userinfo(token);
        const answer = await fetch("https://api.github.com/user/emails", { headers: { authorization: `Bearer ${token}` } });
        const email = answer.ok ? provenGithubEmail(await answer.json()) : undefined;
        return email === undefined ? profile : { ...profile, email };
      },
    },
  });

const OidcProfile = z.object({
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().optional(),
});

/** An address that the provider itself calls unproven is as good as none. A provider that says nothing vouches for it. */
export function userOfOidcProfile(profile: unknown): User {
  const { sub, email, email_verified, name } = OidcProfile.parse(profile);
  return { id: sub, name: name ?? null, email: email_verified === false ? null : (email ?? null) };
}

const byOidc = (issuer: string, clientId: string, clientSecret: string, name: string): Provider => ({
  id: "oidc",
  name,
  type: "oauth",
  wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
  authorization: { params: { scope: "openid email profile" } },
  idToken: true,
  checks: ["pkce", "state", "nonce"],
  clientId,
  clientSecret,
  profile: userOfOidcProfile,
});

/** Everything that next-auth may let in with these settings, for one request. */
export function signInProviders(tools: AuthTools, settings: Env, clientAddress: string): Provider[] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET, OIDC_ISSUER, OIDC_ID, OIDC_SECRET, OIDC_NAME } = settings;
  const providers = [byPassword(tools, clientAddress)];
  if (demoEnabled(settings)) providers.push(byDemo(tools));
  if (mailEnabled(settings)) providers.push(byMail(settings));
  if (GITHUB_ID && GITHUB_SECRET) providers.push(byGithub(GITHUB_ID, GITHUB_SECRET));
  if (GOOGLE_ID && GOOGLE_SECRET) {
    providers.push(GoogleProvider({ clientId: GOOGLE_ID, clientSecret: GOOGLE_SECRET, profile: userOfOidcProfile }));
  }
  if (OIDC_ISSUER && OIDC_ID && OIDC_SECRET) providers.push(byOidc(OIDC_ISSUER, OIDC_ID, OIDC_SECRET, OIDC_NAME));
  return providers;
}
