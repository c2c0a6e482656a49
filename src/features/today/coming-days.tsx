import type { OverviewOutput } from "@/contracts/today/today";
import { counted, shortDay, weekdayLetter } from "@/ui/words";
import { tomorrowWords } from "./today-words";
import styles from "./today.module.css";

const BAR_HEIGHT_MAX = 52;

/** Cards due on each of the next days; those overdue count today. The fullest day and today carry their number. */
export function ComingDays({ forecast, today }: { forecast: OverviewOutput["forecast"]; today: number }) {
  const most = Math.max(...forecast.map(({ count }) => count), 1);
  const fullest = forecast.find(({ count }) => count === most);
  const tomorrow = forecast.find(({ day }) => day === today + 1);
  return (
    <section>
      <div className={styles.section}>
        <h2>Next {forecast.length} days</h2>
        {tomorrow !== undefined && <span className="num">{tomorrowWords(tomorrow.count)}</span>}
      </div>
      <ol className={styles.days}>
        {forecast.map(({ day, count }) => (
          <li key={day} className={`${day === today ? styles.today : ""} ${count === 0 ? styles.free : ""}`} title={`${shortDay(day)}: ${counted(count, "card")}`}>
            <span className="sr">
              {shortDay(day)}: {counted(count, "card")}
            </span>
            <b className="num" aria-hidden="true">
              {(day === today || day === fullest?.day) && count > 0 ? count : ""}
            </b>
            <i aria-hidden="true" style={count === 0 ? undefined : { height: Math.max(2, (count / most) * BAR_HEIGHT_MAX) }} />
            <em aria-hidden="true">{weekdayLetter(day)}</em>
          </li>
        ))}
      </ol>
    </section>
  );
}
