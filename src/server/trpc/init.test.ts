import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Tools } from "../compose";
import { adminProcedure, anyoneProcedure, instructorProcedure, learnerProcedure, type RequestContext, router } from "./init";
import { refuse } from "./refuse";

const doors = router({
  breaks: anyoneProcedure.query(() => {
    throw new Error("password=hunter2 at 10.0.0.3");
  }),
  refuses: anyoneProcedure.query(() => refuse({ code: "too-late" }, { "too-late": { code: "CONFLICT", message: "It is too late. Ask again tomorrow." } })),
  needsNumber: anyoneProcedure.input(z.strictObject({ count: z.number("Type a number.") })).query(() => 1),
  study: learnerProcedure.query(() => "ok"),
  teach: instructorProcedure.query(() => "ok"),
  manage: adminProcedure.query(() => "ok"),
});

type Role = "learner" | "instructor" | "admin";

async function call(procedure: string, role: Role | null, input?: unknown) {
  const viewer = role === null ? null : { userId: "u", sessionId: "s", role, name: "", email: "", timeZone: null, rolloverHour: 4, theme: "system" as const, letterKeys: true };
  const context: RequestContext = { viewer, clientAddress: "127.0.0.1", tools: {} as Tools };
  const asked = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const req = new Request(`http://localhost/api/trpc/${procedure}${asked}`);
  const response = await fetchRequestHandler({ endpoint: "/api/trpc", req, router: doors, createContext: () => context });
  return { status: response.status, text: await response.text() };
}

describe("what an error tells", () => {
  test("a fault of ours keeps its cause to itself", async () => {
    const { status, text } = await call("breaks", null);
    expect(status).toBe(500);
    expect(text).toContain("Something broke on our side. Nothing was changed.");
    expect(text).not.toMatch(/hunter2|10\.0\.0\.3|stack/);
  });

  test("a refusal keeps its words and its code", async () => {
    expect(JSON.parse((await call("refuses", null)).text).error).toMatchObject({
      message: "It is too late. Ask again tomorrow.",
      data: { code: "CONFLICT", refusal: "too-late" },
    });
  });

  test("input that does not fit is told in words, field by field", async () => {
    const { status, text } = await call("needsNumber", null, { count: "many" });
    expect(status).toBe(400);
    expect(JSON.parse(text).error.message).toBe("That does not fit and nothing was changed. count: Type a number.");
  });
});

describe("who may enter", () => {
  const roles: (Role | null)[] = [null, "learner", "instructor", "admin"];
  test.each([
    ["study", [401, 200, 200, 200]],
    ["teach", [401, 403, 200, 200]],
    ["manage", [401, 403, 403, 200]],
  ])("%s", async (procedure, statuses) => {
    const seen = [];
    for (const role of roles) seen.push((await call(procedure, role)).status);
    expect(seen).toEqual(statuses);
  });
});

test("a refusal without words does not compile, and one with words is a TRPCError", () => {
  expect(() => refuse({ code: "gone" }, { gone: { code: "NOT_FOUND", message: "It is gone." } })).toThrow(TRPCError);
});
