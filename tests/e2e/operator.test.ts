/** What an operator sees, and what the border turns away, over real HTTP. */
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { BASE_URL } from "./support/browser";

const LOOPBACK = BASE_URL.replace("localhost", "127.0.0.1");

test("health tells this machine the details", async () => {
  const response = await fetch(`${LOOPBACK}/api/health`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: "ok", database: "ok", draining: false });
});

test("metrics count requests by route, with the lag of the event loop", async () => {
  await fetch(`${LOOPBACK}/library/concepts/a-concept`, { redirect: "manual" });
  const metrics = async () => (await fetch(`${LOOPBACK}/metrics`)).text();
  // A request is counted when its connection has let go of it, a moment after the client has the answer.
  await expect.poll(metrics).toMatch(/quorum_http_requests_total\{route="\/library\/concepts\/:id",method="GET",status="\dxx"\} \d+/);
  const text = await metrics();
  expect(text).toContain("quorum_http_request_seconds_bucket");
  expect(text).toContain("quorum_nodejs_eventloop_lag_seconds");
});

test("every answer has a request id, a policy with a fresh nonce, and no sniffing", async () => {
  const [first, second] = await Promise.all([fetch(`${LOOPBACK}/sign-in`), fetch(`${LOOPBACK}/sign-in`)]);
  const nonceOf = (response: Response) => /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
  expect(nonceOf(first)).toBeTruthy();
  expect(nonceOf(first)).not.toBe(nonceOf(second));
  expect(first.headers.get("x-request-id")).not.toBe(second.headers.get("x-request-id"));
  expect(first.headers.get("x-content-type-options")).toBe("nosniff");
  const html = await first.text();
  const scripts = html.match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((tag) => !tag.includes(`nonce="${nonceOf(first)}"`))).toEqual([]);
});

test("a mutation from another site is turned away before it reaches a procedure", async () => {
  const response = await fetch(`${LOOPBACK}/api/trpc/accounts.signUp`, {
    method: "POST",
    headers: { origin: "https://evil.example", "content-type": "application/json" },
    body: "{}",
  });
  expect(response.status).toBe(403);
});

test("an upgrade to a socket that there is not is closed, not kept", async () => {
  const { hostname, port } = new URL(LOOPBACK);
  const socket = connect(Number(port), hostname);
  const closed = new Promise<string>((resolve, reject) => {
    socket.once("close", () => resolve("closed"));
    socket.once("error", reject);
  });
  socket.resume();
  socket.write(`GET /_next/hmr HTTP/1.1\r\nhost: ${hostname}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`);
  expect(await closed).toBe("closed");
});

test("the log is one JSON line a request, with the route and never the address", async () => {
  await fetch(`${LOOPBACK}/reset/a-very-secret-token`);
  const logOf = () => readFileSync(process.env.E2E_LOG ?? "", "utf8");
  await expect.poll(logOf).toMatch(/"method":"GET","route":"\/reset\/:id","status":\d+/);
  const log = logOf();
  expect(log).not.toContain("a-very-secret-token");
});
