import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { TopicOutput } from "@/contracts/today/today";
import { counted } from "@/ui/words";
import { RecallMeter } from "../recall-meter";
import styles from "./library.module.css";

/** The concepts of one topic, each with the sentence that it begins with. */
export function TopicPage({ topic }: { topic: TopicOutput }) {
  const { title, concepts, unwritten } = topic;
  return (
    <div className="wrap">
      <header className={styles.head}>
        <nav className="crumb" aria-label="Breadcrumb">
          <ChevronLeft className="ico s" aria-hidden="true" />
          <Link href="/library">Library</Link>
        </nav>
        <h1>{title}</h1>
        <p>
          {concepts.length === 0
            ? "Nothing of this topic is written yet. Below is what is planned."
            : `${concepts.length} of ${counted(concepts.length + unwritten.length, "concept")} written, in the order in which they build on each other.`}
        </p>
      </header>
      {concepts.length > 0 && (
        <ul className={styles.rows}>
          {concepts.map((concept) => (
            <ConceptRow key={concept.id} concept={concept} />
          ))}
        </ul>
      )}
      {unwritten.length > 0 && (
        <section className={styles.later}>
          <h2>Listed, not written yet</h2>
          <ul>
            {unwritten.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function ConceptRow({ concept }: { concept: TopicOutput["concepts"][number] }) {
  const { id, title, kind, tier, firstSentence, cards, exercises, seenCards, recall } = concept;
  return (
    <li className={`${styles.row} ${styles.concept}`}>
      <div>
        <h2>
          <Link href={`/library/concepts/${id}`}>{title}</Link>
        </h2>
        <p className={styles.first}>{firstSentence}</p>
        <p className={`${styles.facts} num`}>{[kind, tier, counted(cards, "card"), counted(exercises, "exercise")].join(" · ")}</p>
      </div>
      {cards === 0 ? <span className={styles.dash}>no cards</span> : <RecallMeter recall={recall} seen={seenCards} total={cards} />}
    </li>
  );
}
