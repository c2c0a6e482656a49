import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { openStreams } from "./open-streams";

test("a drain breaks event streams off, and lets every other answer be finished", async () => {
  const streams = openStreams();
  const answers = new Map<string, ServerResponse>();
  const server = createServer((req, res) => {
    streams.track(res);
    res.setHeader("content-type", req.url === "/events" ? "text/event-stream" : "text/plain");
    res.write("begun");
    answers.set(req.url ?? "", res);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const [events, page] = await Promise.all(["/events", "/page"].map((path) => fetch(`http://127.0.0.1:${port}${path}`)));
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  streams.end();
  await expect(events?.text()).rejects.toThrow();
  answers.get("/page")?.end(" and finished");
  expect(await page?.text()).toBe("begun and finished");
  await closed;
});
