/** One program through the fence, seed by seed, and what is worth showing of its failures. */
import { excerptOf } from "../../src/domain/labs/excerpt";
import { findLab } from "../../src/domain/labs/catalogue";
import { PROGRAM_CHECK } from "../../src/domain/labs/lab";
import type { Excerpt, SearchResult, SeedResult } from "../../src/domain/labs/result";
import { cutSeed, judgeRun, planOf } from "../../src/domain/labs/run-seed";
import { cutSearch, findSearch, judgeSearch } from "../../src/domain/labs/search-lab";
import type { Fence, SearchOutcome, SeedOutcome } from "./supervisor";

export interface ProgramRun {
  readonly lab: string;
  /** As src/sandbox/program.ts prepared it. */
  readonly program: string;
  readonly seeds: readonly { readonly n: number; readonly seed: string }[];
  /** True: it ends with the first seed that fails (src/domain/labs/SPEC.md, T1). */
  readonly stopAtFailure?: boolean;
}

export interface JudgedProgram {
  readonly seeds: readonly SeedResult[];
  readonly cpuMs: number;
  /** The failing seed with which it ended, while others were not run. */
  readonly stoppedAt: number | null;
}

/** Of how many failing seeds the run is shown. */
export const EXCERPTS_MAX = 3;
/** A program that failed by itself so often is not run on its other seeds: they would cost much and tell nothing. */
const PROGRAM_FAILURES_MAX = 8;

/**
 * Judges every seed, or up to the first that fails, and says each result as it comes. Checkers run here, outside the fence.
 * @throws the signal's reason when it is aborted
 */
export async function judgeProgram(
  fence: Fence,
  request: ProgramRun,
  onSeed: (result: SeedResult) => void | Promise<void>,
  signal?: AbortSignal,
): Promise<JudgedProgram> {
  const lab = labOf(request.lab);
  const seeds: SeedResult[] = [];
  const enough = new AbortController();
  let cpuMs = 0;
  let stoppedAt: number | null = null;
  const judge = async (outcome: SeedOutcome) => {
    const result = outcome.kind === "cut" ? cutSeed(lab, outcome.n, outcome.cut) : judgeRun(lab, outcome.n, outcome.seed, outcome.record);
    cpuMs += outcome.cpuMs;
    seeds.push(result);
    await onSeed(result);
    if (request.stopAtFailure === true && result.verdict === "failed" && seeds.length < request.seeds.length) {
      stoppedAt = result.n;
      enough.abort();
    }
    if (seeds.filter(failedByItself).length >= PROGRAM_FAILURES_MAX) enough.abort();
  };
  const signals = signal === undefined ? enough.signal : AbortSignal.any([signal, enough.signal]);
  await fence.run({ lab: request.lab, program: request.program, seeds: request.seeds, inspect: false }, judge, signals).catch((error: unknown) => {
    if (!enough.signal.aborted || signal?.aborted) throw error;
  });
  if (stoppedAt !== null) return { seeds, cpuMs, stoppedAt };
  for (const { n } of request.seeds.slice(seeds.length)) {
    const skipped = cutSeed(lab, n, `not run: the program had failed by itself on ${PROGRAM_FAILURES_MAX} seeds before`);
    seeds.push(skipped);
    await onSeed(skipped);
  }
  return { seeds, cpuMs, stoppedAt };
}

const failedByItself = ({ checks }: SeedResult): boolean => checks.some(({ check, verdict }) => check === PROGRAM_CHECK && verdict === "failed");

/**
 * Runs some failing seeds again with their trace recorded, and cuts out what explains each failed check. A seed whose
 * second run differs from the first has none: what was looked at would not be what was judged.
 */
export async function explainFailures(fence: Fence, request: ProgramRun, results: readonly SeedResult[], signal?: AbortSignal): Promise<Excerpt[]> {
  const lab = labOf(request.lab);
  const failed = worthShowing(results);
  const excerpts: Excerpt[] = [];
  const explain = (outcome: SeedOutcome) => {
    const result = failed.find(({ n }) => n === outcome.n);
    if (outcome.kind === "cut" || result === undefined || outcome.record.traceHash !== result.traceHash) return;
    const { nodes } = planOf(lab, outcome.n, outcome.seed).plan;
    for (const check of result.checks) if (check.verdict === "failed") excerpts.push(excerptOf(outcome.record, result, check, nodes));
  };
  const seeds = request.seeds.filter(({ n }) => failed.some((result) => result.n === n));
  await fence.run({ lab: request.lab, program: request.program, seeds, inspect: true }, explain, signal);
  return excerpts;
}

export interface SearchedProgram {
  readonly searches: readonly SearchResult[];
  readonly excerpts: readonly Excerpt[];
  readonly cpuMs: number;
}

/**
 * Makes all searches of the lab, and judges what they find. A program that failed by itself on a seed is not searched: its
 * searches would show the same.
 * @throws the signal's reason when it is aborted
 */
export async function searchProgram(fence: Fence, { lab: id, program }: Pick<ProgramRun, "lab" | "program">, seeds: readonly SeedResult[], signal?: AbortSignal): Promise<SearchedProgram> {
  const lab = labOf(id);
  const found = (lab.searches ?? []).map((rules) => findSearch(lab, rules.id));
  if (seeds.some(failedByItself)) return { searches: found.map((one) => cutSearch(one, "Not searched: the program failed by itself on a seed.")), excerpts: [], cpuMs: 0 };
  const searches: SearchResult[] = [];
  const excerpts: Excerpt[] = [];
  let cpuMs = 0;
  const judge = (outcome: SearchOutcome) => {
    const one = found.find(({ n }) => n === outcome.n);
    if (one === undefined) return;
    cpuMs += outcome.cpuMs;
    const { result, excerpt } = outcome.kind === "cut" ? { result: cutSearch(one, `The search was cut off: ${outcome.cut}.`), excerpt: null } : judgeSearch(lab, one, outcome.report);
    searches.push(result);
    if (excerpt !== null) excerpts.push(excerpt);
  };
  await fence.search({ lab: id, program, searches: found.map(({ n, rules }) => ({ n, search: rules.id })) }, judge, signal);
  return { searches, excerpts, cpuMs };
}

/** The seeds to show: for each check the failing run with the fewest events, at most EXCERPTS_MAX in all. */
function worthShowing(results: readonly SeedResult[]): SeedResult[] {
  const failed = results.filter(({ verdict, cut }) => verdict === "failed" && cut === undefined).sort((a, b) => a.events - b.events || a.n - b.n);
  const shown: SeedResult[] = [];
  const explained = new Set<string>();
  for (const result of failed) {
    const failedChecks = result.checks.filter(({ verdict }) => verdict === "failed").map(({ check }) => check);
    if (failedChecks.every((check) => explained.has(check))) continue;
    for (const check of failedChecks) explained.add(check);
    shown.push(result);
  }
  return [...shown, ...failed.filter((result) => !shown.includes(result))].slice(0, EXCERPTS_MAX);
}

function labOf(id: string) {
  const lab = findLab(id);
  if (lab === undefined) throw new Error(`There is no lab called "${id}".`);
  return lab;
}
