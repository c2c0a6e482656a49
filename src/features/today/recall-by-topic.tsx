import Link from "next/link";
import type { OverviewOutput } from "@/contracts/today/today";
import { linearScale } from "@/ui/scale";
import { counted, percent } from "@/ui/words";
import { recallAxisStart, shortTopic } from "./today-words";
import styles from "./today.module.css";

type Topics = OverviewOutput["recallByTopic"];

/** Predicted recall of each topic as a dot on one axis; a topic without answers is hatched, which is not the same as low. */
export function RecallByTopic({ topics }: { topics: Topics }) {
  const start = recallAxisStart(topics.map(({ recall }) => recall));
  const place = linearScale([start / 100, 1], [0, 100]);
  const ticks = start === 50 ? [50, 60, 70, 80, 90, 100] : [0, 20, 40, 60, 80, 100];
  return (
    <section>
      <div className={styles.section}>
        <h2>Recall by topic</h2>
        <span>of the cards you have met</span>
      </div>
      <div className={styles.recall}>
        <div className={`${styles.scale} num`} aria-hidden="true">
          {ticks.map((tick) => (
            <span key={tick} style={{ left: `${place(tick / 100)}%` }}>
              {tick}
            </span>
          ))}
        </div>
        <ul>
          {topics.map(({ topic, recall, seen, total }) => (
            <li key={topic.id}>
              <Link className={styles.recallRow} href={`/library/topics/${topic.id}`} title={`${topic.title}: ${seen} of ${counted(total, "card")} met`}>
                <span>{shortTopic(topic.title)}</span>
                {recall === null ? (
                  <span className={styles.noTrack} aria-hidden="true" />
                ) : (
                  <span className={styles.track} aria-hidden="true">
                    <i className={styles.dot} style={{ left: `${place(recall)}%` }} />
                  </span>
                )}
                <span className={`${styles.value} num ${recall === null ? styles.none : ""}`}>
                  {recall === null ? (
                    <>
                      <span aria-hidden="true">–</span>
                      <span className="sr">unknown</span>
                    </>
                  ) : (
                    percent(recall)
                  )}
                </span>
              </Link>
            </li>
          ))}
        </ul>
        <div className={styles.legend} aria-hidden="true">
          <span>
            <i className={styles.dot} />
            predicted for today, %
          </span>
          {topics.some(({ recall }) => recall === null) && (
            <span>
              <i className={styles.noTrack} />
              unknown: no card answered yet
            </span>
          )}
        </div>
      </div>
    </section>
  );
}
