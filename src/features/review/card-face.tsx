"use client";

import { BookOpen, ChevronRight, CornerDownRight, Layers, MessageSquareWarning, Waypoints } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import type { QueueCard } from "@/contracts/review/review";
import { Kbd } from "@/ui/kbd";
import { Prose } from "@/ui/prose";
import { References } from "@/ui/references";
import { Verdict } from "@/ui/verdict";
import styles from "./review-session.module.css";
import { matchesTyped } from "./matches-typed";

interface CardFaceProps {
  card: QueueCard;
  shown: number;
  revealed: boolean;
  onShow: () => void;
}

/** Front, and as much of the answer as has been asked for. Focus follows the reader: to the prompt, then to the answer. */
export function CardFace({ card, shown, revealed, onShow }: CardFaceProps) {
  const prompt = useRef<HTMLDivElement>(null);
  const answer = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  useEffect(() => {
    if (card.kind !== "type-in") prompt.current?.focus({ preventScroll: true });
  }, [card.kind]);
  useEffect(() => {
    if (shown > 0) answer.current?.focus({ preventScroll: true });
  }, [shown]);

  return (
    <article>
      <p className={styles.place}>
        {card.topic.title} <ChevronRight className="ico s" aria-hidden="true" /> {card.concept.title}
        {card.state === "new" && <span className="badge">new</span>}
      </p>
      <div ref={prompt} tabIndex={-1} className={styles.prompt}>
        <Prose html={card.kind === "cloze" && revealed ? card.backHtml : card.frontHtml} className={styles.promptText} />
      </div>
      {card.forwardReason !== null && (
        <p className={styles.reason}>
          <CornerDownRight className="ico s" aria-hidden="true" /> {card.forwardReason}
        </p>
      )}
      {card.kind === "type-in" && <TypeIn card={card} typed={typed} onType={setTyped} revealed={revealed} onShow={onShow} />}
      {shown > 0 && (
        <div ref={answer} tabIndex={-1} className={styles.answer}>
          {card.kind === "sequence" ? <Steps html={card.stepsHtml.slice(0, shown)} /> : card.kind !== "cloze" && <Prose html={card.backHtml} className={styles.answerText} />}
          {revealed && card.whyHtml !== null && <Prose html={card.whyHtml} className={styles.why} />}
          {revealed && <Meta card={card} />}
        </div>
      )}
    </article>
  );
}

function Steps({ html }: { html: readonly string[] }) {
  return (
    <ol className={styles.steps}>
      {html.map((step, index) => (
        <li key={index}>
          <span className="num">{index + 1}</span>
          <Prose html={step} inline />
        </li>
      ))}
    </ol>
  );
}

interface TypeInProps {
  card: QueueCard;
  typed: string;
  onType: (text: string) => void;
  revealed: boolean;
  onShow: () => void;
}

/** What was typed is compared for the reader's information; the rating stays theirs. */
function TypeIn({ card, typed, onType, revealed, onShow }: TypeInProps) {
  if (revealed) {
    if (typed.trim() === "") return null;
    const right = matchesTyped(typed, card);
    return (
      <p className={styles.typed}>
        <Verdict kind={right ? "pass" : "fail"}>{right ? "As you typed" : "You typed"}</Verdict> <span className="mono">{typed}</span>
      </p>
    );
  }
  return (
    <form
      className={styles.typed}
      onSubmit={(event) => {
        event.preventDefault();
        onShow();
      }}
    >
      <label className="field">
        <span className="label">Your answer</span>
        <input className="input mono" autoFocus autoComplete="off" autoCapitalize="off" spellCheck={false} value={typed} onChange={(event) => onType(event.target.value)} />
      </label>
    </form>
  );
}

function Meta({ card }: { card: QueueCard }) {
  return (
    <div className={styles.meta}>
      {card.references.length > 0 && (
        <div className={styles.line}>
          <BookOpen className="ico" aria-hidden="true" />
          <References references={card.references} />
        </div>
      )}
      {card.origin !== undefined && (
        <div className={styles.line}>
          <Layers className="ico" aria-hidden="true" />
          <span>
            Your own card:{" "}
            <Link className="link" href={card.origin}>
              the run that it is about
            </Link>
            ,{" "}
            <Link className="link" href="/review/cards">
              change it
            </Link>
          </span>
        </div>
      )}
      {card.caution !== null && (
        <div className="note warn">
          <MessageSquareWarning className="ico" aria-hidden="true" />
          <div>
            <strong>Commonly misquoted.</strong> “<Prose html={card.caution.quotedHtml} inline className={styles.quiet} />” <Prose html={card.caution.correctHtml} inline className={styles.quiet} />
          </div>
        </div>
      )}
      <div className={styles.line}>
        <Waypoints className="ico" aria-hidden="true" />
        <span>
          Concept:{" "}
          <Link className="link" href={`/library/concepts/${card.concept.id}`}>
            {card.concept.title}
          </Link>{" "}
          <Kbd>C</Kbd>
        </span>
      </div>
    </div>
  );
}
