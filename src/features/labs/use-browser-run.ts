"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { SeedResult } from "@/domain/labs/result";
import { type BrowserResults, beginShelf, findAsRun, findSeed, keepSeed, PUBLIC_SEED_NUMBERS, type Ran, shelfOf } from "./browser-results";
import { closeBrowserRun, type Explanation, explainInBrowser, prepareBrowserRun, runInBrowser, shrinkInBrowser } from "./browser-run";
import { browserSeedHref } from "./addresses";

/** The last run of each program's shelf in this tab. */
const remembered = new Map<string, BrowserResults>();

const NOT_SHOWN = "This seed cannot be recorded here. Submit: the judge records the first failing seeds of every check.";

export interface Unreadable {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Runs the public seeds in this browser. Of somebody else's program nothing is made ready before it is asked to run. */
export function useBrowserRun({ labId, of }: Ran, onUnreadable: (problem: Unreadable) => void) {
  const router = useRouter();
  const shelf = shelfOf({ labId, of });
  const [results, setResults] = useState<BrowserResults | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  /** Seeds of this run whose recording is as small as it gets */
  const shrinkTried = useRef(new Set<number>());

  useEffect(() => {
    setResults(remembered.get(shelf) ?? null);
    if (of === null) prepareBrowserRun();
    return () => {
      running.current?.abort();
      closeBrowserRun();
    };
  }, [shelf, of]);

  const show = useCallback(
    (next: BrowserResults | null) => {
      setResults(next);
      if (next === null) remembered.delete(shelf);
      else if (next.state !== "running") remembered.set(shelf, next);
    },
    [shelf],
  );

  /** `first`: numbers of seeds that are played before the others. */
  const run = async (source: string, { first = [], allSeeds = true }: { first?: readonly number[]; allSeeds?: boolean } = {}) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    beginShelf(shelf, source);
    shrinkTried.current.clear();
    setProblem(null);
    const seeds: SeedResult[] = [];
    show({ state: "running", source, seeds: [], stoppedAt: null, wallMs: null });
    const onSeed = (result: SeedResult) => {
      seeds.push(result);
      if (!stop.signal.aborted) show({ state: "running", source, seeds: [...seeds], stoppedAt: null, wallMs: null });
    };
    const outcome = await runInBrowser({ lab: labId, source, seeds: [...new Set([...first, ...PUBLIC_SEED_NUMBERS])], stopAtFailure: !allSeeds, onSeed, signal: stop.signal });
    if (running.current === stop) running.current = null;
    if (outcome.kind === "done") {
      for (const asRun of outcome.excerpts) keepSeed(shelf, asRun, null);
      return show({ state: "done", source, seeds: outcome.seeds, stoppedAt: outcome.stoppedAt, wallMs: outcome.wallMs });
    }
    if (outcome.kind === "cancelled") return show(seeds.length === 0 ? null : { state: "stopped", source, seeds, stoppedAt: null, wallMs: null });
    show(null);
    if (outcome.kind === "unavailable") return setProblem(outcome.message);
    onUnreadable({ line: outcome.line ?? 1, column: outcome.column ?? 1, message: outcome.message });
  };

  /** Opens the diagram of a seed, once it is recorded and shrunk: some seconds at most. */
  const stepThrough = async (seed: SeedResult) => {
    const check = seed.checks.find(({ verdict }) => verdict === "failed")?.check;
    if (results === null || check === undefined) return setProblem(NOT_SHOWN);
    const asked: Explanation = { lab: labId, source: results.source, seed: seed.n, check, signal: new AbortController().signal };
    const known = findSeed(shelf, seed.n);
    const asRun = findAsRun(shelf, seed.n) ?? (await explainInBrowser(asked));
    if (asRun === null || !keepSeed(shelf, asRun, known?.shrunk ?? null)) return setProblem(NOT_SHOWN);
    if (!known?.shrunk && !shrinkTried.current.has(seed.n)) {
      shrinkTried.current.add(seed.n);
      keepSeed(shelf, asRun, await shrinkInBrowser(asked));
    }
    router.push(browserSeedHref(labId, of, seed.n, check));
  };

  return { results, problem, run, stop: () => running.current?.abort(), stepThrough, forget: () => show(null) };
}
