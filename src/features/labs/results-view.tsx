"use client";

import { useState } from "react";
import type { LabCheck } from "@/contracts/labs/lab-pages";
import type { CheckSummary, RunVerdict, SearchResult, SeedResult } from "@/domain/labs/result";
import { Verdict, VerdictMark } from "@/ui/verdict";
import { CheckRow } from "./check-row";
import { countMarks, type Mark } from "./seed-grid-layout";
import { SearchList } from "./search-list";
import { SeedGrid } from "./seed-grid";
import { SeedStory, type StoryActions } from "./seed-story";
import styles from "./results.module.css";
import { checkTitle, countWords } from "./words";

export interface ResultsProps extends StoryActions {
  marks: readonly Mark[];
  /** Null while it runs */
  verdict: RunVerdict | null;
  /** Those that are known; while a judge is at work, none */
  seeds: readonly SeedResult[];
  /** The failing seed that is told unasked */
  first: SeedResult | null;
  checks: readonly LabCheck[];
  /** Opens the run that a search found; null where it was not recorded. */
  searchOpener?: (search: SearchResult) => (() => void) | null;
  /** "2.9 s", or where a run is that is not done */
  aside: string;
}

/** What came of a run: the seeds, the story of one of them, and the checks with their points. */
export function ResultsView({ marks, verdict, seeds, first, checks, searchOpener = () => null, aside, ...actions }: ResultsProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const counts = countMarks(marks);
  const isStopped = verdict?.stoppedAt !== undefined;
  const shown = seeds.find(({ n }) => n === chosen) ?? (chosen === null ? (first ?? seeds.find(({ verdict: one }) => one === "unknown")) : undefined);
  return (
    <>
      <div className={styles.sum}>
        <p className={`${styles.big} num`}>
          {counts.passed} <span>of {isStopped ? `the ${counts.done} that were run` : `${marks.length} seeds`} pass</span>
        </p>
        <span className="hint num">{aside}</span>
      </div>
      <SeedGrid marks={marks} label={countWords(counts, marks.length, { isOver: verdict !== null })} chosen={shown?.n ?? chosen} onChoose={setChosen} />
      <div className={`${styles.counts} num`}>
        {counts.failed > 0 && <Verdict kind="fail">{counts.failed} failed</Verdict>}
        {counts.unknown > 0 && <Verdict kind="unknown">{counts.unknown} unknown</Verdict>}
        {isStopped && <span className="hint">{marks.length - counts.done} not run</span>}
        {counts.failed + counts.unknown === 0 && counts.done > 0 && <Verdict kind="pass">{counts.done === marks.length ? "all passed" : "none failed so far"}</Verdict>}
      </div>
      {shown !== undefined ? (
        <SeedStory seed={shown} isFirst={shown === first} title={(check) => checkTitle(check, checks)} {...actions} />
      ) : (
        chosen !== null && <p className={`${styles.quiet} hint`}>Seed {chosen} {isStopped ? "was not run." : "has no result yet."}</p>
      )}
      {verdict?.searches !== undefined && <SearchList searches={verdict.searches} title={(check) => checkTitle(check, checks)} openerOf={searchOpener} />}
      {verdict === null ? <AwaitedChecks checks={checks} /> : <JudgedChecks verdict={verdict} checks={checks} />}
      {counts.unknown > 0 && <p className={`${styles.quiet} hint`}>Unknown: nothing was proved on these seeds. It counts neither for nor against the program, and earns no points.</p>}
    </>
  );
}

function JudgedChecks({ verdict, checks }: { verdict: RunVerdict; checks: readonly LabCheck[] }) {
  const told = (summary: CheckSummary) => summary.pointsMax > 0 || summary.verdict !== "passed";
  return (
    <section aria-label="Checks">
      <div className={styles.heading}>
        <h3>Checks</h3>
        {verdict.stoppedAt === undefined && (
          <span className="num">
            <b>{verdict.points}</b> of {verdict.pointsMax} points
          </span>
        )}
      </div>
      <ul className={styles.checks}>
        {verdict.checks.filter(told).map((summary) => (
          <li key={summary.check}>
            <CheckRow summary={summary} hasPoints={summary.pointsMax > 0 && verdict.stoppedAt === undefined} title={checkTitle(summary.check, checks)} stage={checks.find(({ id }) => id === summary.check)?.stage ?? null} measures={checks.find(({ id }) => id === summary.check)?.measures ?? []} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The checks of a run that is not done: what will be judged, without a mark. */
function AwaitedChecks({ checks }: { checks: readonly LabCheck[] }) {
  return (
    <section aria-label="Checks">
      <div className={styles.heading}>
        <h3>Checks</h3>
      </div>
      <ul className={styles.checks}>
        {checks.map(({ id, title, points }) => (
          <li key={id}>
            <span className={styles.check}>
              <span className={styles.awaited}>
                <VerdictMark kind="running" />
              </span>
              <span>{title}</span>
              <span className="num muted">{points} points</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
