/**
 * What runs a learner's program in the learner's own browser: the frame, whose origin is nobody's, and the worker that
 * strips types. Both are answered before Next and under policies of their own, which replace the border's.
 */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { BrowserScripts } from "./browser-scripts";

export const RUN_FRAME_PATH = "/run-frame";
export const STRIP_WORKER_PATH = "/strip-worker.js";

const compress = promisify(gzip);

/**
 * The wall around the frame. `sandbox` without allow-same-origin gives it an origin of its own, also when its address
 * is opened in a tab: no cookie, no storage, no way into the page. Its worker comes from a blob and inherits all of
 * this; `unsafe-eval` is how the program gets in, and how it is evaluated afresh for every node.
 */
export const runFramePolicy = (nonce: string): string =>
  [
    "sandbox allow-scripts",
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'unsafe-eval' blob:`,
    "worker-src blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join("; ");

/** It parses, and runs nothing of what it parses: it needs WebAssembly, and nobody to talk to but its page. */
const STRIP_WORKER_POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'none'; frame-ancestors 'none'";

/** Answers the two addresses; false for any other. */
export async function answerRunFrame(req: IncomingMessage, res: ServerResponse, scripts: BrowserScripts): Promise<boolean> {
  const path = (req.url ?? "").split("?")[0];
  if (path !== RUN_FRAME_PATH && path !== STRIP_WORKER_PATH) return false;
  if (req.method !== "GET" && req.method !== "HEAD") {
    res.writeHead(405, { allow: "GET, HEAD", "content-type": "text/plain; charset=utf-8" }).end("Only GET is answered here.\n");
  } else if (path === RUN_FRAME_PATH) await answerFrame(req, res, await scripts.runFrame());
  else answerStripWorker(req, res, await scripts.stripWorker());
  return true;
}

async function answerFrame(req: IncomingMessage, res: ServerResponse, script: string): Promise<void> {
  const nonce = String(req.headers["x-nonce"]);
  res.setHeader("content-security-policy", runFramePolicy(nonce));
  res.setHeader("content-type", "text/html; charset=utf-8");
  // The nonce is good for one answer.
  res.setHeader("cache-control", "no-store");
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Program runner</title><script nonce="${nonce}">${script}</script></html>\n`;
  if (!accepts(req, "gzip")) return void res.end(html);
  res.setHeader("content-encoding", "gzip");
  res.end(await compress(html));
}

/** Its address stays the same, so a browser asks each time whether it still has the right one. */
function answerStripWorker(req: IncomingMessage, res: ServerResponse, { plain, gzip: gzipped, brotli }: Encoded): void {
  const etag = `"${hashOf(plain)}"`;
  res.setHeader("content-security-policy", STRIP_WORKER_POLICY);
  res.setHeader("cross-origin-resource-policy", "same-origin");
  res.setHeader("content-type", "text/javascript; charset=utf-8");
  res.setHeader("cache-control", "private, no-cache");
  res.setHeader("etag", etag);
  res.setHeader("vary", "accept-encoding");
  if (req.headers["if-none-match"]?.includes(etag) === true) return void res.writeHead(304).end();
  if (brotli !== null && accepts(req, "br")) return void res.setHeader("content-encoding", "br").end(brotli);
  if (gzipped !== null && accepts(req, "gzip")) return void res.setHeader("content-encoding", "gzip").end(gzipped);
  res.end(plain);
}

type Encoded = Awaited<ReturnType<BrowserScripts["stripWorker"]>>;

const hashes = new WeakMap<Buffer, string>();
function hashOf(content: Buffer): string {
  const known = hashes.get(content) ?? createHash("sha256").update(content).digest("base64url").slice(0, 22);
  hashes.set(content, known);
  return known;
}

const accepts = (req: IncomingMessage, encoding: string): boolean => String(req.headers["accept-encoding"] ?? "").split(/,\s*/).some((offer) => offer.split(";")[0] === encoding);
