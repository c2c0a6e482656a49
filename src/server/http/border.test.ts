import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BODY_BYTES_MAX, type BorderOptions, contentSecurityPolicy, enter } from "./border";

const serve = (options: BorderOptions): Server =>
  createServer((req, res) => {
    if (enter(req, res, options) === null) return;
    req.resume();
    res.end(JSON.stringify({ headers: req.headers }));
  });

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe("the border", () => {
  const direct = serve({ trustProxy: false, dev: false });
  const behindProxy = serve({ trustProxy: true, dev: false });
  let directUrl = "";
  let proxiedUrl = "";
  beforeAll(async () => {
    directUrl = await listen(direct);
    proxiedUrl = await listen(behindProxy);
  });
  afterAll(() => {
    direct.close();
    behindProxy.close();
  });

  const seen = async (url: string, headers: Record<string, string>) =>
    ((await (await fetch(url, { headers })).json()) as { headers: Record<string, string> }).headers;

  test("a forwarded address is believed only from a trusted proxy, and only the last one", async () => {
    const forged = { "x-forwarded-for": "6.6.6.6, 10.0.0.9", "x-client-address": "6.6.6.6" };
    expect((await seen(directUrl, forged))["x-client-address"]).toBe("127.0.0.1");
    expect((await seen(directUrl, forged))["x-forwarded-for"]).toBeUndefined();
    expect((await seen(proxiedUrl, forged))["x-client-address"]).toBe("10.0.0.9");
  });

  test("a request id, a nonce and a policy are fresh for each request", async () => {
    const [first, second] = [await seen(directUrl, {}), await seen(directUrl, {})];
    expect(first["x-nonce"]).not.toBe(second["x-nonce"]);
    expect(first["x-request-id"]).not.toBe(second["x-request-id"]);
    expect(first["content-security-policy"]).toContain(`'nonce-${first["x-nonce"]}' 'strict-dynamic'`);
  });

  test.each([
    ["another origin", { origin: "https://evil.example" }, 403],
    ["an origin that is no address", { origin: "null" }, 403],
    ["a cross-site fetch", { "sec-fetch-site": "cross-site" }, 403],
    ["a subdomain", { "sec-fetch-site": "same-site" }, 403],
    ["no origin at all", {}, 200],
  ])("a mutation from %s", async (_name, headers, status) => {
    expect((await fetch(directUrl, { method: "POST", body: "{}", headers: headers as Record<string, string> })).status).toBe(status);
  });

  test("a mutation from the own origin passes, reading from another origin too", async () => {
    expect((await fetch(directUrl, { method: "POST", body: "{}", headers: { origin: directUrl } })).status).toBe(200);
    expect((await fetch(directUrl, { headers: { origin: "https://evil.example" } })).status).toBe(200);
  });

  test("a body beyond the limit is not read, one of unknown length neither", async () => {
    const large = await fetch(directUrl, { method: "POST", body: "x".repeat(BODY_BYTES_MAX + 1) });
    expect(large.status).toBe(413);
    const stream = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode("x"));
        controller.close();
      },
    });
    const unknown = await fetch(directUrl, { method: "POST", body: stream, duplex: "half" } as RequestInit);
    expect(unknown.status).toBe(411);
  });

  test("eval is for the development server only", () => {
    expect(contentSecurityPolicy("n", false)).not.toContain("unsafe-eval");
    expect(contentSecurityPolicy("n", true)).toContain("unsafe-eval");
  });
});
