import Link from "next/link";
import type { CohortMastery, CohortOverview } from "@/contracts/cohorts/cohorts";
import { learnersHref } from "./addresses";
import { CohortHead } from "./cohort-head";
import styles from "./cohorts.module.css";
import { Mastery } from "./mastery";
import { NeedsYou } from "./needs-you";
import { ShownNamesProvider } from "./shown-names";
import { needsHeading, restWords } from "./words";

interface CohortPageProps {
  overview: CohortOverview;
  mastery: CohortMastery;
  /** "Monday 23 November" on the instructor's calendar */
  dateText: string;
  namesHidden: boolean;
}

/** Who needs the instructor today and why, and which concepts the cohort holds. */
export function CohortPage({ overview: { cohort, learners }, mastery, dateText, namesHidden }: CohortPageProps) {
  const needs = learners.some(({ flags }) => flags.length > 0);
  return (
    <ShownNamesProvider hidden={namesHidden}>
      <div className={`wrap ${styles.wrap}`}>
        <CohortHead cohort={cohort} title={needsHeading(learners)} sub={learners.length === 0 ? dateText : `${dateText} · ${restWords(learners)}`} here="needs" />
        {learners.length === 0 && (
          <p className="note">
            <span>
              Learners join with the cohort’s code:{" "}
              <Link className="link" href={learnersHref(cohort.id)}>
                {cohort.code === null ? "make one" : "here it is"}
              </Link>
              .
            </span>
          </p>
        )}
        {learners.length > 0 && !needs && <p className="note">Nobody is away, stuck, overdue or forgetting more than predicted. Each flag names its rule when it is raised.</p>}
        {needs && <NeedsYou cohortId={cohort.id} learners={learners} />}
        <div className={styles.section}>
          <Mastery cohortId={cohort.id} mastery={mastery} />
        </div>
      </div>
    </ShownNamesProvider>
  );
}
