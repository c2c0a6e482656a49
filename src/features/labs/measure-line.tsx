import { number } from "@/ui/words";
import type { LabCheck } from "@/contracts/labs/lab-pages";
import styles from "./results.module.css";
import { figureWords } from "./words";

type Measure = LabCheck["measures"][number];

/** The line ends so far beyond the bar. */
const BEYOND = 1.25;

const place = (value: number, end: number): string => `${Math.min((value / end) * 100, 100)}%`;
const rounded = (value: number): string => number(Math.round(value * 10) / 10);

/** One figure on a line from 0: a dot for the worst seed, a mark for the bar and one for gold. The words say the same. */
export function MeasureLine({ measure: { figure, bar, gold }, value }: { measure: Measure; value: number }) {
  const end = Math.max(bar * BEYOND, value);
  const stands = gold !== null && value <= gold ? "gold" : value <= bar ? "within the bar" : "above the bar";
  return (
    <div className={styles.measure}>
      <small className="num">
        {figureWords({ [figure]: value })} <span className="muted">{`· bar ${rounded(bar)}${gold === null ? "" : `, gold ${rounded(gold)}`} · ${stands}`}</span>
      </small>
      <div className={styles.measureLine} aria-hidden="true">
        {gold !== null && <i className={styles.gold} style={{ left: place(gold, end) }} />}
        <i className={styles.bar} style={{ left: place(bar, end) }} />
        <b className={value <= bar ? styles.within : styles.above} style={{ left: place(value, end) }} />
      </div>
    </div>
  );
}
