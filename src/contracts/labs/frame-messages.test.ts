import { describe, expect, test } from "vitest";
import { FromFrameSchema, FromStripWorkerSchema } from "./frame-messages";

const result = {
  n: 3,
  scenario: "crashes",
  verdict: "failed",
  checks: [{ check: "unique", verdict: "failed", say: "n2 gave the id 7 twice.", figures: { duplicates: 1 }, witnesses: [5, 9] }],
  traceHash: "0123456789abcdef",
  events: 4_000,
  simulatedUs: 2_000_000,
  failure: { kind: "threw", message: "TypeError: x", frames: [{ name: "onMessage", line: 3, column: 5 }] },
};
const led = {
  excerpt: { traceVersion: 1, n: 3, scenario: "calm", check: "", say: "", nodes: ["n1"], eventsInRun: 0, events: [], witnesses: [], traceHash: "0123456789abcdef" },
  offers: { messages: [], timers: [], nodes: [{ node: "n1", isUp: true, isPaused: false, unsyncedWrites: 0, isSyncing: false }], operations: [], waiting: [], planned: { what: "heal", node: null, atUs: 5 } },
  ...{ taken: 0, eventsAfter: [0], hasEnded: false, nowUs: 0, checks: [], brokenAfter: null },
};
const heard = (message: unknown) => FromFrameSchema.safeParse(message).success;

describe("what the page hears from the frame", () => {
  test.each([{ say: "ready" }, { say: "result", job: 1, result }, { say: "excerpt", job: 1, excerpt: null }, { say: "led", job: 1, state: led }, { say: "led", job: 1, state: null }, { say: "broken", job: null, why: "it failed" }])("$say", (message) => {
    expect(heard(message)).toBe(true);
  });

  test.each([
    ["nothing", undefined],
    ["a word", "ready"],
    ["another word", { say: "run" }],
    ["more than was agreed", { say: "ready", html: "<b>" }],
    ["a result of no job", { say: "result", result }],
    ["a hash that is none", { say: "result", job: 1, result: { ...result, traceHash: "<img>" } }],
    ["a verdict that there is not", { say: "result", job: 1, result: { ...result, verdict: "perfect" } }],
    ["a number that is none", { say: "result", job: 1, result: { ...result, events: Number.NaN } }],
    ["a field from elsewhere", { say: "result", job: 1, result: { ...result, points: 100 } }],
    ["too long a sentence", { say: "result", job: 1, result: { ...result, checks: [{ ...result.checks[0], say: "x".repeat(5_000) }] } }],
    ["too many checks", { say: "result", job: 1, result: { ...result, checks: Array.from({ length: 100 }, () => result.checks[0]) } }],
    ["too many figures", { say: "result", job: 1, result: { ...result, checks: [{ ...result.checks[0], figures: Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`f${at}`, at])) }] } }],
    ["a fault that there is not", { say: "led", job: 1, state: { ...led, offers: { ...led.offers, planned: { what: "flood", node: null, atUs: 5 } } } }],
    ["more choices than there may be", { say: "led", job: 1, state: { ...led, taken: 1_000 } }],
    ["too many offers", { say: "led", job: 1, state: { ...led, offers: { ...led.offers, timers: Array.from({ length: 201 }, () => ({ node: "n1", kind: "timer", name: "t", dueAtUs: 1, waitsForItsTurn: false })) } } }],
    ["too long a reason", { say: "broken", job: 1, why: "x".repeat(5_000) }],
  ])("not %s", (_, message) => expect(heard(message)).toBe(false));
});

test("a program comes from the strip worker in a bounded size, a problem with its place or without any", () => {
  const heardOf = (message: unknown) => FromStripWorkerSchema.safeParse(message).success;
  expect(heardOf({ say: "stripped", job: 1, program: "exports.main = 1" })).toBe(true);
  expect(heardOf({ say: "stripped", job: 1, program: "x".repeat(200_000) })).toBe(false);
  expect(heardOf({ say: "unreadable", job: 1, message: "Syntax", line: 3, column: 1 })).toBe(true);
  expect(heardOf({ say: "unreadable", job: 1, message: "The parser broke", line: null, column: null })).toBe(true);
  expect(heardOf({ say: "unreadable", job: 1, message: "Syntax", line: 0, column: 1 })).toBe(false);
});
