import type { ProgressOutput } from "@/contracts/today/today";
import { number, percent } from "@/ui/words";
import { Chart } from "./chart";
import { answersFinding } from "./findings";
import styles from "./chart.module.css";

export const ANSWERS_TITLE = "Answers";

const RATINGS = [
  { rating: "again", label: "Again", className: styles.again },
  { rating: "hard", label: "Hard", className: styles.hard },
  { rating: "good", label: "Good", className: styles.good },
  { rating: "easy", label: "Easy", className: styles.easy },
] as const;

/** How the four buttons were used. Again is hatched: it is an answer, not a failure. */
export function AnswersChart({ answers }: { answers: ProgressOutput["answers"] }) {
  const all = RATINGS.reduce((sum, { rating }) => sum + answers[rating], 0);
  return (
    <Chart
      title={ANSWERS_TITLE}
      finding={answersFinding(answers)}
      table={{ head: ["Button", "Answers"], rows: RATINGS.map(({ rating, label }) => [label, number(answers[rating])]) }}
    >
      {all > 0 && (
        <>
          <div className={styles.answers} aria-hidden="true">
            {RATINGS.filter(({ rating }) => answers[rating] > 0).map(({ rating, className }) => (
              <i key={rating} className={className} style={{ flex: answers[rating] }} />
            ))}
          </div>
          <ul className={`${styles.answerWords} num`}>
            {RATINGS.map(({ rating, label, className }) => (
              <li key={rating}>
                <i className={className} aria-hidden="true" />
                {label} {percent(answers[rating] / all)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Chart>
  );
}
