import Link from "next/link";
import type { ProgressOutput } from "@/contracts/today/today";
import { counted, number, percent } from "@/ui/words";
import { ANSWERS_TITLE, AnswersChart } from "./answers-chart";
import { CALIBRATION_TITLE, CalibrationChart } from "./calibration-chart";
import { ChartGroup } from "./chart";
import { DAYS_TITLE, DaysChart } from "./days-chart";
import { FORECAST_TITLE, ForecastChart } from "./forecast-chart";
import { TOPICS_TITLE, TopicMap } from "./topic-map";
import styles from "./progress.module.css";

const CHARTS = [FORECAST_TITLE, DAYS_TITLE, ANSWERS_TITLE, CALIBRATION_TITLE, TOPICS_TITLE];

/** What is known of one learner's memory, each number with its base. */
export function ProgressPage({ progress }: { progress: ProgressOutput }) {
  const { activity, today } = progress;
  if (activity.length === 0 && progress.exercisesRight.attempts === 0) return <NothingYet conceptsWritten={progress.conceptsWritten} />;
  return (
    <div className={`wrap ${styles.wrap}`}>
      <header className={styles.head}>
        <h1>Progress</h1>
      </header>
      <Numbers progress={progress} />
      <ChartGroup charts={CHARTS}>
        <div className={styles.grid}>
          <ForecastChart forecast={progress.forecast} today={today} />
          <div className={styles.stack}>
            <DaysChart activity={activity} today={today} />
            <AnswersChart answers={progress.answers} />
          </div>
          <CalibrationChart bins={progress.calibration} />
        </div>
        <div className={styles.map}>
          <TopicMap topics={progress.topics} />
        </div>
      </ChartGroup>
    </div>
  );
}

function Numbers({ progress }: { progress: ProgressOutput }) {
  const { retention, exercisesRight, minutesPerDayMedian } = progress;
  return (
    <dl className={`${styles.numbers} num`}>
      <div>
        <dt>concepts met on a card</dt>
        <dd>
          {number(progress.conceptsSeen)} <small>of {number(progress.conceptsWritten)}</small>
        </dd>
      </div>
      <div>
        <dt>{retention.observed === null ? "remembered: no card has come back yet" : retentionWords(retention)}</dt>
        <Value value={retention.observed === null ? null : percent(retention.observed, 1)} />
      </div>
      <div>
        <dt>mean score of {counted(exercisesRight.attempts, "exercise answer")}</dt>
        <Value value={exercisesRight.meanScore === null ? null : percent(exercisesRight.meanScore)} />
      </div>
      <div>
        <dt>a day with reviews, median</dt>
        <Value value={minutesPerDayMedian === null ? null : String(Math.max(1, Math.round(minutesPerDayMedian)))} unit="min" />
      </div>
    </dl>
  );
}

function Value({ value, unit }: { value: string | null; unit?: string }) {
  if (value === null) return <dd className={styles.unknown}>unknown</dd>;
  return (
    <dd>
      {value} {unit !== undefined && <small>{unit}</small>}
    </dd>
  );
}

function retentionWords({ reviews, predicted, low, high }: ProgressOutput["retention"]): string {
  const expected = predicted === null ? "" : `, ${percent(predicted, 1)} predicted`;
  const interval = low === null || high === null ? "" : ` (95%: ${percent(low)} to ${percent(high)})`;
  return `of ${counted(reviews, "review")} in 30 days remembered${interval}${expected}`;
}

function NothingYet({ conceptsWritten }: { conceptsWritten: number }) {
  return (
    <div className={`wrap ${styles.wrap}`}>
      <h1>Progress</h1>
      <p className={styles.empty}>
        Nothing is known of your memory yet. After your first cards you see here what comes back when, how much of it you remember, whether the
        predictions hold for you, and where you stand in {counted(conceptsWritten, "concept")}.
      </p>
      <Link className="btn pri lg" href="/review">
        Start with cards
      </Link>
    </div>
  );
}
