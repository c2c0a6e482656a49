import Link from "next/link";
import type { DueExercises } from "@/contracts/today/today";
import { counted } from "@/ui/words";
import { exerciseHref } from "./addresses";
import styles from "./exercise-list.module.css";

/** Exercises that come back, since their learner is about to forget them. Each opens with a new variant. */
export function DueBack({ due: { count, exercises } }: { due: DueExercises }) {
  if (count === 0) return null;
  const more = count - exercises.length;
  return (
    <section className={styles.topic} aria-labelledby="due-back">
      <div className={styles.headings}>
        <h2 id="due-back">About to be forgotten</h2>
        <span className="hint num">{counted(count, "exercise")}</span>
      </div>
      <ul>
        {exercises.map(({ id, title, about, why, minutes }) => (
          <li key={id}>
            <Link href={exerciseHref(id)} prefetch={false} className={`${styles.row} ${styles.back}`}>
              <span className={styles.title}>
                <b>{title}</b>
                <small>{about}</small>
                <small>{why}</small>
              </span>
              <span className={`${styles.minutes} num`}>{minutes} min</span>
            </Link>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="hint num mt-2">{counted(more, "more exercise")}, which remember better, follow when these are done.</p>}
    </section>
  );
}
