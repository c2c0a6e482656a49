import { describe, expect, test } from "vitest";
import { foldVerdict } from "./fold-verdict";
import { type CheckResult, type SearchResult, searchNumber, type SeedResult, type Verdict } from "./result";
import { worst } from "./run-seed";

const check = (id: string, verdict: Verdict, figures: Record<string, number> = {}): CheckResult => ({ check: id, verdict, say: "", figures, witnesses: [] });
const seed = (n: number, checks: CheckResult[], more: Partial<SeedResult> = {}): SeedResult =>
  ({ n, scenario: "calm", verdict: worst(checks.map(({ verdict }) => verdict)), checks, traceHash: "", events: 10, simulatedUs: 500_000, ...more });
const POINTS = [{ id: "safe", points: 60 }, { id: "fast", points: 40 }];
const good = [check("program", "passed"), check("safe", "passed"), check("fast", "passed", { ms: 3 })];

test("all checks hold on all seeds: all points, and the worst figure", () => {
  const slower = [check("program", "passed"), check("safe", "passed"), check("fast", "passed", { ms: 7 })];
  const verdict = foldVerdict(POINTS, [seed(1, good), seed(2, slower)]);
  expect(verdict).toMatchObject({ verdict: "passed", points: 100, pointsMax: 100, seeds: { run: 2, passed: 2, failed: 0, unknown: 0 }, events: 20, simulatedSeconds: 1 });
  expect(verdict.checks.find(({ check: id }) => id === "fast")?.figures).toEqual({ ms: 7 });
});

test("one failed seed costs its check's points and no others", () => {
  const verdict = foldVerdict(POINTS, [seed(1, good), seed(2, [check("program", "passed"), check("safe", "failed"), check("fast", "passed")])]);
  expect(verdict).toMatchObject({ verdict: "failed", points: 40 });
});

test("a program that fails by itself earns nothing", () => {
  const verdict = foldVerdict(POINTS, [seed(1, good), seed(2, [check("program", "failed")])]);
  expect(verdict).toMatchObject({ verdict: "failed", points: 0 });
});

test("a seed that was cut off makes what else held unknown, never passed", () => {
  const cut = seed(2, [], { verdict: "unknown", cut: "killed" });
  expect(foldVerdict(POINTS, [seed(1, good), cut])).toMatchObject({ verdict: "unknown", points: 0, seeds: { unknown: 1 } });
  const failed = seed(3, [check("program", "passed"), check("safe", "failed"), check("fast", "passed")]);
  expect(foldVerdict(POINTS, [cut, failed]).verdict).toBe("failed");
});

test("T2: a run that stopped at a failure has no points, and nothing is known of what did not fail", () => {
  const seeds = [seed(1, good), seed(2, [check("program", "passed"), check("safe", "failed"), check("fast", "passed")])];
  const stopped = foldVerdict(POINTS, seeds, { stoppedAt: 2 });
  expect(stopped).toMatchObject({ verdict: "failed", points: 0, pointsMax: 100, stoppedAt: 2, seeds: { run: 2, passed: 1, failed: 1 } });
  expect(stopped.checks.map((one) => [one.check, one.verdict])).toEqual([["program", "unknown"], ["safe", "failed"], ["fast", "unknown"]]);
  expect(stopped.points).toBeLessThan(foldVerdict(POINTS, seeds).points);
  expect(foldVerdict(POINTS, seeds)).not.toHaveProperty("stoppedAt");
});

describe("Q5: searches beside the seeds", () => {
  const searched = (verdict: Verdict, broken: CheckResult | null = null): SearchResult => ({ n: searchNumber(0), search: "small", title: "2 nodes", verdict, broken, say: "", states: 1, steps: 0, depth: 0 });

  test("Q5: one that passes changes nothing, and is told", () => {
    expect(foldVerdict(POINTS, [seed(1, good)], { searches: [searched("passed")] })).toMatchObject({ verdict: "passed", points: 100, searches: [{ search: "small" }] });
    expect(foldVerdict(POINTS, [seed(1, good)])).not.toHaveProperty("searches");
  });

  test("Q5: a violation fails the run and takes the points of its check", () => {
    const verdict = foldVerdict(POINTS, [seed(1, good)], { searches: [searched("failed", check("safe", "failed"))] });
    expect(verdict).toMatchObject({ verdict: "failed", points: 40 });
    expect(verdict.checks.find(({ check: id }) => id === "safe")).toMatchObject({ verdict: "failed", failed: 0 });
    expect(foldVerdict(POINTS, [seed(1, good)], { searches: [searched("failed", check("program", "failed"))] })).toMatchObject({ verdict: "failed", points: 0 });
  });

  test("Q5: an unknown one counts neither for nor against, and alone is no pass", () => {
    expect(foldVerdict(POINTS, [seed(1, good)], { searches: [searched("unknown")] })).toMatchObject({ verdict: "passed", points: 100 });
    expect(foldVerdict(POINTS, [], { searches: [searched("passed"), searched("unknown")] }).verdict).toBe("unknown");
    expect(foldVerdict(POINTS, [], { searches: [searched("passed")] }).verdict).toBe("passed");
  });
});

test("a check that judged no seed is unknown", () => {
  expect(foldVerdict(POINTS, [seed(1, [check("program", "passed"), check("safe", "passed")])])).toMatchObject({ points: 60 });
  expect(foldVerdict(POINTS, []).verdict).toBe("unknown");
});
