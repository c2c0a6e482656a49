import { ChevronRight, MessageSquareWarning } from "lucide-react";
import Link from "next/link";
import type { ConceptOutput } from "@/contracts/today/today";
import { Prose } from "@/ui/prose";
import { References } from "@/ui/references";
import { Verdict } from "@/ui/verdict";
import { ConceptMap } from "../map/concept-map";
import { ReportItem } from "../../report-item";
import { RecallMeter } from "../recall-meter";
import { AppearsIn } from "./appears-in";
import { ConceptCards, ConceptExercises } from "./concept-practice";
import { documentVerdict, TIER_WORDS } from "./library-words";
import styles from "./concept.module.css";

/** One concept: the note, what is commonly said wrongly, what it is joined to, where it comes from, and what trains it. */
export function ConceptPage({ concept }: { concept: ConceptOutput }) {
  const { title, kind, tier, topic, cards, recall } = concept;
  const seen = cards.filter(({ state }) => state !== "new").length;
  return (
    <div className="wrap">
      <article className={styles.grid}>
        <header className={styles.head}>
          <nav className="crumb" aria-label="Breadcrumb">
            <Link href="/library">Library</Link> <ChevronRight className="ico s" aria-hidden="true" />{" "}
            <Link href={`/library/topics/${topic.id}`}>{topic.title}</Link>
          </nav>
          <h1>{title}</h1>
          <p className={styles.badges}>
            <span className="badge">{kind}</span>
            <span className="badge">{TIER_WORDS[tier]}</span>
          </p>
        </header>
        <div className={styles.read}>
          <Prose html={concept.noteHtml} className={styles.note} />
          {concept.caution !== null && <Caution caution={concept.caution} />}
          <ConceptMap concept={concept} />
          <ConceptCards cards={cards} />
          <ConceptExercises exercises={concept.exercises} />
          <Sources concept={concept} />
        </div>
        <aside className={styles.aside} aria-label="Around this concept">
          {cards.length > 0 && (
            <section>
              <h2>Your recall</h2>
              <RecallMeter recall={recall} seen={seen} total={cards.length} />
            </section>
          )}
          <AppearsIn appearsIn={concept.appearsIn} />
          <ReportItem kind="concept" itemId={concept.id} />
        </aside>
      </article>
    </div>
  );
}

function Caution({ caution }: { caution: NonNullable<ConceptOutput["caution"]> }) {
  return (
    <div className={`note warn ${styles.caution}`}>
      <MessageSquareWarning className="ico" aria-hidden="true" />
      <div>
        <p>
          <strong>Commonly misquoted.</strong> “<Prose html={caution.quotedHtml} inline className={styles.inline} />”
        </p>
        <p>
          <Prose html={caution.correctHtml} inline className={styles.inline} />
        </p>
        {caution.reference !== null && (
          <div className="mt-2 text-[12.5px] text-ink-2">
            <References references={[caution.reference]} />
          </div>
        )}
      </div>
    </div>
  );
}

function Sources({ concept: { references, documents } }: { concept: ConceptOutput }) {
  return (
    <>
      {references.length > 0 && (
        <section className={styles.section}>
          <h2>Sources</h2>
          <div className={styles.references}>
            <References references={references} />
          </div>
        </section>
      )}
      {documents.length > 0 && (
        <section className={styles.section}>
          <h2>What the source documents say</h2>
          <ul className={styles.documents}>
            {documents.map(({ doc, says, verdict }) => {
              const { kind, words } = documentVerdict(verdict);
              return (
                <li key={doc}>
                  <span className="num">Document {doc}</span>
                  <span>{says}</span>
                  {kind === null ? <span className={styles.plainVerdict}>{words}</span> : <Verdict kind={kind}>{words}</Verdict>}
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}
