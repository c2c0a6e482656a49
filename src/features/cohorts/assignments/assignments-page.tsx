import Link from "next/link";
import type { CohortAssignmentsOutput } from "@/contracts/cohorts/assignments";
import { giveHref, resultsHref } from "../addresses";
import { CohortHead } from "../cohort-head";
import cohortStyles from "../cohorts.module.css";
import { ShownNamesProvider } from "../shown-names";
import styles from "./assignments.module.css";
import { kindWords, standingWords } from "./words";

interface AssignmentsPageProps {
  given: CohortAssignmentsOutput;
  /** "20 November 2026 at 13:05" of each due date, in the order of the assignments */
  dueTexts: readonly string[];
  namesHidden: boolean;
}

/** What a cohort was given to do, the last due first. */
export function AssignmentsPage({ given: { cohort, now, assignments }, dueTexts, namesHidden }: AssignmentsPageProps) {
  return (
    <ShownNamesProvider hidden={namesHidden}>
      <div className={`wrap ${cohortStyles.wrap}`}>
        <CohortHead cohort={cohort} title="Assignments" sub="Homework with a due date, and exams with a clock." here="assignments" />
        <p className="mb-4">
          <Link className="btn pri" href={giveHref(cohort.id)}>
            Give an assignment
          </Link>
        </p>
        {assignments.length === 0 ? (
          <p className="note">This cohort was given nothing yet.</p>
        ) : (
          <ul className={styles.list}>
            {assignments.map((assignment, index) => (
              <li key={assignment.id}>
                <Link className={styles.row} href={resultsHref(cohort.id, assignment.id)} prefetch={false}>
                  <span>
                    <b>{assignment.title}</b>
                    {kindWords(assignment)}
                  </span>
                  <span className="num">due {dueTexts[index]}</span>
                  <span>{standingWords(assignment, now)}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </ShownNamesProvider>
  );
}
