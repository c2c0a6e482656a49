"use client";

import Link from "next/link";
import { useRef } from "react";
import type { ExerciseSummary, ListOutput } from "@/contracts/exercises/exercises";
import { useHotkeys } from "@/ui/hotkeys";
import { Verdict } from "@/ui/verdict";
import { walkRows } from "@/ui/walk-rows";
import { counted, percent } from "@/ui/words";
import { exerciseHref } from "./addresses";
import styles from "./exercise-list.module.css";
import { forecastOf, STANDING_WORDS, TYPE_WORDS } from "./words";

const ROWS = "li > a";

/** All exercises of the filter, by topic in the order of teaching. J and K walk the rows, Enter opens. */
export function ExerciseList({ exercises, topics }: Pick<ListOutput, "exercises" | "topics">) {
  const list = useRef<HTMLDivElement>(null);
  useHotkeys({ j: () => walkRows(list, ROWS, 1), k: () => walkRows(list, ROWS, -1) });
  return (
    <div ref={list}>
      {topics
        .map((topic) => ({ ...topic, rows: exercises.filter((exercise) => exercise.topic.id === topic.id) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ id, title, rows }) => (
          <section key={id} className={styles.topic} aria-labelledby={`topic-${id}`}>
            <div className={styles.headings}>
              <h2 id={`topic-${id}`}>{title}</h2>
              <span className="hint num">{counted(rows.length, "exercise")}</span>
            </div>
            <ul>
              {rows.map((exercise) => (
                <li key={exercise.id}>
                  <Row exercise={exercise} />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

function Row({ exercise }: { exercise: ExerciseSummary }) {
  return (
    <Link href={exerciseHref(exercise.id)} prefetch={false} className={styles.row}>
      <span className={styles.title}>
        <b>{exercise.title}</b>
        <small>
          {exercise.concept.title} · {TYPE_WORDS[exercise.type]}
          {exercise.drawn && " · new numbers each time"}
        </small>
      </span>
      <span className={`${styles.fact} num`}>
        <span className="muted">forecast</span> {forecastOf(exercise)}
      </span>
      <span className={`${styles.minutes} num`}>{exercise.minutes} min</span>
      <span className={`${styles.standing} num`}>
        <Standing exercise={exercise} />
      </span>
    </Link>
  );
}

function Standing({ exercise: { standing, bestScore } }: { exercise: ExerciseSummary }) {
  if (standing === "open" || bestScore === null) return <span className="muted">{STANDING_WORDS.open}</span>;
  return (
    <>
      <Verdict kind={standing === "right" ? "pass" : "fail"}>{STANDING_WORDS[standing]}</Verdict>
      <small>best {percent(bestScore)}</small>
    </>
  );
}
