"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { ManualFragmentSchema, manualFragment, type ManualLink } from "@/contracts/labs/manual";
import type { ManualBase, ManualState } from "@/domain/labs/by-hand";
import { type Choice, CHOICES_MAX } from "@/domain/simulator/manual/choice";
import { closeBrowserRun } from "../browser-run";
import { leadInBrowser } from "./lead-in-browser";

export interface ManualOf {
  readonly lab: string;
  readonly source: string;
  readonly base: ManualBase;
  readonly from: number;
}

export interface Manual {
  readonly choices: readonly Choice[];
  /** Null before the first answer */
  readonly state: ManualState | null;
  readonly isBusy: boolean;
  /** Why nothing more is played */
  readonly problem: string | null;
  /** What a link promised and the program did not keep */
  readonly note: string | null;
  readonly choose: (choice: Choice) => void;
  readonly undo: () => void;
}

type Shown = Pick<Manual, "choices" | "state" | "isBusy" | "problem" | "note">;
const NOTHING: Shown = { choices: [], state: null, isBusy: true, problem: null, note: null };

const NO_LIST = "The address holds no list of choices that can be read, so the run stands at its beginning.";
const OTHERWISE = "The choices are those of the link, and the run went otherwise than when it was made: it is another program, or another version of the lab.";

/** A run and the choices that lead it. The address holds them, so that a link plays the same. */
export function useManual({ lab, source, base, from }: ManualOf): Manual {
  const [shown, setShown] = useState<Shown>(NOTHING);
  const asking = useRef<AbortController | null>(null);

  const ask = useCallback(
    async ({ choices, traceHash }: ManualLink, note: string | null = null) => {
      asking.current?.abort();
      const stop = new AbortController();
      asking.current = stop;
      setShown((now) => ({ ...now, isBusy: true, problem: null, note: null }));
      const outcome = await leadInBrowser({ lab, source, base, from, choices }, stop.signal);
      if (stop.signal.aborted || outcome.kind === "cancelled") return;
      // What was shown stays, so that the last choice can be taken back.
      if (outcome.kind === "failed") return setShown((now) => ({ ...now, choices, isBusy: false, problem: outcome.words, note: null }));
      const { state } = outcome;
      const taken = choices.slice(0, state.taken);
      const isOther = traceHash !== null && traceHash !== state.excerpt.traceHash;
      setShown({ choices: taken, state, isBusy: false, problem: null, note: note ?? impossible(choices, taken) ?? (isOther ? OTHERWISE : null) });
      history.replaceState(null, "", `${location.pathname}${location.search}${manualFragment({ choices: taken, traceHash: state.excerpt.traceHash })}`);
    },
    [lab, source, base, from],
  );

  useEffect(() => {
    const read = () => {
      const link = location.hash === "" ? null : ManualFragmentSchema.safeParse(location.hash);
      void ask(link?.data ?? { choices: [], traceHash: null }, link?.success === false ? NO_LIST : null);
    };
    read();
    window.addEventListener("hashchange", read);
    return () => {
      window.removeEventListener("hashchange", read);
      asking.current?.abort();
      closeBrowserRun();
    };
  }, [ask]);

  const { choices, isBusy, state } = shown;
  return {
    ...shown,
    choose: (choice) => {
      if (isBusy || state === null || state.hasEnded || choices.length >= CHOICES_MAX) return;
      void ask({ choices: [...choices, choice], traceHash: null });
    },
    undo: () => {
      if (!isBusy && choices.length > 0) void ask({ choices: choices.slice(0, -1), traceHash: null });
    },
  };
}

const impossible = (wanted: readonly Choice[], taken: readonly Choice[]): string | null =>
  taken.length === wanted.length ? null : `Choice ${taken.length + 1} of ${wanted.length} is not possible in this run, so the run stands before it.`;
