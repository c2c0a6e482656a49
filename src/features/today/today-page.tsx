import type { ReactNode } from "react";
import type { OverviewOutput } from "@/contracts/today/today";
import { counted, dayWords } from "@/ui/words";
import { ChoosePlan } from "./choose-plan";
import { ComingDays } from "./coming-days";
import { DueList } from "./due-list";
import { FirstDay } from "./first-day";
import { PlanOfDay } from "./plan-of-day";
import { RecallByTopic } from "./recall-by-topic";
import { StartButton } from "./start-button";
import { StudiedDays } from "./studied-days";
import { cardsToday, dayHeading } from "./today-words";
import styles from "./today.module.css";

/** What is due, why, and how long it takes; beside it where one stands. */
export function TodayPage({ overview, given, placement }: { overview: OverviewOutput; given: ReactNode; placement: ReactNode }) {
  if (overview.isFirstDay) return <FirstDay overview={overview} given={given} placement={placement} />;
  const { today, cards, exercises, plan, plans } = overview;
  return (
    <div className="wrap">
      <header className={styles.top}>
        <div>
          <p className={styles.date}>{dayWords(today)}</p>
          <h1>{dayHeading(overview)}</h1>
        </div>
        <StartButton cards={cardsToday(cards)} exerciseId={exercises[0]?.id ?? null} />
      </header>
      <div className={styles.grid}>
        <div className={styles.column}>
          {given}
          <DueList overview={overview} />
          {plan !== null ? <PlanOfDay plan={plan} /> : plans.length > 0 && <NoPlanYet plans={plans} />}
        </div>
        <aside className={styles.column} aria-label="Where you stand">
          <RecallByTopic topics={overview.recallByTopic} />
          <ComingDays forecast={overview.forecast} today={today} />
          <StudiedDays activity={overview.activity} today={today} />
        </aside>
      </div>
    </div>
  );
}

function NoPlanYet({ plans }: { plans: OverviewOutput["plans"] }) {
  return (
    <section>
      <div className={styles.section}>
        <h2>Follow a plan</h2>
        <span>{counted(plans.length, "plan")} to choose from</span>
      </div>
      <div className={styles.plan}>
        <p className={styles.planHint}>New cards then come in the order of the plan, a few concepts a day.</p>
        <ChoosePlan plans={plans} />
      </div>
    </section>
  );
}
