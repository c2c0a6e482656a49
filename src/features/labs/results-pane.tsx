"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import type { LabCheck } from "@/contracts/labs/lab-pages";
import { HIDDEN_SEEDS, PUBLIC_SEEDS } from "@/contracts/labs/limits";
import type { SearchResult, SeedResult, Verdict as VerdictWord } from "@/domain/labs/result";
import { useHotkeys } from "@/ui/hotkeys";
import { Verdict } from "@/ui/verdict";
import { type BrowserResults, browserMarks, browserVerdict } from "./browser-results";
import { ResultsView } from "./results-view";
import { countMarks, type Mark, marksOf } from "./seed-grid-layout";
import type { StoryActions } from "./seed-story";
import { StoppedNote } from "./stopped-note";
import type { JudgeRun } from "./use-judge-run";
import { manualHref, seedHref } from "./addresses";
import { broughtWords, countWords, markOf, progressWords, shortestFailure, tookWords, VERDICT_KINDS, VERDICT_WORDS } from "./words";
import styles from "./workspace.module.css";

const OPEN_WORDS = { waiting: "Waiting", running: "Running" };
const isOpen = (verdict: string): verdict is keyof typeof OPEN_WORDS => verdict in OPEN_WORDS;

interface PaneProps {
  title: ReactNode;
  verdict: VerdictWord | "waiting" | "running" | null;
  children: ReactNode;
  /** Said once when it changes, for those who hear the page */
  news: string;
}

function Pane({ title, verdict, children, news }: PaneProps) {
  return (
    <>
      <div className={styles.paneHead}>
        <h2>{title}</h2>
        <span className="grow" />
        {verdict !== null && (
          <Verdict kind={isOpen(verdict) ? "running" : VERDICT_KINDS[verdict]} boxed>
            {isOpen(verdict) ? OPEN_WORDS[verdict] : VERDICT_WORDS[verdict]}
          </Verdict>
        )}
      </div>
      <p className="sr" role="status">
        {news}
      </p>
      <div className={styles.said}>{children}</div>
    </>
  );
}

export function NoResults({ labId }: { labId: string }) {
  return (
    <Pane title="Results" verdict={null} news="">
      <div className={styles.empty}>
        <p>Nothing has run yet.</p>
        <p>
          <b>Run</b> tries {PUBLIC_SEEDS} seeds in this browser and tells within seconds what breaks. Nothing is sent.
        </p>
        <p>
          <b>Submit</b> lets the judge try {HIDDEN_SEEDS} others, which nobody knows, and counts.
        </p>
        <p>
          <Link className="link" href={manualHref(labId, { base: null, of: null })} prefetch={false}>
            Lead a run by hand
          </Link>
          : deliver, drop or hold back each message yourself.
        </p>
      </div>
    </Pane>
  );
}

interface BrowserPaneProps {
  results: BrowserResults;
  checks: readonly LabCheck[];
  /** False when the text was changed since */
  isCurrent: boolean;
  /** False for somebody else's program, beside the recordings of which it then stands */
  isMine: boolean;
  onStep: (seed: SeedResult) => Promise<void>;
  onPlace: StoryActions["onPlace"];
  /** Runs all seeds, where that can be asked for here */
  onAll?: () => void;
}

/** What the public seeds said, in this browser. */
export function BrowserPane({ results, checks, isCurrent, isMine, onStep, onPlace, onAll }: BrowserPaneProps) {
  const marks = browserMarks(results.seeds);
  const counts = countMarks(marks);
  const verdict = browserVerdict(results, checks);
  const cuts = results.seeds.filter(({ cut }) => cut !== undefined).length;
  const first = shortestFailure(results.seeds);
  useStepKey(isMine ? first : null, onStep);
  const aside = results.state === "running" ? `${counts.done} of ${marks.length}` : results.state === "stopped" ? "stopped" : results.wallMs === null ? "" : tookWords(results.wallMs);
  return (
    <Pane
      title="In this browser"
      verdict={results.state === "running" ? "running" : (verdict?.verdict ?? null)}
      news={results.state === "running" ? `Running ${marks.length} seeds in this browser` : `${results.state === "stopped" ? "Stopped. " : ""}${countWords(counts, marks.length, { isOver: true })}`}
    >
      {!isCurrent && results.state !== "running" && <p className={`${styles.stale} hint`}>Your text has changed since this run.</p>}
      {cuts > 0 && (
        <p className="note warn mb-3">
          <span>
            {cuts === 1 ? "A seed" : `${cuts} seeds`} hit a budget in the browser. {isMine ? "Submit to know: the" : "The"} judge counts steps instead of seconds.
          </span>
        </p>
      )}
      {results.stoppedAt !== null && <StoppedNote seed={results.stoppedAt} notRun={marks.length - counts.done} seeds={marks.length} how="Run" onAll={onAll} />}
      <ResultsView marks={marks} verdict={verdict} seeds={results.seeds} first={first} checks={checks} aside={aside} step={(seed) => ({ open: () => onStep(seed) })} hasStepKey={isMine} onPlace={onPlace} />
      {verdict?.verdict === "passed" && (
        <p className={`${styles.next} hint`}>{isMine ? `These seeds are public. Submit to let the judge try ${HIDDEN_SEEDS} hidden ones.` : "These seeds are public; the judge tried hidden ones."}</p>
      )}
    </Pane>
  );
}

