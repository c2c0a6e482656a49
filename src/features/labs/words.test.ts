import { expect, test } from "vitest";
import type { CheckResult, SeedResult } from "@/domain/labs/result";
import { brokenOn, checkTitle, countWords, faultsOf, figureWords, progressWords, runWords, shortestFailure, tookWords } from "./words";

const check = (id: string, verdict: CheckResult["verdict"], say: string): CheckResult => ({ check: id, verdict, say, figures: {}, witnesses: [] });
const seed = (n: number, over: Partial<SeedResult>): SeedResult => ({ n, scenario: "calm", verdict: "passed", checks: [], traceHash: "", events: 10, simulatedUs: 1, ...over });

test("seeds are counted with what did not pass", () => {
  expect(countWords({ passed: 251, failed: 3, unknown: 2, done: 256 }, 256, { isOver: true })).toBe("251 of 256 seeds pass, 3 failed and 2 unknown");
  expect(countWords({ passed: 64, failed: 0, unknown: 0, done: 64 }, 64, { isOver: true })).toBe("64 of 64 seeds pass");
  const stopped = { passed: 16, failed: 1, unknown: 0, done: 17 };
  expect(countWords(stopped, 256, { isOver: true })).toBe("16 of 256 seeds pass, 1 failed and 239 not run");
  expect(countWords(stopped, 256, { isOver: false })).toBe("16 of 256 seeds pass, 1 failed");
});

test("a waiting run says who goes first, a running one where it is, and that a judge was lost", () => {
  const run = { runId: "r", seedsWanted: 256, marks: "", attempts: 1, ahead: null };
  expect(progressWords({ ...run, state: "waiting", ahead: 2 })).toBe("Waiting for the judge: 2 runs go first");
  expect(progressWords({ ...run, state: "waiting", ahead: 1 })).toBe("Waiting for the judge: 1 run goes first");
  expect(progressWords({ ...run, state: "waiting", ahead: 0 })).toBe("Waiting for the judge: next in line");
  expect(progressWords({ ...run, state: "running", marks: "pp-" })).toBe("The judge is at seed 3 of 256");
  expect(progressWords({ ...run, state: "running", marks: "p".repeat(256), attempts: 2 })).toBe("The judge is at seed 256 of 256. A judge was lost, another began anew");
});

test("figures are printed with what they are; a zero that counts faults is not", () => {
  expect(figureWords({ "msgs-per-op": 23.94, "median-ms": 380, lost: 0 })).toBe("23.9 messages per operation, median 380 ms");
  expect(figureWords({ duplicates: 1_204 })).toBe("1,204 duplicates");
});

test("a check names the seeds on which it failed, or else those on which nothing is known", () => {
  const summary = { check: "a", verdict: "failed" as const, points: 0, pointsMax: 40, passed: 1, failed: 3, unknown: 2, figures: {} };
  expect([brokenOn(summary), brokenOn({ ...summary, failed: 0 }), brokenOn({ ...summary, failed: 0, unknown: 0 })]).toEqual(["3 seeds", "2 seeds", ""]);
});

test("a seed tells every check that it broke, and why it was cut off", () => {
  const broken = seed(1, { verdict: "failed", checks: [check("a", "passed", "fine"), check("b", "failed", "n2 gave 7 twice")], cut: "killed after 10 s" });
  expect(faultsOf(broken).map(({ say }) => say)).toEqual(["n2 gave 7 twice", "killed after 10 s"]);
});

test("the failing seed with the fewest events is looked at first", () => {
  const seeds = [seed(1, { events: 1 }), seed(2, { verdict: "failed", events: 50 }), seed(3, { verdict: "failed", events: 20 }), seed(4, { verdict: "unknown", events: 0 })];
  expect([shortestFailure(seeds)?.n, shortestFailure([seed(1, {})])]).toEqual([3, null]);
});

test("a check without words of its own keeps its id, and the program's own has words", () => {
  const checks = [{ id: "unique", title: "No id is given twice", stage: null, points: 40, holdsHtml: "", measures: [] }];
  expect(["unique", "program", "other"].map((id) => checkTitle(id, checks))).toEqual(["No id is given twice", "The program runs without failing", "other"]);
});

test("runs in a list, and times", () => {
  expect(runWords({ state: "done", verdict: "failed", points: 60, pointsMax: 100, stoppedAt: null })).toBe("Failed, 60 of 100 points");
  expect(runWords({ state: "done", verdict: "failed", points: null, pointsMax: 100, stoppedAt: 17 })).toBe("Failed, stopped at seed 17");
  expect(runWords({ state: "done", verdict: null, points: null, pointsMax: null, stoppedAt: null })).toBe("No verdict");
  expect([tookWords(340.4), tookWords(2_940)]).toEqual(["340 ms", "2.9 s"]);
});
