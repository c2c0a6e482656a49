/**
 * The endpoints of next-auth under /api/auth.
 *
 * next-auth's own route handler takes the site's address from whatever x-forwarded-host a client sends, and runs
 * inside Next only. So it is handed a request whose address is decided here, by its door for plain handlers.
 */
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import type { Env } from "../platform/env";
import { authOptions } from "./auth-options";
import type { AuthTools } from "./providers";
import { readSessionToken, sessionCookieName } from "./session-cookie";

// next-auth reads the address from the headers below only if this is set, and from NEXTAUTH_URL before all.
process.env.AUTH_TRUST_HOST = "1";
delete process.env.NEXTAUTH_URL;

/** What this product uses; next-auth has more (session, providers, _log), which would be doors without a room. */
const ACTIONS: Record<string, readonly string[]> = {
  GET: ["csrf", "signin", "callback", "error", "verify-request"],
  POST: ["signin", "callback", "signout"],
};

const refused = (status: number, message: string) => Response.json({ message }, { status });

export async function handleAuth(tools: AuthTools, settings: Env, request: NextRequest): Promise<Response> {
  const [action = "", ...rest] = request.nextUrl.pathname.replace(/^\/api\/auth\//, "").split("/");
  if (!ACTIONS[request.method]?.includes(action)) return refused(404, "There is nothing here.");
  const body = await formOf(request);
  if (body === null) return refused(415, "Send a form: application/x-www-form-urlencoded.");

  const cookies = Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value]));
  const site = siteOf(settings, request);
  const options = authOptions(tools, settings, {
    action,
    clientAddress: request.headers.get("x-client-address") ?? "unknown",
    userAgent: request.headers.get("user-agent") ?? "",
    claims: await readSessionToken(cookies[sessionCookieName(settings)], settings.AUTH_SECRET),
  });
  const answer = new CollectedAnswer();
  const handed = {
    method: request.method,
    query: { ...Object.fromEntries(request.nextUrl.searchParams), nextauth: [action, ...rest] },
    body,
    cookies,
    headers: { host: site.host, "x-forwarded-host": site.host, "x-forwarded-proto": site.protocol.replace(":", "") },
  };
  // Only what is handed over here is read (next-auth/next/index.js, NextAuthApiHandler); the types ask for a whole socket.
  await NextAuth(handed as unknown as NextApiRequest, answer as unknown as NextApiResponse, options);
  return answer.toResponse();
}

/** The fields of a form; values are always text, so none can pose as a query. Null for any other kind of body. */
async function formOf(request: NextRequest): Promise<Record<string, string> | null> {
  if (request.method !== "POST") return {};
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) return null;
  return Object.fromEntries(new URLSearchParams(await request.text()));
}

/** The address that links and redirects lead to. Without PUBLIC_URL it is the one in the browser's address bar. */
function siteOf({ PUBLIC_URL, TRUST_PROXY }: Env, { headers, nextUrl }: NextRequest): URL {
  if (PUBLIC_URL !== undefined) return new URL(PUBLIC_URL);
  const forwarded = (name: string) => (TRUST_PROXY ? headers.get(name)?.split(",")[0]?.trim() : undefined);
  const host = forwarded("x-forwarded-host") ?? headers.get("host") ?? nextUrl.host;
  return new URL(`${forwarded("x-forwarded-proto") === "https" ? "https" : "http"}://${host}`);
}

/** The few methods of a response that next-auth calls. */
class CollectedAnswer {
  #status = 200;
  #headers = new Map<string, string | string[]>();
  #body: string | null = null;

  status(code: number) {
    this.#status = code;
    return this;
  }
  getHeader(name: string) {
    return this.#headers.get(name);
  }
  setHeader(name: string, value: string | string[]) {
    this.#headers.set(name, value);
    return this;
  }
  json(body: unknown) {
    this.setHeader("Content-Type", "application/json");
    this.#body = JSON.stringify(body);
  }
  send(body: unknown) {
    this.#body = typeof body === "string" ? body : JSON.stringify(body);
  }
  end() {
    this.#body = null;
  }

  toResponse(): Response {
    const headers = new Headers({ "cache-control": "no-store" });
    for (const [name, value] of this.#headers) {
      if (Array.isArray(value)) for (const one of value) headers.append(name, one);
      else headers.set(name, value);
    }
    return new Response(this.#body, { status: this.#status, headers });
  }
}
