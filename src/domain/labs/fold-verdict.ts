import { PROGRAM_CHECK } from "./lab";
import type { CheckSummary, RunVerdict, SearchResult, SeedResult } from "./result";
import { worst } from "./run-seed";

export interface CheckPoints {
  readonly id: string;
  readonly points: number;
}

export interface MoreOfRun {
  readonly searches?: readonly SearchResult[] | undefined;
  /** The failing seed with which it ended, while others were not run. */
  readonly stoppedAt?: number | null;
}

/**
 * One verdict over all seeds. A check earns its points when it holds on every seed that it judges, and the program did
 * not fail by itself on any seed; a seed that was cut off leaves all checks unknown. A search takes the points of the
 * check that it shows to be broken; one that came to no end changes nothing (SPEC.md, Q5), unless there is nothing else.
 * A run that stopped at a failing seed leaves what did not fail unknown, as seeds that were cut off do (SPEC.md, T2).
 */
export function foldVerdict(checks: readonly CheckPoints[], seeds: readonly SeedResult[], { searches = [], stoppedAt = null }: MoreOfRun = {}): RunVerdict {
  const cut = stoppedAt !== null || seeds.some((seed) => seed.cut !== undefined);
  const found = new Set(searches.flatMap(({ broken }) => broken?.check ?? []));
  const broken = found.has(PROGRAM_CHECK) || seeds.some((seed) => seed.checks.some(({ check, verdict }) => check === PROGRAM_CHECK && verdict === "failed"));
  const summaries = [{ id: PROGRAM_CHECK, points: 0 }, ...checks].map((check) => summaryOf(check, seeds, { cut, broken, isFound: found.has(check.id) }));
  const counting = seeds.length === 0 ? searches : searches.filter(({ verdict }) => verdict !== "unknown");
  const count = (wanted: SeedResult["verdict"]) => seeds.filter(({ verdict }) => verdict === wanted).length;
  return {
    verdict: worst([...seeds, ...counting].map(({ verdict }) => verdict)),
    points: summaries.reduce((sum, { points }) => sum + points, 0),
    pointsMax: summaries.reduce((sum, { pointsMax }) => sum + pointsMax, 0),
    checks: summaries,
    ...(searches.length === 0 ? {} : { searches }),
    ...(stoppedAt === null ? {} : { stoppedAt }),
    seeds: { run: seeds.length, passed: count("passed"), failed: count("failed"), unknown: count("unknown") },
    events: seeds.reduce((sum, { events }) => sum + events, 0),
    simulatedSeconds: seeds.reduce((sum, { simulatedUs }) => sum + simulatedUs, 0) / 1_000_000,
  };
}

function summaryOf({ id, points }: CheckPoints, seeds: readonly SeedResult[], { cut, broken, isFound }: { cut: boolean; broken: boolean; isFound: boolean }): CheckSummary {
  const results = seeds.flatMap(({ checks }) => checks.filter(({ check }) => check === id));
  const count = (wanted: SeedResult["verdict"]) => results.filter(({ verdict }) => verdict === wanted).length;
  const seen = isFound ? "failed" : worst(results.map(({ verdict }) => verdict));
  const verdict = seen === "passed" && cut ? "unknown" : seen;
  const figures: Record<string, number> = {};
  for (const [name, value] of results.flatMap((result) => Object.entries(result.figures))) {
    figures[name] = Math.max(figures[name] ?? value, value);
  }
  const earned = verdict === "passed" && !broken ? points : 0;
  return { check: id, verdict, points: earned, pointsMax: points, passed: count("passed"), failed: count("failed"), unknown: count("unknown"), figures };
}
