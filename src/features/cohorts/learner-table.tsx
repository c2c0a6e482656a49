"use client";

import Link from "next/link";
import { useRef } from "react";
import type { CohortOverview, Retention } from "@/contracts/cohorts/cohorts";
import { useHotkeys } from "@/ui/hotkeys";
import { walkRows } from "@/ui/walk-rows";
import { number, percent } from "@/ui/words";
import { learnerHref } from "./addresses";
import styles from "./cohorts.module.css";
import { useShownName } from "./shown-names";
import { activeWords, flagWords } from "./words";

/** A row a learner. J and K walk, Enter opens. */
export function LearnerTable({ overview: { cohort, learners, now, totals } }: { overview: CohortOverview }) {
  const table = useRef<HTMLTableElement>(null);
  const shownName = useShownName();
  useHotkeys({ j: () => walkRows(table, "tbody th a", 1), k: () => walkRows(table, "tbody th a", -1) });
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label="Learners and their figures">
      <table className="table num" ref={table}>
        <thead>
          <tr>
            <th scope="col">Learner</th>
            <th scope="col">Last active</th>
            <th scope="col" className="r">
              Answers, 7 days
            </th>
            <th scope="col" className="r">
              Remembered, 7 days
            </th>
            <th scope="col" className="r">
              Overdue
            </th>
            <th scope="col" className="r">
              Exercises right
            </th>
            <th scope="col" className="r">
              Labs passed
            </th>
            <th scope="col" className="r">
              Interviews
            </th>
            <th scope="col">Needs you</th>
          </tr>
        </thead>
        <tbody>
          {learners.map((learner, index) => (
            <tr key={learner.id}>
              <th scope="row">
                <Link href={learnerHref(cohort.id, learner.id)} prefetch={false}>
                  {shownName(learner.name, index)}
                </Link>
              </th>
              <td>{activeWords(learner.lastActiveAt, now)}</td>
              <td className="r">{number(learner.weekReviews)}</td>
              <td className="r">
                <Remembered retention={learner.week} />
              </td>
              <td className="r">
                {number(learner.overdue.cards)} <small>{learner.overdue.loadDays.toFixed(1)} days</small>
              </td>
              <td className="r">
                {learner.exercises.right} <small>of {learner.exercises.tried} tried</small>
              </td>
              <td className="r">
                {learner.labs.passed} <small>of {totals.labs}</small>
              </td>
              <td className="r">{learner.interviews}</td>
              <td className={styles.wraps}>{learner.finishedAt !== null ? <span className="badge">finished</span> : learner.flags.map(flagWords).join("; ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Remembered({ retention: { reviews, observed, predicted } }: { retention: Retention }) {
  if (observed === null || predicted === null) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="sr">unknown</span>
      </>
    );
  }
  return (
    <>
      {percent(observed)} <small>of {number(reviews)}, {percent(predicted)} predicted</small>
    </>
  );
}
