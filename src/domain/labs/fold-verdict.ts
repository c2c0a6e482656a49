import { PROGRAM_CHECK } from "./lab";
import type { CheckSummary, RunVerdict, SeedResult } from "./result";
import { worst } from "./run-seed";

export interface CheckPoints {
  readonly id: string;
  readonly points: number;
}

/**
 * One verdict over all seeds. A check earns its points when it holds on every seed that it judges, and the program did
 * not fail by itself on any seed; a seed that was cut off leaves all checks unknown.
 */
export function foldVerdict(checks: readonly CheckPoints[], seeds: readonly SeedResult[]): RunVerdict {
  const cut = seeds.some((seed) => seed.cut !== undefined);
  const broken = seeds.some((seed) => seed.checks.some(({ check, verdict }) => check === PROGRAM_CHECK && verdict === "failed"));
  const summaries = [{ id: PROGRAM_CHECK, points: 0 }, ...checks].map((check) => summaryOf(check, seeds, { cut, broken }));
  const count = (wanted: SeedResult["verdict"]) => seeds.filter(({ verdict }) => verdict === wanted).length;
  return {
    verdict: worst(seeds.map(({ verdict }) => verdict)),
    points: summaries.reduce((sum, { points }) => sum + points, 0),
    pointsMax: summaries.reduce((sum, { pointsMax }) => sum + pointsMax, 0),
    checks: summaries,
    seeds: { run: seeds.length, passed: count("passed"), failed: count("failed"), unknown: count("unknown") },
    events: seeds.reduce((sum, { events }) => sum + events, 0),
    simulatedSeconds: seeds.reduce((sum, { simulatedUs }) => sum + simulatedUs, 0) / 1_000_000,
  };
}

function summaryOf({ id, points }: CheckPoints, seeds: readonly SeedResult[], { cut, broken }: { cut: boolean; broken: boolean }): CheckSummary {
  const results = seeds.flatMap(({ checks }) => checks.filter(({ check }) => check === id));
  const count = (wanted: SeedResult["verdict"]) => results.filter(({ verdict }) => verdict === wanted).length;
  const seen = worst(results.map(({ verdict }) => verdict));
  const verdict = seen === "passed" && cut ? "unknown" : seen;
  const figures: Record<string, number> = {};
  for (const [name, value] of results.flatMap((result) => Object.entries(result.figures))) {
    figures[name] = Math.max(figures[name] ?? value, value);
  }
  const earned = verdict === "passed" && !broken ? points : 0;
  return { check: id, verdict, points: earned, pointsMax: points, passed: count("passed"), failed: count("failed"), unknown: count("unknown"), figures };
}
