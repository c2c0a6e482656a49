"use client";

import { ChartNoAxesColumn, ChevronRight, Download } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { AssignmentResults } from "@/contracts/cohorts/assignments";
import { percent } from "@/ui/words";
import { assignmentItemsHref, assignmentsHref, learnerAttemptHref, resultsCsvHref } from "../addresses";
import cohortStyles from "../cohorts.module.css";
import { HideNames, ShownNamesProvider, useShownName } from "../shown-names";
import styles from "./assignments.module.css";
import { GrantTime } from "./grant-time";
import { Regrade } from "./regrade";
import { Withdraw } from "./withdraw";
import { kindWords, learnerWords, standingWords, termsWords } from "./words";

interface ResultsPageProps {
  results: AssignmentResults;
  /** Of the due date */
  dueText: string;
  /** Of the instant until which results wait; null: they do not */
  heldText: string | null;
  namesHidden: boolean;
}

/** Who answered what, and what can be done about it: more time, another grading, taking it back. */
export function ResultsPage({ results, dueText, heldText, namesHidden }: ResultsPageProps) {
  const { cohort, now, assignment } = results;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <ShownNamesProvider hidden={namesHidden}>
      <div className={`wrap ${cohortStyles.wrap}`}>
        <nav className="crumb" aria-label="Where you are">
          <Link href="/teach">Teach</Link>
          <ChevronRight className="ico s" aria-hidden="true" />
          <Link href={assignmentsHref(cohort.id)}>{cohort.name}</Link>
          <ChevronRight className="ico s" aria-hidden="true" />
          <b className="truncate">{assignment.title}</b>
        </nav>
        <header className={cohortStyles.head}>
          <div>
            <h1>{assignment.title}</h1>
            <p className={`${cohortStyles.sub} num`}>
              {kindWords(assignment)} · due {dueText} · {standingWords(assignment, now)}
            </p>
            <p className={cohortStyles.sub}>{termsWords(assignment)}</p>
          </div>
          <div className={cohortStyles.actions}>
            <HideNames />
            <Link className="btn sm" href={assignmentItemsHref(cohort.id, assignment.id)} prefetch={false}>
              <ChartNoAxesColumn className="ico s" aria-hidden="true" />
              Items
            </Link>
            <a className="btn sm" href={resultsCsvHref(cohort.id, assignment.id)} download>
              <Download className="ico s" aria-hidden="true" />
              CSV
            </a>
          </div>
        </header>
        {heldText !== null && (
          <p className="note warn mt-4">
            An exam ended while Quorum was not running, so its learner may have been cut off. Results wait until {heldText}: until then extra time lets them go on with what was saved.
          </p>
        )}
        <div className="mt-5">{results.learners.length === 0 ? <p className="note">Nobody is in this cohort yet.</p> : <Matrix results={results} chosen={chosen} onChoose={setChosen} />}</div>
        <div className={styles.panels}>
          <GrantTime results={results} chosen={chosen} onDone={() => setChosen([])} />
          <Regrade results={results} />
          {assignment.withdrawnAt === null && <Withdraw cohortId={cohort.id} assignmentId={assignment.id} />}
        </div>
      </div>
    </ShownNamesProvider>
  );
}

interface MatrixProps {
  results: AssignmentResults;
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
}

function Matrix({ results: { cohort, assignment, items, learners }, chosen, onChoose }: MatrixProps) {
  const shownName = useShownName();
  const all = learners.map(({ id }) => id);
  const toggle = (id: string) => onChoose(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <div className={cohortStyles.scroller} tabIndex={0} role="region" aria-label="Learners and their answers">
      <table className="table num">
        <thead>
          <tr>
            <th scope="col">
              <label className="flex items-center gap-2">
                <input type="checkbox" className={styles.pick} checked={chosen.length === all.length} onChange={() => onChoose(chosen.length === all.length ? [] : all)} />
                Learner
              </label>
            </th>
            <th scope="col">State</th>
            <th scope="col" className="r">
              Total
            </th>
            {items.map(({ exerciseId, title }, index) => (
              <th key={exerciseId} scope="col" className="r" title={title}>
                {index + 1}
                <span className="sr">. {title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {learners.map((learner, index) => (
            <tr key={learner.id}>
              <th scope="row">
                <label className="flex items-center gap-2">
                  <input type="checkbox" className={styles.pick} checked={chosen.includes(learner.id)} onChange={() => toggle(learner.id)} />
                  {shownName(learner.name, index)}
                </label>
              </th>
              <td>
                {learnerWords(learner, assignment.kind)}
                {learner.extraMinutes > 0 && <small> +{learner.extraMinutes} min</small>}
              </td>
              <td className="r">{percent(learner.total)}</td>
              {learner.cells.map((cell, at) => (
                <td key={items[at]?.exerciseId} className="r">
                  <Cell cell={cell} href={cell === null ? "" : learnerAttemptHref(cohort.id, learner.id, cell.attemptId)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Mean of those who answered</th>
            <td />
            <td />
            {items.map(({ exerciseId, mean }) => (
              <td key={exerciseId} className="r">
                {mean === null ? "–" : percent(mean)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Cell({ cell, href }: { cell: AssignmentResults["learners"][number]["cells"][number]; href: string }) {
  if (cell === null) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="sr">no answer</span>
      </>
    );
  }
  const { credit, attempts, firstCredit } = cell;
  return (
    <Link href={href} prefetch={false} title={firstCredit === null ? undefined : `Graded again: ${percent(firstCredit)} at first`}>
      {percent(credit)}
      {attempts > 1 && <small> of {attempts}</small>}
      {firstCredit !== null && (
        <>
          <small aria-hidden="true"> *</small>
          <span className="sr"> graded again, {percent(firstCredit)} at first</span>
        </>
      )}
    </Link>
  );
}
