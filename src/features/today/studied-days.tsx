import type { OverviewOutput } from "@/contracts/today/today";
import { counted, shortDay } from "@/ui/words";
import { daysSinceFirst, studiedDays } from "./today-words";
import styles from "./today.module.css";

/** The last days, a square each: full when something was reviewed. No day off is held against anyone. */
export function StudiedDays({ activity, today }: { activity: OverviewOutput["activity"]; today: number }) {
  const days = daysSinceFirst(activity);
  const { studied, of } = studiedDays(days, today);
  const isOpen = days.some(({ day, count }) => day === today && count === 0);
  const title = `${studied} of ${counted(of, "day")}`;
  const since = days.length < activity.length && days[0] !== undefined ? ` since ${shortDay(days[0].day)}` : "";
  const about = `with reviews${since}${isOpen ? ", today still open" : ""}`;
  return (
    <section>
      <div className={styles.section}>
        <h2>{title}</h2>
        <span>{about}</span>
      </div>
      <div className={styles.studied} role="img" aria-label={`${title} ${about}`}>
        {days.map(({ day, count }) => (
          <i
            key={day}
            className={count > 0 ? undefined : day === today ? styles.open : styles.off}
            title={`${shortDay(day)}: ${counted(count, "review")}`}
          />
        ))}
      </div>
    </section>
  );
}
