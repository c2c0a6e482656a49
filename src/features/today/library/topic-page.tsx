import { ChevronLeft, MessageSquareWarning } from "lucide-react";
import Link from "next/link";
import type { TopicOutput } from "@/contracts/today/today";
import { Prose } from "@/ui/prose";
import { counted } from "@/ui/words";
import { TopicConceptsMap } from "../map/topic-concepts-map";
import { RecallMeter } from "../recall-meter";
import { AppearsIn } from "./appears-in";
import styles from "./library.module.css";

/** One topic: the map of its concepts, each of them with the sentence that it begins with, and where they are put to work. */
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
      <TopicConceptsMap concepts={concepts} />
      {concepts.length > 0 && (
        <ul className={`${styles.rows} ${styles.concepts}`}>
          {concepts.map((concept) => (
            <ConceptRow key={concept.id} concept={concept} />
          ))}
        </ul>
      )}
      <Misquoted rows={topic.misquoted} />
      <div className={styles.around}>
        <AppearsIn appearsIn={topic.appearsIn} />
      </div>
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

/** What is commonly said of this topic and misleads; closed at first, for it is long. */
function Misquoted({ rows }: { rows: TopicOutput["misquoted"] }) {
  if (rows.length === 0) return null;
  return (
    <details className={styles.misquoted}>
      <summary>
        <MessageSquareWarning className="ico" aria-hidden="true" />
        {counted(rows.length, "sentence")} of this topic that {rows.length === 1 ? "is" : "are"} commonly misquoted
      </summary>
      <ul>
        {rows.map(({ conceptId, title, quotedHtml, correctHtml }) => (
          <li key={conceptId}>
            <Link href={`/library/concepts/${conceptId}`} prefetch={false}>
              {title}
            </Link>
            <p>
              “<Prose html={quotedHtml} inline />”
            </p>
            <p>
              <Prose html={correctHtml} inline />
            </p>
          </li>
        ))}
      </ul>
    </details>
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
