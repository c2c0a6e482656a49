/** What came of a submission, seed by seed and check by check: computed here, kept by the server, drawn by the pages. */
import type { TraceEvent } from "../simulator/trace";
import type { ProgramFailure } from "../simulator/node-host";

/** `unknown`: nothing was proved either way (the run was cut off from outside). It never counts as passed. */
export type Verdict = "passed" | "failed" | "unknown";

export interface CheckResult {
  readonly check: string;
  readonly verdict: Verdict;
  readonly say: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly witnesses: readonly number[];
}

export interface SeedResult {
  /** 1 … N: the seed's number within the run. The seed itself stays hidden where the run is a submission. */
  readonly n: number;
  readonly scenario: string;
  readonly verdict: Verdict;
  /** Only checks that judge this scenario, in the lab's order; the program's own failure is the check "program". */
  readonly checks: readonly CheckResult[];
  readonly traceHash: string;
  readonly events: number;
  readonly simulatedUs: number;
  /** Set where the program itself failed, with the place in the learner's file. */
  readonly failure?: ProgramFailure;
  /** Why nothing is known: "killed after 10 s in one handler; this is not reproducible". */
  readonly cut?: string;
}

/** What came of looking at all runs of a small cluster. */
export interface SearchResult {
  /** The number under which its recording is kept: above those of all seeds. */
  readonly n: number;
  readonly search: string;
  readonly title: string;
  /** `passed`: no run of the scope breaks a check. `unknown`: the search did not come to its end. */
  readonly verdict: Verdict;
  /** What the shortest run that fails breaks, or null. */
  readonly broken: CheckResult | null;
  readonly say: string;
  /** How many states were told apart, and how many steps were taken, over all runs. */
  readonly states: number;
  readonly steps: number;
  /** All runs of so many steps were looked at. */
  readonly depth: number;
  /** Why nothing is known, where it was cut off from outside. */
  readonly cut?: string;
}

/** Seeds have numbers up to this; searches are counted from here on. */
export const SEED_NUMBER_MAX = 100_000;
export const searchNumber = (index: number): number => SEED_NUMBER_MAX + 1 + index;

/** What explains a verdict: the trace of a run, or, of a long one, the part of it that shows the failure. */
export interface Excerpt {
  readonly traceVersion: number;
  readonly n: number;
  readonly scenario: string;
  /** The check that it explains. */
  readonly check: string;
  readonly say: string;
  readonly nodes: readonly string[];
  /** How many events the whole run has. */
  readonly eventsInRun: number;
  /** In the order of the run, with their numbers in the run. */
  readonly events: readonly TraceEvent[];
  readonly witnesses: readonly number[];
  readonly traceHash: string;
  /** Set where the run is a shrunk one: how many events the run had that was judged, and how many smaller ones were tried. */
  readonly shrunkFrom?: { readonly events: number; readonly tries: number };
}

/** How a failed check is shown: as the run was, and shrunk where that could be done. */
export interface Recording {
  readonly asRun: Excerpt;
  readonly shrunk: Excerpt | null;
}

/** What the diagram draws; of a longer run the part around its failure is kept. */
export const EXCERPT_EVENTS_MAX = 5_000;
/** Of an excerpt as JSON, which is about twenty times what is stored of it: large states make for fewer events. */
export const EXCERPT_CHARS_MAX = 3_000_000;

/** One check over all seeds of a run. */
export interface CheckSummary {
  readonly check: string;
  readonly verdict: Verdict;
  readonly points: number;
  readonly pointsMax: number;
  /** Seeds on which it was judged, and how they ended. */
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  /** The worst of each figure over all seeds. */
  readonly figures: Readonly<Record<string, number>>;
}

export interface RunVerdict {
  readonly verdict: Verdict;
  readonly points: number;
  readonly pointsMax: number;
  readonly checks: readonly CheckSummary[];
  /** Of labs that have some. */
  readonly searches?: readonly SearchResult[];
  /** The failing seed with which the run ended, while others were not run: then no points are counted (SPEC.md, T2). */
  readonly stoppedAt?: number;
  readonly seeds: { readonly run: number; readonly passed: number; readonly failed: number; readonly unknown: number };
  readonly events: number;
  readonly simulatedSeconds: number;
}
