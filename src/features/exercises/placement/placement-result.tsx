import Link from "next/link";
import type { PlacementResult } from "@/contracts/exercises/placement";
import { Verdict } from "@/ui/verdict";
import { counted, percent } from "@/ui/words";
import styles from "./placement.module.css";

/** Where to start in each topic and why, what is taken as known, and what was asked. */
export function PlacementResultView({ result: { level, topics, known, answers } }: { result: PlacementResult }) {
  return (
    <>
      <section className={styles.section}>
        <h2>What your answers say</h2>
        <p className={styles.level}>{level}</p>
      </section>
      <section className={styles.section}>
        <h2>Topic by topic</h2>
        <ul className={styles.topics}>
          {topics.map(({ id, title, start, why }) => (
            <li key={id}>
              <h3>{title}</h3>
              <p>{start === null ? <Link href={`/library/topics/${id}`}>Look it over; nothing of it seems hard for you</Link> : <>Start at <Link href={`/library/concepts/${start.id}`}>{start.title}</Link></>}</p>
              <small>{why}</small>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.section}>
        <h2>{known.length === 0 ? "Nothing is taken as known" : `${counted(known.length, "concept")} taken as known`}</h2>
        <p className={styles.note}>
          {known.length === 0
            ? "New cards come in the order of learning, as ever."
            : "Their new cards come after all others. That is all it does: no recall is claimed until you have answered a card."}
        </p>
        <ul className={styles.known}>
          {known.map(({ id, title }) => (
            <li key={id}>
              <Link href={`/library/concepts/${id}`}>{title}</Link>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.section}>
        <h2>What was asked</h2>
        <ol className={styles.asked}>
          {answers.map(({ place, concept, score, isAnswered }) => (
            <li key={place}>
              <Link href={`/library/concepts/${concept.id}`}>{concept.title}</Link>
              <AnswerVerdict score={score} isAnswered={isAnswered} />
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function AnswerVerdict({ score, isAnswered }: { score: number | null; isAnswered: boolean }) {
  if (!isAnswered) return <Verdict kind="unknown">not known</Verdict>;
  if (score === 1) return <Verdict kind="pass">right</Verdict>;
  return score === null || score === 0 ? <Verdict kind="fail">not right</Verdict> : <span className="num">{percent(score)} right</span>;
}
