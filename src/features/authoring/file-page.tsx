import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { CardSides, PreviewFileOutput } from "@/contracts/authoring/preview";
import { Prose } from "@/ui/prose";
import { References } from "@/ui/references";
import { counted } from "@/ui/words";
import { FollowFiles } from "./follow-files";
import styles from "./preview.module.css";
import { ProblemList } from "./problem-list";

interface FilePageProps {
  preview: PreviewFileOutput;
  /** The exercises, drawn by the slice that knows them */
  exercises: ReactNode;
}

/** One content file: what is wrong with it, and then everything that it holds. */
export function FilePage({ preview: { file, title, kind, problems, concept, fields }, exercises }: FilePageProps) {
  return (
    <div className="wrap">
      <FollowFiles />
      <nav className="crumb" aria-label="Where you are">
        <Link href="/preview">Preview</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <span className="mono">{file}</span>
      </nav>
      <h1 className="mt-[18px]">{title}</h1>
      <p className="mt-2">
        <span className="badge">{kind}</span>
      </p>
      <section className={styles.section} aria-live="polite">
        <h2>{problems.length === 0 ? "The check finds nothing" : `The check finds ${counted(problems.length, "fault")}`}</h2>
        <ProblemList problems={problems} />
      </section>
      {concept !== null && <ConceptParts concept={concept} exercises={exercises} />}
      {fields.length > 0 && (
        <section className={styles.section}>
          <h2>Texts</h2>
          <dl className={styles.fields}>
            {fields.map(({ path, html }) => (
              <div key={path}>
                <dt className="mono">{path}</dt>
                <dd>
                  <Prose html={html} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}

function ConceptParts({ concept: { id, noteHtml, caution, references, cards }, exercises }: { concept: NonNullable<PreviewFileOutput["concept"]>; exercises: ReactNode }) {
  return (
    <>
      <section className={styles.section}>
        <h2>Note</h2>
        <Prose html={noteHtml} className={styles.note} />
        {caution !== null && (
          <p className="note warn mt-4">
            <span>
              <strong>Commonly misquoted.</strong> “<Prose html={caution.quotedHtml} inline />” <Prose html={caution.correctHtml} inline />
            </span>
          </p>
        )}
        <p className="mt-4">
          <Link className="link" href={`/library/concepts/${id}`}>
            The page that learners get
          </Link>
        </p>
      </section>
      <section className={styles.section}>
        <h2>{counted(cards.length, "card")}</h2>
        {cards.map((card) => (
          <Sides key={card.id} card={card} />
        ))}
      </section>
      <section className={styles.section}>
        <h2>Exercises</h2>
        {exercises}
      </section>
      <section className={styles.section}>
        <h2>References</h2>
        <References references={references} />
      </section>
    </>
  );
}

function Sides({ card: { id, kind, role, frontHtml, backHtml, whyHtml } }: { card: CardSides }) {
  return (
    <article className={styles.sides} aria-label={id}>
      <header>
        <span className="mono">{id}</span> · {kind} · {role}
      </header>
      <Prose html={frontHtml} />
      <div>
        <Prose html={backHtml} />
        {whyHtml !== null && <Prose html={whyHtml} className="mt-2 text-ink-2" />}
      </div>
    </article>
  );
}
