/** How runs, seeds and checks are spoken of on screen. */
import type { RunListItem, RunProgress, RunView } from "@/contracts/labs/labs";
import type { LabCheck } from "@/contracts/labs/lab-pages";
import { PROGRAM_CHECK } from "@/domain/labs/lab";
import { type CheckSummary, type SearchResult, SEED_NUMBER_MAX, type SeedResult, type Verdict } from "@/domain/labs/result";
import type { ProgramFailure } from "@/domain/simulator/node-host";
import type { VerdictKind } from "@/ui/verdict";
import { counted, listed, number } from "@/ui/words";
import type { Mark, MarkCounts } from "./seed-grid-layout";

export const VERDICT_KINDS: Record<Verdict, VerdictKind> = { passed: "pass", failed: "fail", unknown: "unknown" };
export const VERDICT_WORDS: Record<Verdict, string> = { passed: "Passed", failed: "Failed", unknown: "Unknown" };
export const MARK_WORDS: Record<Mark, string> = { p: "passed", f: "failed", u: "unknown", "-": "not run" };
const MARKS: Record<Verdict, Mark> = { passed: "p", failed: "f", unknown: "u" };

export const markOf = (verdict: Verdict): Mark => MARKS[verdict];

/** "251 of 256 seeds pass" in numbers, for those who hear the page. */
export function countWords({ passed, failed, unknown, done }: MarkCounts, wanted: number, { isOver }: { isOver: boolean }): string {
  const notRun = isOver && done < wanted ? `${wanted - done} not run` : "";
  const rest = [failed > 0 ? `${failed} failed` : "", unknown > 0 ? `${unknown} unknown` : "", notRun].filter((part) => part !== "");
  return `${number(passed)} of ${counted(wanted, "seed")} pass${rest.length === 0 ? "" : `, ${listed(rest)}`}`;
}

/** What a run is called that was recorded: after its seed, or after the search that found it. */
export const recordedName = (n: number): string => (n > SEED_NUMBER_MAX ? `Search ${n - SEED_NUMBER_MAX}` : `Seed ${n}`);

/** What a seed's square is called. */
export const seedName = (n: number, mark: Mark): string => `${recordedName(n)}, ${MARK_WORDS[mark]}`;

/** How much a search looked at; empty where it did not begin. */
export const searchedWords = ({ states, steps }: SearchResult): string => (steps === 0 ? "" : `${counted(states, "state")}, ${counted(steps, "step")}`);

/** Where a run is before it is done. */
export function progressWords({ state, ahead, attempts, seedsWanted, marks }: RunProgress): string {
  if (state === "waiting" && ahead !== null && ahead > 0) return `Waiting for the judge: ${counted(ahead, "run")} ${ahead === 1 ? "goes" : "go"} first`;
  if (state === "waiting") return "Waiting for the judge: next in line";
  const done = [...marks].filter((letter) => letter !== "-").length;
  const again = attempts > 1 ? ". A judge was lost, another began anew" : "";
  return `The judge is at seed ${Math.min(done + 1, seedsWanted)} of ${seedsWanted}${again}`;
}

/** The title of a check; a program that fails by itself breaks one that no lab has to name. */
export const checkTitle = (check: string, checks: readonly LabCheck[]): string =>
  check === PROGRAM_CHECK ? "The program runs without failing" : (checks.find(({ id }) => id === check)?.title ?? check);

const FIGURES: Record<string, (value: string) => string> = {
  "msgs-per-op": (value) => `${value} messages per operation`,
  "bytes-per-op": (value) => `${value} B per operation`,
  "median-ms": (value) => `median ${value} ms`,
  "max-ms": (value) => `at most ${value} ms`,
};

/** Everything measured, the worst of all seeds: "23.9 messages per operation, median 380 ms". A zero says nothing bad happened. */
export function figureWords(figures: Readonly<Record<string, number>>): string {
  return Object.entries(figures)
    .filter(([name, value]) => value !== 0 || name in FIGURES)
    .map(([name, value]) => {
      const shown = number(Math.round(value * 10) / 10);
      return FIGURES[name]?.(shown) ?? `${shown} ${name.replaceAll("-", " ")}`;
    })
    .join(", ");
}

/** On how many seeds a check did not hold: "3 seeds". Empty where it held. */
export function brokenOn({ failed, unknown }: CheckSummary): string {
  return failed > 0 ? counted(failed, "seed") : unknown > 0 ? counted(unknown, "seed") : "";
}

/** What went wrong on a seed, a sentence a check. */
export function faultsOf({ checks, cut }: SeedResult): { readonly check: string; readonly verdict: Verdict; readonly say: string }[] {
  const faults = checks.filter(({ verdict }) => verdict !== "passed").map(({ check, verdict, say }) => ({ check, verdict, say }));
  return cut === undefined ? faults : [...faults, { check: PROGRAM_CHECK, verdict: "unknown", say: cut }];
}

const FAILURES: Record<ProgramFailure["kind"], string> = {
  threw: "The program threw an error.",
  "no-program": "There is no program: the file must export a function as its default.",
  "out-of-gas": "A handler did not come to an end within its budget of steps.",
  "out-of-memory": "The program used more memory than a node has.",
  "stack-overflow": "Calls went deeper than the stack allows.",
  "bad-effect": "The program asked for something that the simulator cannot do.",
  engine: "The engine that runs your program failed.",
};

export const failureWords = ({ kind }: Pick<ProgramFailure, "kind">): string => FAILURES[kind];

/** The failing seed that takes the fewest events to tell, which is the one to look at first. */
export function shortestFailure(seeds: readonly SeedResult[]): SeedResult | null {
  const failed = seeds.filter(({ verdict }) => verdict === "failed");
  return failed.reduce<SeedResult | null>((best, seed) => (best === null || seed.events < best.events ? seed : best), null);
}

/** What a run is called on a page of its own. */
export function runTitle({ mine, author, run }: Pick<RunView, "mine" | "author" | "run">): string {
  if (mine) return `Run ${run.number}`;
  return author === null ? "Somebody’s run" : `A run of ${author}`;
}

/** A run in a list: its standing, and its points once it has some. */
export function runWords({ state, verdict, points, pointsMax, stoppedAt }: Pick<RunListItem, "state" | "verdict" | "points" | "pointsMax" | "stoppedAt">): string {
  if (state === "waiting") return "Waiting";
  if (state === "running") return "Running";
  if (verdict === null) return "No verdict";
  if (stoppedAt !== null) return `${VERDICT_WORDS[verdict]}, stopped at seed ${stoppedAt}`;
  return points === null || pointsMax === null ? VERDICT_WORDS[verdict] : `${VERDICT_WORDS[verdict]}, ${points} of ${pointsMax} points`;
}

/** "2.9 s", "340 ms" */
export const tookWords = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`);

/** A failed check brings the cards of its concepts forward. */
export const broughtWords = (cards: number): string => `${counted(cards, "card")} behind the failed checks ${cards === 1 ? "comes" : "come"} up in your next review.`;
