import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import net, { type AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LiveForward, openLiveForward } from "./forward-live";

const HOME = "00000000-0000-4000-8000-000000000001";

let upstream: Server;
let door: Server;
let live: LiveForward;
let seen: { url: string | undefined; headers: IncomingHttpHeaders }[];
let addresses: Map<string, string>;
let forgotten: string[];

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listening = async (server: Server) => void (await once(server.listen(0, "127.0.0.1"), "listening"));

beforeEach(async () => {
  process.env.DATABASE_URL ??= "postgresql://nobody@localhost/nothing";
  process.env.AUTH_SECRET ??= "a secret of thirty-two characters";
  process.env.LOG_LEVEL = "silent";
  [seen, forgotten] = [[], []];
  upstream = createServer().on("upgrade", ({ url, headers }, socket) => {
    seen.push({ url, headers });
    socket.write("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n");
    socket.on("data", (data: Buffer) => (data.toString() === "bye" ? socket.end("farewell") : socket.write(`you said ${data}`)));
  });
  await listening(upstream);
  addresses = new Map([[HOME, `127.0.0.1:${portOf(upstream)}`]]);
  const homes = { findAddress: async (id: string) => addresses.get(id) ?? null, forget: async (id: string) => void forgotten.push(id) };
  live = openLiveForward(homes, { trustProxy: false });
  door = createServer().on("upgrade", (req, socket, head) => (live.isLive(req) ? live.forward(req, socket, head) : socket.destroy()));
  await listening(door);
});
afterEach(() => {
  live.end();
  upstream.close();
  door.close();
});

/** A connection on which everything that comes is kept. */
function dial(path: string, headers: Record<string, string> = {}) {
  const socket = net.connect(portOf(door), "127.0.0.1");
  const got = { text: "", closed: false };
  socket.on("data", (data) => (got.text += data)).on("close", () => (got.closed = true)).on("error", () => {});
  const lines = Object.entries({ host: `127.0.0.1:${portOf(door)}`, connection: "Upgrade", upgrade: "websocket", ...headers }).map(([name, value]) => `${name}: ${value}`);
  socket.write([`GET ${path} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
  return { socket, got };
}
const path = `/live/?EIO=4&transport=websocket&home=${HOME}`;

test("bytes go both ways, and the end of one side is the end of the other", async () => {
  const { socket, got } = dial(path);
  await expect.poll(() => got.text).toContain("101");
  socket.write("hello");
  await expect.poll(() => got.text).toContain("you said hello");
  socket.write("bye");
  await expect.poll(() => got.closed).toBe(true);
  expect(got.text).toMatch(/farewell$/);
});

test("the request arrives as it was, with the client's address and without what only a proxy may say", async () => {
  const { got } = dial(path, { "x-forwarded-for": "9.9.9.9", "X-Forwarded-Host": "evil.example", "x-client-address": "8.8.8.8", cookie: "a=b" });
  await expect.poll(() => got.text).toContain("101");
  expect(seen[0]?.url).toBe(path);
  expect(seen[0]?.headers).toMatchObject({ cookie: "a=b", upgrade: "websocket", "x-client-address": "127.0.0.1", host: `127.0.0.1:${portOf(door)}` });
  expect(Object.keys(seen[0]?.headers ?? {}).filter((name) => name.startsWith("x-forwarded"))).toEqual([]);
});

describe("is refused", () => {
  test.each([
    ["a socket that another site opened", path, { origin: "https://evil.example" }, "403"],
    ["no process", "/live/", {}, "503"],
    ["a process that is not in service", path.replace(/1$/, "2"), {}, "503"],
    ["an address instead of a process", "/live/?home=127.0.0.1:22", {}, "503"],
  ])("%s", async (_what, to, headers: Record<string, string>, status) => {
    const { got } = dial(to, headers);
    await expect.poll(() => got.closed).toBe(true);
    expect(got.text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(seen).toEqual([]);
  });

  test("a process that listens no more, which is then taken out of service", async () => {
    const gone = createServer();
    await listening(gone);
    addresses.set(HOME, `127.0.0.1:${portOf(gone)}`);
    await new Promise((resolve) => gone.close(resolve));
    const { got } = dial(path);
    await expect.poll(() => got.closed).toBe(true);
    expect(got.text).toMatch(/^HTTP\/1.1 502 /);
    expect(forgotten).toEqual([HOME]);
  });
});

test("a drain breaks all of them off", async () => {
  const { got } = dial(path);
  await expect.poll(() => got.text).toContain("101");
  live.end();
  await expect.poll(() => got.closed).toBe(true);
});
