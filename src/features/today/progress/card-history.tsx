import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { CardHistoryOutput } from "@/contracts/review/review";
import { Prose } from "@/ui/prose";
import { percent } from "@/ui/words";
import { STATE_WORDS } from "../library/library-words";
import { CardLog } from "./card-log";
import { daysWords, whyTheseDays } from "./card-words";
import { ChartGroup } from "./chart";
import { CURVE_TITLE, ForgettingCurve } from "./forgetting-curve";
import { SuspendButton } from "./suspend-button";
import styles from "./card.module.css";

/** Why a card comes when it comes: its curve, its log, and the words between them. */
export function CardHistory({ history, timeZone }: { history: CardHistoryOutput; timeZone: string }) {
  const { cardId, concept, state, suspended, curve } = history;
  const due = dueWords(history, timeZone);
  return (
    <div className="wrap">
      <header className={styles.head}>
        <nav className="crumb" aria-label="Breadcrumb">
          <Link href="/progress">Progress</Link> <ChevronRight className="ico s" aria-hidden="true" />{" "}
          <Link href={`/library/concepts/${concept.id}`}>{concept.title}</Link>
        </nav>
        <h1>Why these days</h1>
        <Prose html={history.frontHtml} className={styles.front} />
        <div className={styles.status}>
          <span className="badge">{suspended ? "suspended" : STATE_WORDS[state]}</span>
          <SuspendButton cardId={cardId} suspended={suspended} />
        </div>
      </header>
      {curve.length === 0 ? (
        <Reasons history={history} />
      ) : (
        <>
          <Numbers history={history} due={due} />
          <div className={styles.grid}>
            <ChartGroup charts={[CURVE_TITLE]}>
              <ForgettingCurve history={history} dueWords={due === null ? null : `due ${due}`} />
            </ChartGroup>
            <Reasons history={history} />
          </div>
        </>
      )}
      <CardLog log={history.log} timeZone={timeZone} />
    </div>
  );
}

function Reasons({ history }: { history: CardHistoryOutput }) {
  return (
    <section className={styles.reasons}>
      <h2>How it comes about</h2>
      {whyTheseDays(history).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {history.model !== null && <p className={styles.model}>Model: {history.model}</p>}
    </section>
  );
}

function Numbers({ history: { recallNow, stabilityDays, difficulty, suspended }, due }: { history: CardHistoryOutput; due: string | null }) {
  const numbers = [
    { name: "predicted recall now", value: recallNow === null ? null : percent(recallNow) },
    { name: "due", value: suspended ? "not while suspended" : due },
    { name: "stability: time until recall is 90%", value: stabilityDays === null ? null : daysWords(stabilityDays) },
    { name: "difficulty, of 10", value: difficulty === null ? null : difficulty.toFixed(1) },
  ];
  return (
    <dl className={`${styles.numbers} num`}>
      {numbers.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={value === null ? styles.unknown : undefined}>{value ?? "unknown"}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A card in review is due on a day, a card in steps at a minute. */
function dueWords({ dueAt, state, suspended }: CardHistoryOutput, timeZone: string): string | null {
  if (dueAt === null || suspended) return null;
  const inSteps = state === "learning" || state === "relearning";
  const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat("en-GB", { ...day, ...(inSteps ? { hour: "2-digit", minute: "2-digit" } : {}), timeZone }).format(dueAt);
}
