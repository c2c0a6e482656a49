import type { CardHistoryOutput } from "@/contracts/review/review";
import { percent } from "@/ui/words";
import { daysWords, entryWords } from "./card-words";
import styles from "./card.module.css";

type LogEntry = CardHistoryOutput["log"][number];

/** Everything that happened to a card, the latest first. What was undone stays, struck out. */
export function CardLog({ log, timeZone }: { log: readonly LogEntry[]; timeZone: string }) {
  const at = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone });
  if (log.length === 0) return null;
  return (
    <section className={styles.log}>
      <h2>Log</h2>
      <div className={styles.scroller} role="region" aria-label="Log of this card" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col" className="r">
                Took
              </th>
              <th scope="col" className="r">
                Recall before
              </th>
              <th scope="col" className="r">
                Stability after
              </th>
              <th scope="col" className="r">
                Difficulty after
              </th>
            </tr>
          </thead>
          <tbody>
            {[...log].reverse().map((entry) => (
              <LogRow key={entry.id} entry={entry} when={at.format(entry.at)} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function LogRow({ entry, when }: { entry: LogEntry; when: string }) {
  const { undone, reason, tookMs, recallBefore, stabilityAfter, difficultyAfter } = entry;
  return (
    <tr className={undone ? styles.struck : undefined}>
      <td>{undone ? <s>{when}</s> : when}</td>
      <td>
        {undone ? (
          <>
            <s>{entryWords(entry)}</s> undone
          </>
        ) : (
          entryWords(entry)
        )}
        {reason !== null && <span className={styles.reason}>{reason}</span>}
      </td>
      <td className="r">{tookMs === null ? "–" : undone ? <s>{tookWords(tookMs)}</s> : tookWords(tookMs)}</td>
      <td className="r">{recallBefore === null ? "–" : percent(recallBefore)}</td>
      <td className="r">{stabilityAfter === null ? "–" : daysWords(stabilityAfter)}</td>
      <td className="r">{difficultyAfter === null ? "–" : difficultyAfter.toFixed(1)}</td>
    </tr>
  );
}

const tookWords = (ms: number): string => `${Math.max(1, Math.round(ms / 1000))} s`;
