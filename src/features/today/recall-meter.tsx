import { percent } from "@/ui/words";
import styles from "./recall-meter.module.css";

/** Predicted recall as a bar and a number. Without answers it is unknown: a hatch and the word, never zero. */
export function RecallMeter({ recall, seen, total }: { recall: number | null; seen: number; total: number }) {
  return (
    <span className={styles.meter}>
      {recall === null ? (
        <i className={styles.unknown} aria-hidden="true" />
      ) : (
        <i className={styles.bar} aria-hidden="true">
          <b style={{ width: `${recall * 100}%` }} />
        </i>
      )}
      <span className={`${styles.value} num`}>{recall === null ? "unknown" : percent(recall)}</span>
      <span className={`${styles.base} num`}>
        <span className="sr">recall predicted, </span>
        {seen} of {total} met
      </span>
    </span>
  );
}
