/** What a run in this browser has shown so far; kept while the tab lives, so that coming back from a diagram finds it again. */
import { excerptStorageKey, recordingSchema } from "@/contracts/labs/excerpt";
import type { LabCheck } from "@/contracts/labs/lab-pages";
import { PUBLIC_SEEDS } from "@/contracts/labs/limits";
import { foldVerdict } from "@/domain/labs/fold-verdict";
import type { Recording, RunVerdict, SeedResult } from "@/domain/labs/result";
import { type Mark, marksOf } from "./seed-grid-layout";
import { markOf } from "./words";

export interface BrowserResults {
  readonly state: "running" | "done" | "stopped";
  /** The text that ran */
  readonly source: string;
  readonly seeds: readonly SeedResult[];
  readonly wallMs: number | null;
}

export const PUBLIC_SEED_NUMBERS: readonly number[] = Array.from({ length: PUBLIC_SEEDS }, (_, index) => index + 1);

export function browserMarks(seeds: readonly SeedResult[]): Mark[] {
  const marks = marksOf("", PUBLIC_SEEDS);
  for (const { n, verdict } of seeds) if (n >= 1 && n <= PUBLIC_SEEDS) marks[n - 1] = markOf(verdict);
  return marks;
}

/** A verdict needs all seeds: a run that was stopped has none. */
export const browserVerdict = ({ state, seeds }: BrowserResults, checks: readonly LabCheck[]): RunVerdict | null =>
  state === "done" ? foldVerdict(checks, [...seeds].sort((one, other) => one.n - other.n)) : null;

/** Whose program ran here: what is typed in a lab's workspace, or what somebody submitted in a run that they share. */
export interface Ran {
  readonly labId: string;
  /** The shared run; null: one's own text */
  readonly of: string | null;
}

/** Under what name a tab keeps the results of a program: those of others never take the place of one's own. */
export const shelfOf = ({ labId, of }: Ran): string => (of === null ? labId : `${labId}/${of}`);

/** Leaves a recording where the diagram's page looks for it. False where the browser keeps nothing. */
export function keepRecording(shelf: string, recording: Recording): boolean {
  try {
    sessionStorage.setItem(excerptStorageKey(shelf, recording.asRun.n), JSON.stringify(recording));
    return true;
  } catch {
    return false;
  }
}

/** Takes the recordings of the run before away: they show another program. */
export function forgetRecordings(shelf: string): void {
  try {
    for (const n of PUBLIC_SEED_NUMBERS) sessionStorage.removeItem(excerptStorageKey(shelf, n));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** What another tab or an older version left there is not trusted: what does not fit is as if it were not there. */
export function findRecording(shelf: string, n: number): Recording | null {
  try {
    const text = sessionStorage.getItem(excerptStorageKey(shelf, n));
    return text === null ? null : (recordingSchema.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}
