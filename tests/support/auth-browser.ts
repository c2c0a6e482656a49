/** A browser as far as signing in goes: keeps cookies, follows the endpoints of next-auth, without a page. */
import { randomBytes, scryptSync } from "node:crypto";
import { NextRequest } from "next/server";
import type { Env } from "@/server/platform/env";
import type { AuthTools } from "@/server/auth/providers";
import { handleAuth } from "@/server/auth/handle-auth";
import { sessionCookieName } from "@/server/auth/session-cookie";

/** A stored hash at a hundredth of the real cost: a hash names its own cost, and tests sign in often. */
export function cheapHash(password: string): string {
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 });
  return `scrypt$1024$8$1$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

export interface AuthAnswer {
  status: number;
  /** Where the answer leads: a redirect or the `url` of a JSON answer. */
  leadsTo: string | null;
  setCookies: string[];
}

export class AuthBrowser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly tools: AuthTools,
    private readonly settings: Env,
    private readonly facts: { origin?: string; address?: string; userAgent?: string } = {},
  ) {}

  get sessionToken(): string | undefined {
    return this.cookies.get(sessionCookieName(this.settings));
  }

  async send(path: string, form?: Record<string, string>, headers: Record<string, string> = {}): Promise<AuthAnswer & { text: string }> {
    const origin = this.facts.origin ?? "http://localhost:3000";
    const request = new NextRequest(new URL(path, origin), {
      method: form === undefined ? "GET" : "POST",
      headers: {
        host: new URL(origin).host,
        "x-client-address": this.facts.address ?? "203.0.113.7",
        "user-agent": this.facts.userAgent ?? "Test browser",
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
        ...headers,
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
    });
    const response = await handleAuth(this.tools, this.settings, request);
    const setCookies = response.headers.getSetCookie();
    for (const line of setCookies) this.#keep(line);
    const text = await response.text();
    const leadsTo = response.headers.get("location") ?? urlIn(text);
    return { status: response.status, leadsTo, setCookies, text };
  }

  /** Posts a form with the token against forged requests, as the pages do. */
  async post(path: string, form: Record<string, string>): Promise<AuthAnswer> {
    const { csrfToken } = JSON.parse((await this.send("/api/auth/csrf")).text) as { csrfToken: string };
    return this.send(path, { callbackUrl: "/today", ...form, csrfToken, json: "true" });
  }

  signIn(email: string, password: string): Promise<AuthAnswer> {
    return this.post("/api/auth/callback/password", { email, password });
  }

  /** Goes to an identity provider and comes back. */
  async signInWith(provider: string): Promise<AuthAnswer> {
    const { leadsTo } = await this.post(`/api/auth/signin/${provider}`, {});
    if (leadsTo === null) throw new Error("no way to the provider");
    const away = await fetch(leadsTo, { redirect: "manual" });
    const back = away.headers.get("location");
    if (back === null) throw new Error(`the provider sends nobody back: ${away.status} ${await away.text()}`);
    const { pathname, search } = new URL(back);
    return this.send(pathname + search);
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split("; ");
    const [name = "", value = ""] = pair.split("=");
    const gone = attributes.some((attribute) => attribute === "Max-Age=0");
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, decodeURIComponent(value));
  }
}

function urlIn(text: string): string | null {
  if (!text.startsWith("{")) return null;
  const body = JSON.parse(text) as { url?: string };
  return body.url ?? null;
}
