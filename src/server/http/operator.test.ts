import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { answerOperator, type OperatorOptions } from "./operator";

const TOKEN = "a-token-of-some-length";
const well: OperatorOptions = { healthToken: TOKEN, pingDatabase: async () => undefined, isDraining: () => false };

/** Asks as somebody at an address, and gives back what was answered; null if the request was left to others. */
async function ask(url: string, from: string, options = well, authorization?: string) {
  const answer = { status: 0, body: "" };
  const res = {
    writeHead: (status: number) => {
      answer.status = status;
      return res;
    },
    end: (body: string) => {
      answer.body = body;
      return res;
    },
  };
  const req = { url, headers: { authorization, "x-forwarded-for": "127.0.0.1" }, socket: { remoteAddress: from } };
  const taken = await answerOperator(req as unknown as IncomingMessage, res as unknown as ServerResponse, options);
  return taken ? answer : null;
}

describe("health", () => {
  test("this machine sees the details, another one only whether it is well, whatever its headers say", async () => {
    expect(JSON.parse((await ask("/api/health", "127.0.0.1"))?.body ?? "")).toMatchObject({ status: "ok", database: "ok", pid: process.pid });
    expect(await ask("/api/health", "203.0.113.7")).toEqual({ status: 200, body: '{"status":"ok"}' });
  });

  test("the token opens the details from elsewhere; another word of its length does not", async () => {
    expect((await ask("/api/health", "203.0.113.7", well, `Bearer ${TOKEN}`))?.body).toContain("pid");
    expect((await ask("/api/health", "203.0.113.7", well, `Bearer ${"x".repeat(TOKEN.length)}`))?.body).not.toContain("pid");
    expect((await ask("/api/health", "203.0.113.7", { ...well, healthToken: undefined }, "Bearer undefined"))?.body).not.toContain("pid");
  });

  test.each([
    ["the database refuses", { ...well, pingDatabase: () => Promise.reject(new Error("down")) }],
    ["it is stopping", { ...well, isDraining: () => true }],
  ])("503 while %s", async (_why, options) => {
    expect(await ask("/api/health", "203.0.113.7", options)).toEqual({ status: 503, body: '{"status":"unavailable"}' });
  });

  test("503, and not silence, while the database does not answer", async () => {
    const hanging = { ...well, pingDatabase: () => new Promise<void>(() => undefined) };
    expect((await ask("/api/health", "127.0.0.1", hanging))?.status).toBe(503);
  });
});

describe("metrics", () => {
  test("are there for this machine and the token, and do not exist for anybody else", async () => {
    expect((await ask("/metrics", "::1"))?.body).toContain("quorum_");
    expect((await ask("/metrics", "203.0.113.7", well, `Bearer ${TOKEN}`))?.status).toBe(200);
    expect((await ask("/metrics", "203.0.113.7"))?.status).toBe(404);
  });
});

test("every other address is left to the pages", async () => {
  expect(await ask("/api/healthy", "127.0.0.1")).toBeNull();
  expect(await ask("/today", "127.0.0.1")).toBeNull();
});
