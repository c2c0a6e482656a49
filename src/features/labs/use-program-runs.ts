"use client";

import { type RefObject, useState } from "react";
import type { LabView } from "@/contracts/labs/lab-pages";
import type { SeedResult } from "@/domain/labs/result";
import type { CodeEditorHandle } from "@/ui/code-editor/code-editor";
import type { Problem } from "@/ui/code-editor/problem";
import type { BrowserResults } from "./browser-results";
import type { Gate } from "./problem-list";
import { type Unreadable, useBrowserRun } from "./use-browser-run";
import { type JudgeRun, useJudgeRun } from "./use-judge-run";
import { useSubmit } from "./use-submit";

type Wanted = Gate["wanted"];

/** What the results pane shows: nothing, the public seeds, or a submission. */
export type ShownRun =
  | { readonly kind: "none" }
  | { readonly kind: "browser"; readonly results: BrowserResults }
  | { readonly kind: "judge"; readonly runId: string; readonly number: number; readonly run: JudgeRun };

export interface ProgramRuns {
  readonly shown: ShownRun;
  readonly gate: Gate | null;
  readonly problem: string | null;
  readonly isChecking: boolean;
  readonly isRunning: boolean;
  readonly isSending: boolean;
  readonly isBusy: boolean;
  /** False: a run ends with the first seed that fails. */
  readonly allSeeds: boolean;
  readonly setAllSeeds: (all: boolean) => void;
  readonly start: (wanted: Wanted) => void;
  /** Starts it with all seeds, from now on. */
  readonly startAll: (wanted: Wanted) => void;
  readonly stop: () => void;
  readonly passGate: (choice: "go-on" | "close") => void;
  readonly stepThrough: (seed: SeedResult) => Promise<void>;
}

interface RunsOf {
  lab: LabView;
  text: string;
  editor: RefObject<CodeEditorHandle | null>;
  onStart: () => void;
  /** Errors keep it from running: they stand beside the program. */
  onStopped: () => void;
}

const asSyntax = (problems: readonly Unreadable[]): Problem[] => problems.map((problem) => ({ kind: "syntax", ...problem }));

/** Both ways to run a program, and the look at its syntax and types that comes before either. */
export function useProgramRuns({ lab, text, editor, onStart, onStopped }: RunsOf): ProgramRuns {
  const newest = lab.runs[0];
  const [judged, setJudged] = useState(newest === undefined ? null : { runId: newest.runId, number: newest.number, isDone: newest.state === "done" });
  const [prefersJudge, setPrefersJudge] = useState(false);
  const [gate, setGate] = useState<Gate | null>(null);
  const [isChecking, setChecking] = useState(false);
  const [allSeeds, setAllSeeds] = useState(false);

  const shut = (wanted: Wanted, problems: readonly Problem[], all = allSeeds) => {
    setGate({ kind: problems.some(({ kind }) => kind === "syntax") ? "syntax" : "type", wanted, allSeeds: all, text, problems });
    onStopped();
  };
  const browser = useBrowserRun({ labId: lab.id, of: null }, (problem) => shut("run", asSyntax([problem])));
  const judge = useJudgeRun(judged?.runId ?? null, { isDone: judged?.isDone ?? false, view: null });
  const sending = useSubmit(lab.id, {
    onAccepted: ({ runId, number, state }) => {
      setJudged({ runId, number, isDone: state === "done" });
      setPrefersJudge(true);
      onStart();
    },
    onUnreadable: (problems) => shut("submit", asSyntax(problems)),
  });
  const isRunning = browser.results?.state === "running";

  const go = (wanted: Wanted, all: boolean) => {
    setGate(null);
    sending.reset();
    if (wanted === "submit") return sending.submit(text, { allSeeds: all });
    setPrefersJudge(false);
    onStart();
    void browser.run(text, { first: lab.tests.map(({ n }) => n), allSeeds: all });
  };
  const start = async (wanted: Wanted, all: boolean) => {
    if (isChecking || sending.isSending || (wanted === "run" && isRunning)) return;
    const asked = gate?.kind === "type" && gate.wanted === wanted && gate.text === text;
    setChecking(true);
    const problems = (await editor.current?.check()) ?? [];
    setChecking(false);
    const syntax = problems.filter(({ kind }) => kind === "syntax");
    if (syntax.length > 0) return shut(wanted, syntax, all);
    if (problems.length > 0 && !asked) return shut(wanted, problems, all);
    go(wanted, all);
  };

  const { results } = browser;
  const shown: ShownRun =
    results !== null && !prefersJudge ? { kind: "browser", results } : judged === null ? { kind: "none" } : { kind: "judge", ...judged, run: judge };
  return {
    shown,
    gate,
    problem: browser.problem ?? sending.problem,
    isChecking,
    isRunning,
    isSending: sending.isSending,
    isBusy: isRunning || (judged !== null && !judge.isDone),
    allSeeds,
    setAllSeeds,
    start: (wanted) => void start(wanted, allSeeds),
    startAll: (wanted) => {
      setAllSeeds(true);
      void start(wanted, true);
    },
    stop: browser.stop,
    passGate: (choice) => (choice === "close" || gate === null ? setGate(null) : go(gate.wanted, gate.allSeeds)),
    stepThrough: browser.stepThrough,
  };
}
