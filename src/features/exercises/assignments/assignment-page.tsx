import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { AssignmentView } from "@/contracts/exercises/assignments";
import { percent } from "@/ui/words";
import { attemptHref } from "../addresses";
import { TYPE_WORDS } from "../words";
import { examHref, itemHref } from "./addresses";
import styles from "./assignments.module.css";
import { StartExam } from "./start-exam";
import { KIND_WORDS, type ShownAssignment, stateWords } from "./words";

interface AssignmentPageProps {
  view: AssignmentView;
  /** The same assignment with its times in words */
  shown: ShownAssignment;
}

/** What an assignment asks, by which rules, and where one stands in it. */
export function AssignmentPage({ view: { sentences, items }, shown }: AssignmentPageProps) {
  const { id, title, kind, phase, cohort } = shown;
  return (
    <div className="wrap">
      <nav className="crumb" aria-label="Where you are">
        <Link href="/practice">Practice</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <b className="truncate">{title}</b>
      </nav>
      <h1 className="mt-[18px]">{title}</h1>
      <p className="num mt-2 text-ink-2">
        {KIND_WORDS[kind]} of {cohort.name} · {stateWords(shown)}
      </p>
      {phase !== "over" && (
        <ul className={styles.terms}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {kind === "exam" && phase === "ready" && <StartExam assignmentId={id} />}
      {kind === "exam" && phase === "open" && (
        <p className="mt-5">
          <Link className="btn pri lg" href={examHref(id)} prefetch={false}>
            Go on with the exam
          </Link>
        </p>
      )}
      <section className={styles.section} aria-label="Exercises">
        <h2>{items.length === 1 ? "1 exercise" : `${items.length} exercises`}</h2>
        <ol className={`${styles.list} ${styles.items}`}>
          {items.map((item) => (
            <li key={item.place}>
              <Item assignmentId={id} kind={kind} item={item} />
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

interface ItemProps {
  assignmentId: string;
  kind: ShownAssignment["kind"];
  item: AssignmentView["items"][number];
}

function Item({ assignmentId, kind, item: { place, title, type, minutes, attempts, credit, mayAnswer } }: ItemProps) {
  const last = attempts.at(-1);
  // Homework has a page for each exercise; an exam only what came of it, once that may be told.
  const href = kind === "homework" ? (mayAnswer || last !== undefined ? itemHref(assignmentId, place) : null) : last !== undefined && last.credit !== null ? attemptHref(last.id) : null;
  const row = (
    <div className={styles.item}>
      <span className={`${styles.place} num`}>{place}</span>
      <span>
        <b>{title}</b>
      </span>
      <span className="num">
        {type !== null && TYPE_WORDS[type]}
        {minutes !== null && ` · ${minutes} min`}
      </span>
      <span className="num">{stateOf(attempts, credit)}</span>
    </div>
  );
  return href === null ? row : (
    <Link href={href} prefetch={false}>
      {row}
    </Link>
  );
}

function stateOf(attempts: AssignmentView["items"][number]["attempts"], credit: number | null): string {
  if (attempts.length === 0) return "no answer";
  if (credit === null) return "answered";
  return `${percent(credit)}${attempts.length > 1 ? `, the best of ${attempts.length}` : ""}`;
}
