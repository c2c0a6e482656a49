import Link from "next/link";
import type { ReactNode } from "react";
import type { LandingOutput } from "@/contracts/today/landing";
import { BrandMark } from "@/ui/brand";
import { Prose } from "@/ui/prose";
import { Verdict } from "@/ui/verdict";
import { counted, number } from "@/ui/words";
import { ContinueAsDemo } from "./continue-as-demo";
import { MemoryPicture } from "./memory-picture";
import styles from "./landing.module.css";

interface LandingPageProps {
  landing: LandingOutput;
  hasDemo: boolean;
  /** The wrong answer of the sample exercise against the right one, as practice draws it */
  numberLine: ReactNode;
}

/** What it is, shown by the real parts. Every number is the catalogue's, every curve the scheduler's. */
export function LandingPage({ landing, hasDemo, numberLine }: LandingPageProps) {
  const { memory, card, exercise, counts } = landing;
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <span className={styles.brand}>
          <BrandMark />
          Quorum
        </span>
        <span className="grow" />
        <Link className="btn ghost" href="/sign-in">
          Sign in
        </Link>
        {hasDemo && (
          <Link className={`btn ${styles.wide}`} href="/sign-up">
            Create an account
          </Link>
        )}
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <section className={styles.hero}>
          <h1>
            Design it.
            <br />
            Then prove it.
          </h1>
          <p>
            Learn distributed systems the way they fail: cards that come back just before you would forget them, and exercises that are graded and
            name the slip.
          </p>
          <div className={styles.actions}>
            {hasDemo && <ContinueAsDemo />}
            <Link className={`btn lg ${hasDemo ? "" : "pri"}`} href="/sign-up">
              Create an account
            </Link>
          </div>
        </section>
        <MemoryPicture memory={memory} />
        <div className={styles.two}>
          <Remember card={card} counts={counts} />
          <Prove exercise={exercise} counts={counts} numberLine={numberLine} />
        </div>
        <Honest counts={counts} />
      </main>
      <footer className={styles.foot}>
        <span className={styles.brand}>
          <BrandMark />
          Quorum
        </span>
        <span className="hint">
          Runs on your laptop with <span className="mono">npm start</span>
        </span>
        <span className="grow" />
        <Link className="hint" href="/sign-in">
          Sign in
        </Link>
        <Link className="hint" href="/sign-up">
          Create an account
        </Link>
      </footer>
    </div>
  );
}

const BUTTONS = [
  { rating: "again", label: "Again" },
  { rating: "hard", label: "Hard" },
  { rating: "good", label: "Good" },
  { rating: "easy", label: "Easy" },
] as const;

function Remember({ card, counts }: { card: LandingOutput["card"]; counts: LandingOutput["counts"] }) {
  return (
    <article>
      <h2>Remember</h2>
      <p>
        {counted(counts.cards, "card")} on {counted(counts.concepts, "concept")}, minutes a day. Each names its source; what is commonly misquoted is
        set right.
      </p>
      <div className={styles.frame}>
        <p className={styles.place}>
          {card.topic} · {card.concept}
        </p>
        <Prose html={card.frontHtml} className={styles.front} />
        <ul className={styles.buttons} aria-label="What each answer would do">
          {BUTTONS.map(({ rating, label }) => (
            <li key={rating} className={rating === "good" ? styles.usual : undefined}>
              {label}
              <em className="num">{card.intervals[rating]}</em>
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}

function Prove({ exercise, counts, numberLine }: { exercise: LandingOutput["exercise"]; counts: LandingOutput["counts"]; numberLine: ReactNode }) {
  return (
    <article>
      <h2>Prove</h2>
      <p>
        {counted(counts.exercises, "exercise")}: choices, orders, matches, and numbers with units that are drawn anew each time. The grader names the slip.
      </p>
      <div className={styles.frame}>
        <p className={styles.place}>{exercise.title}</p>
        <Prose html={exercise.promptHtml} className={styles.prompt} />
        <p className={styles.verdict}>
          <Verdict kind="fail">Wrong</Verdict>
        </p>
        {numberLine}
        <p className={styles.say}>{exercise.say}</p>
      </div>
    </article>
  );
}

function Honest({ counts: { concepts, listed, cautions, citations, unverified } }: { counts: LandingOutput["counts"] }) {
  return (
    <section className={styles.honest}>
      <h2>It says what it does not know</h2>
      <div>
        <p>
          A topic without answers is <b>unknown</b>, not zero.
        </p>
        <p>
          Predicted recall stands beside <b>observed</b> recall, with its 95% interval.
        </p>
        <p>
          {number(citations)} citations stand behind the content
          {unverified > 0 ? (
            <>
              ; {number(unverified)} that nobody could check are marked <b>not verified</b>.
            </>
          ) : (
            ", each with the place that carries the claim."
          )}
        </p>
        <p>
          {counted(cautions, "popular sentence")} come with a <b>correction</b>.
        </p>
        <p>
          {number(concepts)} of {number(listed)} concepts are written. The others are <b>named</b>, with nothing behind them yet.
        </p>
      </div>
    </section>
  );
}
