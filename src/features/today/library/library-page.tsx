import Link from "next/link";
import type { LibraryOutput } from "@/contracts/today/today";
import { counted, number } from "@/ui/words";
import { RecallMeter } from "../recall-meter";
import styles from "./library.module.css";

/** All topics in teaching order: how much of each is written, and how much of that stays with you. */
export function LibraryPage({ library }: { library: LibraryOutput }) {
  const { topics, totals } = library;
  return (
    <div className="wrap">
      <header className={styles.head}>
        <h1>Library</h1>
        <p>
          {number(totals.concepts)} of {counted(totals.listed, "listed concept")} are written, with {counted(totals.cards, "card")} and{" "}
          {counted(totals.exercises, "exercise")}. Topics stand in the order of teaching. The <Link href="/library/glossary">glossary</Link> has all of them by name. A <Link href="/placement">placement test</Link> tells where to start.
        </p>
      </header>
      <ol className={styles.rows}>
        {topics.map((topic, index) => (
          <TopicRow key={topic.id} topic={topic} place={index + 1} />
        ))}
      </ol>
    </div>
  );
}

function TopicRow({ topic, place }: { topic: LibraryOutput["topics"][number]; place: number }) {
  const { id, title, concepts, listed, cards, exercises, seenCards, recall } = topic;
  const isEmpty = concepts === 0;
  return (
    <li className={`${styles.row} ${isEmpty ? styles.empty : ""}`}>
      <span className={`${styles.order} num`} aria-hidden="true">
        {place}
      </span>
      <div>
        <h2>
          <Link href={`/library/topics/${id}`}>{title}</Link>
        </h2>
        {!isEmpty && (
          <p className="num">
            {concepts} of {counted(listed, "concept")} written · {counted(cards, "card")} · {counted(exercises, "exercise")}
          </p>
        )}
      </div>
      {isEmpty ? <span className={`${styles.listed} num`}>{number(listed)} listed, none written</span> : <RecallMeter recall={recall} seen={seenCards} total={cards} />}
    </li>
  );
}