interface JudgePaneProps {
  /** The address of the run, below which its seeds lie */
  href: string;
  title: ReactNode;
  run: JudgeRun;
  checks: readonly LabCheck[];
  isCurrent: boolean;
  onPlace?: StoryActions["onPlace"];
  /** Submits for all seeds, where that can be asked for here */
  onAll?: () => void;
}

const NOT_RECORDED = "The judge recorded the first failing seeds of every check; this one was not among them.";

/** A submission: its progress while the judge is at it, then its verdict. */
export function JudgePane({ href, title, run: { progress, isDone, view, problem }, checks, isCurrent, onPlace, onAll }: JudgePaneProps) {
  const router = useRouter();
  const marks: Mark[] = view === null ? marksOf(progress?.marks ?? "", progress?.seedsWanted ?? HIDDEN_SEEDS) : wholeMarks(view.seeds, view.seedsWanted);
  const counts = countMarks(marks);
  const recorded = (seed: SeedResult) => view?.excerpts.find(({ n }) => n === seed.n);
  const step: StoryActions["step"] = (seed) => {
    const excerpt = recorded(seed);
    return excerpt === undefined ? { whyNot: NOT_RECORDED } : { open: () => router.push(seedHref(href, seed.n, excerpt.check)) };
  };
  const searchOpener = ({ n, broken }: SearchResult) => {
    const isRecorded = broken !== null && view?.excerpts.some((one) => one.n === n && one.check === broken.check) === true;
    return isRecorded ? () => router.push(seedHref(href, n, broken.check)) : null;
  };
  const seeds = view?.seeds ?? [];
  const first = shortestFailure(seeds.filter((seed) => recorded(seed) !== undefined)) ?? shortestFailure(seeds);
  useStepKey(first, (seed) => {
    const steps = step(seed);
    if ("open" in steps) steps.open();
  });
  const where = isDone ? "Reading the verdict" : progress === null ? "Sent to the judge" : progressWords(progress);
  const verdict = view !== null ? (view.run.verdict ?? "unknown") : isDone ? null : progress?.state === "waiting" ? "waiting" : "running";
  return (
    <Pane title={title} verdict={verdict} news={useCalmNews(view === null ? where : `${VERDICT_WORDS[view.run.verdict ?? "unknown"]}. ${countWords(counts, marks.length, { isOver: true })}`, view !== null)}>
      {!isCurrent && view !== null && <p className={`${styles.stale} hint`}>Your text has changed since this run.</p>}
      {problem !== null && (
        <p className="note warn mb-3" role="alert">
          <span>{problem}</span>
        </p>
      )}
      {view === null && <p className={styles.where}>{where}</p>}
      {view !== null && view.reason !== null && (
        <p className="note warn mb-3">
          <span>{view.reason}</span>
        </p>
      )}
      {view?.verdict?.stoppedAt !== undefined && <StoppedNote seed={view.verdict.stoppedAt} notRun={marks.length - counts.done} seeds={marks.length} how="Submit" onAll={onAll} />}
      <ResultsView marks={marks} verdict={view?.verdict ?? null} seeds={seeds} first={first} checks={checks} searchOpener={searchOpener} aside={view === null ? `${counts.done} of ${marks.length}` : tookOf(view)} step={step} hasStepKey onPlace={onPlace} />
      {view?.answeredFromRecord === true && <p className={`${styles.next} hint`}>The same program was judged before, so this verdict is from the record.</p>}
      {view !== null && view.broughtForward.length > 0 && (
        <p className={`${styles.next} hint`}>
          {broughtWords(view.broughtForward.length)}{" "}
          <Link className="link" href="/review">
            Review now
          </Link>
        </p>
      )}
    </Pane>
  );
}

const tookOf = ({ startedAt, finishedAt }: { startedAt: number | null; finishedAt: number | null }): string =>
  startedAt === null || finishedAt === null ? "" : tookWords(finishedAt - startedAt);

function wholeMarks(seeds: readonly SeedResult[], wanted: number): Mark[] {
  const marks = marksOf("", wanted);
  for (const { n, verdict } of seeds) if (n >= 1 && n <= wanted) marks[n - 1] = markOf(verdict);
  return marks;
}

/** G steps through the failing run that is told first. */
function useStepKey(seed: SeedResult | null, onStep: (seed: SeedResult) => unknown): void {
  useHotkeys(seed === null ? {} : { g: () => void onStep(seed) });
}

const NEWS_MS = 4_000;

/** A line that changes with every seed is read out every few seconds only; the last word comes at once. */
function useCalmNews(line: string, isLast: boolean): string {
  const [said, setSaid] = useState({ line, at: 0 });
  useEffect(() => {
    const wait = isLast ? 0 : Math.max(0, said.at + NEWS_MS - performance.now());
    const timer = setTimeout(() => setSaid((before) => (before.line === line ? before : { line, at: performance.now() })), wait);
    return () => clearTimeout(timer);
  }, [line, isLast, said.at]);
  return said.line;
}
