/**
 * The border of the web process: what every request passes before Next sees it. A request gets an id, a
 * client address that cannot be forged, a nonce for scripts; a mutation from another origin and a body
 * beyond the limit are turned away here.
 */
import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isLoopbackAddress } from "./loopback";

export const BODY_BYTES_MAX = 512 * 1024;

/** What only a proxy may say. */
export const FORWARDED: readonly string[] = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded"];

const MUTATING = new Set(["POST", "PUT", "PATCH", "DELETE"]);

export interface BorderOptions {
  /** True behind a reverse proxy that sets X-Forwarded-For, -Host and -Proto itself. */
  trustProxy: boolean;
  /** Next's development server needs eval and a websocket. */
  dev: boolean;
}

export interface Passage {
  requestId: string;
  clientAddress: string;
}

/** Lets a request in, or answers it and returns null. */
export function enter(req: IncomingMessage, res: ServerResponse, { trustProxy, dev }: BorderOptions): Passage | null {
  const requestId = randomUUID();
  const clientAddress = addressOf(req, trustProxy);
  if (!trustProxy) for (const header of FORWARDED) delete req.headers[header];
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, dev);
  // Next reads the nonce from the policy that stands in the request; pages read the rest.
  Object.assign(req.headers, {
    "x-request-id": requestId,
    "x-client-address": clientAddress,
    "x-nonce": nonce,
    "x-path": req.url ?? "/",
    "content-security-policy": policy,
  });
  setResponseHeaders(res, requestId, policy);

  const refused = refusal(req);
  if (refused !== null) {
    res.writeHead(refused.status, { "content-type": "text/plain; charset=utf-8", connection: "close" }).end(`${refused.words}\n`);
    return null;
  }
  return { requestId, clientAddress };
}

/** The address at the other end of the socket, or the one that a trusted proxy saw (the last it added). */
export function addressOf(req: IncomingMessage, trustProxy: boolean): string {
  const direct = req.socket.remoteAddress ?? "unknown";
  const forwarded = req.headers["x-forwarded-for"];
  if (!trustProxy || typeof forwarded !== "string") return direct;
  return forwarded.split(",").at(-1)?.trim() || direct;
}

/**
 * `style-src` allows inline styles: React writes style attributes (bar widths, positions of a drawing), and
 * an injected style can at worst disfigure a page, while scripts need the nonce of this very response.
 */
export function contentSecurityPolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "worker-src 'self'",
    // The frame that runs learners' programs (run-frame.ts); it brings a policy of its own.
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function setResponseHeaders(res: ServerResponse, requestId: string, policy: string): void {
  res.setHeader("x-request-id", requestId);
  res.setHeader("content-security-policy", policy);
  res.setHeader("x-content-type-options", "nosniff");
  res.setHeader("referrer-policy", "same-origin");
  res.setHeader("cross-origin-opener-policy", "same-origin");
  res.setHeader("permissions-policy", "camera=(), microphone=(), geolocation=()");
}

function refusal(req: IncomingMessage): { status: number; words: string } | null {
  if (!MUTATING.has(req.method ?? "GET")) return null;
  if (!isSameOrigin(req)) return { status: 403, words: "This request came from another site and was not carried out. Open the page here and try again." };
  // Node lets no more through than was announced, so a body must announce its length.
  if (req.headers["transfer-encoding"] !== undefined) return { status: 411, words: "The request does not say how long it is. Send it with a Content-Length." };
  const announced = Number(req.headers["content-length"] ?? 0);
  if (announced > BODY_BYTES_MAX) return { status: 413, words: `The request is larger than ${BODY_BYTES_MAX / 1024} KiB and was not read.` };
  return null;
}

/** Browsers name the origin of every mutation; a client that names none (a script with its own cookie) is not a browser being tricked. */
export function isSameOrigin(req: IncomingMessage): boolean {
  const site = req.headers["sec-fetch-site"];
  if (site === "cross-site" || site === "same-site") return false;
  const { origin } = req.headers;
  if (origin === undefined) return true;
  const host = req.headers["x-forwarded-host"] ?? req.headers.host;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

/** True when the other end of the socket is this machine: what the operator's pages are judged by. */
export const isFromThisMachine = (req: IncomingMessage): boolean => isLoopbackAddress(req.socket.remoteAddress ?? "");
