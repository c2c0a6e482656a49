import type { CohortOverview } from "@/contracts/cohorts/cohorts";
import { counted } from "@/ui/words";
import { CohortHead } from "./cohort-head";
import styles from "./cohorts.module.css";
import { JoinCodePanel } from "./join-code-panel";
import { LearnerTable } from "./learner-table";
import { ManageCohort } from "./manage-cohort";
import { ShownNamesProvider } from "./shown-names";

interface LearnersPageProps {
  overview: CohortOverview;
  /** Until when the code is valid, on the instructor's clock; null: it is not */
  codeUntil: string | null;
  namesHidden: boolean;
}

/** Every learner with their figures, the code that lets others in, and what can be done with the cohort itself. */
export function LearnersPage({ overview, codeUntil, namesHidden }: LearnersPageProps) {
  const { cohort, learners } = overview;
  return (
    <ShownNamesProvider hidden={namesHidden}>
      <div className={`wrap ${styles.wrap}`}>
        <CohortHead cohort={cohort} title={learners.length === 0 ? "No learners yet" : counted(learners.length, "learner")} sub="What each of them has done. A day is a study day of the learner’s own time zone." here="learners" />
        {learners.length === 0 ? <p className="note">Nobody has joined yet. Give your learners the code below.</p> : <LearnerTable overview={overview} />}
        <div className={styles.panels}>
          <JoinCodePanel cohort={cohort} until={codeUntil} />
          <ManageCohort cohort={cohort} key={cohort.name} />
        </div>
      </div>
    </ShownNamesProvider>
  );
}
