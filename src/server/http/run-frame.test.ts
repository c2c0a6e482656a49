import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enter } from "./border";
import { answerRunFrame } from "./run-frame";

const WORKER = "postMessage('stripped');";
const scripts = {
  runFrame: async () => "start();",
  stripWorker: async () => ({ plain: Buffer.from(WORKER), gzip: gzipSync(WORKER), brotli: brotliCompressSync(WORKER) }),
};

/** The border and what is behind it, as main.ts joins them. */
const server = createServer((req, res) => {
  if (enter(req, res, { trustProxy: false, dev: false }) === null) return;
  void answerRunFrame(req, res, scripts).then((taken) => taken || res.writeHead(404).end());
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => void server.close());

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: Buffer;
}

/** Without the decoding that fetch does. */
const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  new Promise<Answer>((resolve, reject) => {
    const req = send({ port: (server.address() as AddressInfo).port, path, method, headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.on("end", () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) }));
    });
    req.on("error", reject).end();
  });

describe("the run frame", () => {
  test("its policy replaces the border's: no origin, no network, scripts by a fresh nonce, held by our own pages only", async () => {
    const [first, second] = [await ask("/run-frame"), await ask("/run-frame?x=1")];
    const policy = String(first.headers["content-security-policy"]);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy).toBe(
      `sandbox allow-scripts; default-src 'none'; script-src 'nonce-${nonce}' 'unsafe-eval' blob:; worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`,
    );
    expect(first.body.toString()).toContain(`<script nonce="${nonce}">start();</script>`);
    expect(String(second.headers["content-security-policy"])).not.toContain(nonce);
    expect(first.headers["cache-control"]).toBe("no-store");
  });

  test("no answer ever gives it an origin, or isolates the page that holds it", async () => {
    for (const path of ["/run-frame", "/strip-worker.js", "/other"]) {
      const { headers } = await ask(path);
      expect(JSON.stringify(headers)).not.toMatch(/allow-same-origin|embedder-policy/);
    }
  });

  test("it is sent compressed to who takes that", async () => {
    const { headers, body } = await ask("/run-frame", { "accept-encoding": "gzip, deflate, br" });
    expect(headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(body).toString()).toContain("start();");
  });
});

describe("the worker that strips types", () => {
  test("it may compile WebAssembly and talk to nobody", async () => {
    const { headers, body } = await ask("/strip-worker.js");
    expect(headers["content-security-policy"]).toBe("default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'none'; frame-ancestors 'none'");
    expect(body.toString()).toBe(WORKER);
  });

  test("it comes in the best encoding that is taken, and not again while it is the same", async () => {
    const brotli = await ask("/strip-worker.js", { "accept-encoding": "gzip, br;q=0.9" });
    expect(brotliDecompressSync(brotli.body).toString()).toBe(WORKER);
    const gzipped = await ask("/strip-worker.js", { "accept-encoding": "gzip" });
    expect(gunzipSync(gzipped.body).toString()).toBe(WORKER);
    expect(await ask("/strip-worker.js", { "if-none-match": String(brotli.headers.etag) })).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    expect(await ask("/strip-worker.js", { "if-none-match": '"another"' })).toMatchObject({ status: 200 });
  });
});

test("only reading is answered, and other addresses are left to others with the border's policy", async () => {
  expect(await ask("/run-frame", {}, "POST")).toMatchObject({ status: 405 });
  const other = await ask("/run-frames");
  expect(other.status).toBe(404);
  expect(other.headers["content-security-policy"]).toContain("frame-src 'self'");
  expect(other.headers["content-security-policy"]).toContain("worker-src 'self'");
});
