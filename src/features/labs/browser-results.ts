/** What a run in this browser has shown so far; kept while the tab lives, so that coming back from a diagram finds it again. */
import { type KeptSeed, keptSeedSchema, seedStorageKey, sourceStorageKey } from "@/contracts/labs/excerpt";
import type { LabCheck } from "@/contracts/labs/lab-pages";
import { PUBLIC_SEEDS } from "@/contracts/labs/limits";
import { foldVerdict } from "@/domain/labs/fold-verdict";
import type { Excerpt, RunVerdict, SeedResult } from "@/domain/labs/result";
import { type Mark, marksOf } from "./seed-grid-layout";
import { markOf } from "./words";

export interface BrowserResults {
  readonly state: "running" | "done" | "stopped";
  /** The text that ran */
  readonly source: string;
  readonly seeds: readonly SeedResult[];
  /** The failing seed with which it ended by itself, while others were not run */
  readonly stoppedAt: number | null;
  readonly wallMs: number | null;
}

export const PUBLIC_SEED_NUMBERS: readonly number[] = Array.from({ length: PUBLIC_SEEDS }, (_, index) => index + 1);

export function browserMarks(seeds: readonly SeedResult[]): Mark[] {
  const marks = marksOf("", PUBLIC_SEEDS);
  for (const { n, verdict } of seeds) if (n >= 1 && n <= PUBLIC_SEEDS) marks[n - 1] = markOf(verdict);
  return marks;
}

/** A run that was stopped by hand has no verdict. */
export const browserVerdict = ({ state, seeds, stoppedAt }: BrowserResults, checks: readonly LabCheck[]): RunVerdict | null =>
  state === "done" ? foldVerdict(checks, [...seeds].sort((one, other) => one.n - other.n), { stoppedAt }) : null;

/** Whose program ran here: what is typed in a lab's workspace, or what somebody submitted in a run that they share. */
export interface Ran {
  readonly labId: string;
  /** The shared run; null: one's own text */
  readonly of: string | null;
}

/** Under what name a tab keeps the results of a program: those of others never take the place of one's own. */
export const shelfOf = ({ labId, of }: Ran): string => (of === null ? labId : `${labId}/${of}`);

/** Runs as they were, for as long as this page lives: too large for the storage of a tab. */
const asRunOf = new Map<string, Excerpt>();

/** Leaves a failing seed where the diagram's page looks for it. False where the browser keeps nothing. */
export function keepSeed(shelf: string, asRun: Excerpt, shrunk: Excerpt | null): boolean {
  const key = seedStorageKey(shelf, asRun.n);
  asRunOf.set(key, asRun);
  try {
    sessionStorage.setItem(key, JSON.stringify({ check: asRun.check, shrunk, eventsAsRun: asRun.eventsInRun } satisfies KeptSeed));
    return true;
  } catch {
    return false;
  }
}

/** The run as it was, if this page has played it. */
export const findAsRun = (shelf: string, n: number): Excerpt | null => asRunOf.get(seedStorageKey(shelf, n)) ?? null;

/** Takes what the run before has left away, and keeps the text that runs now: with it and a seed's number a run can be played again. */
export function beginShelf(shelf: string, source: string): void {
  for (const n of PUBLIC_SEED_NUMBERS) asRunOf.delete(seedStorageKey(shelf, n));
  try {
    for (const n of PUBLIC_SEED_NUMBERS) sessionStorage.removeItem(seedStorageKey(shelf, n));
    sessionStorage.setItem(sourceStorageKey(shelf), source);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** The text that ran last, as this tab keeps it. */
export function findSource(shelf: string): string | null {
  try {
    return sessionStorage.getItem(sourceStorageKey(shelf));
  } catch {
    return null;
  }
}

/** What another tab or an older version left there is not trusted: what does not fit is as if it were not there. */
export function findSeed(shelf: string, n: number): KeptSeed | null {
  try {
    const text = sessionStorage.getItem(seedStorageKey(shelf, n));
    return text === null ? null : (keptSeedSchema.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}

/** The failing seeds of a shelf that this tab keeps, in their order. */
export const keptSeeds = (shelf: string): readonly { readonly n: number; readonly check: string }[] =>
  PUBLIC_SEED_NUMBERS.flatMap((n) => {
    const seed = findSeed(shelf, n);
    return seed === null ? [] : [{ n, check: seed.check }];
  });
