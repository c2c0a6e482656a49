import { expect, test } from "vitest";
import { changedChecks } from "./compare-verdicts";
import { foldVerdict } from "./fold-verdict";
import type { Verdict } from "./result";

const verdictOf = (checks: Record<string, Verdict>) =>
  foldVerdict(
    Object.keys(checks).map((id) => ({ id, points: 10 })),
    [{ n: 1, scenario: "calm", verdict: "passed", checks: Object.entries(checks).map(([check, verdict]) => ({ check, verdict, say: "", figures: {}, witnesses: [] })), traceHash: "", events: 1, simulatedUs: 1 }],
  );
const idsOf = (...runs: Parameters<typeof changedChecks>) => changedChecks(...runs).map(({ check }) => check);

test("only checks that fared otherwise, with both sides", () => {
  const changes = changedChecks(verdictOf({ safe: "passed", fast: "failed" }), verdictOf({ safe: "passed", fast: "passed" }));
  expect(changes).toMatchObject([{ check: "fast", before: { verdict: "failed", points: 0 }, after: { verdict: "passed", points: 10 } }]);
  expect(idsOf(verdictOf({ safe: "passed" }), verdictOf({ safe: "passed" }))).toEqual([]);
});

test("a check that one of them does not have, and a run without a verdict", () => {
  expect(idsOf(verdictOf({ safe: "passed" }), verdictOf({ safe: "passed", fresh: "passed" }))).toEqual(["fresh"]);
  expect(changedChecks(null, verdictOf({ safe: "passed" }))).toContainEqual(expect.objectContaining({ check: "safe", before: null }));
  expect(changedChecks(null, null)).toEqual([]);
});
