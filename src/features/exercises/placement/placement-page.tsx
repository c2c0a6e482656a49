"use client";

import { useMutation } from "@tanstack/react-query";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import type { PlacementAnswerOutput, PlacementState } from "@/contracts/exercises/placement";
import { counted } from "@/ui/words";
import { newId } from "@/ui/new-id";
import { useTRPCClient, wordsOf } from "../../trpc";
import { Question } from "../question";
import { PlacementResultView } from "./placement-result";
import styles from "./placement.module.css";

type Taken = Exclude<PlacementAnswerOutput, { outcome: "unreadable" }>;

/** The test from its offer over its questions to what it came to. Every answer is kept before the next question comes. */
export function PlacementPage({ first }: { first: PlacementState }) {
  const api = useTRPCClient();
  const [state, setState] = useState(first);
  const [isOpen, setOpen] = useState(false);
  const start = useMutation({
    mutationFn: () => api.exercises.placement.start.mutate(),
    networkMode: "always",
    onSuccess: (next) => {
      setState(next);
      setOpen(next.question !== null);
    },
  });
  const heading = useRef<HTMLDivElement>(null);
  const { question, result } = state;
  const place = isOpen ? question?.place : undefined;
  useEffect(() => {
    if (place === undefined) return;
    window.scrollTo({ top: 0 });
    heading.current?.focus();
  }, [place]);
  if (isOpen && question !== null) {
    const { placementId, of, opened } = question;
    return (
      <div ref={heading} role="group" tabIndex={-1} className={styles.focus} aria-label={`Question ${question.place} of at most ${of}`}>
        <Question<Taken>
          key={opened.variantId}
          opened={opened}
          crumb={<Crumb place={question.place} of={of} onLeave={() => setOpen(false)} />}
          use={{
            send: ({ attemptId, answer }) => api.exercises.placement.answer.mutate({ placementId, place: placeOf(opened.variantId), answerId: attemptId, answer }),
            askHint: () => Promise.reject(new Error("A placement test has no hints.")),
            onDone: () => start.mutate(),
          }}
        />
        <NotKnown key={`${opened.variantId} skip`} placementId={placementId} place={placeOf(opened.variantId)} onDone={() => start.mutate()} />
        {start.error !== null && <Failed words={wordsOf(start.error)} again={() => start.mutate()} />}
      </div>
    );
  }
  const begin = { isRunning: question !== null, isStarting: start.isPending, problem: start.error === null ? null : wordsOf(start.error), press: () => start.mutate() };
  return (
    <div className="wrap">
      <header className={styles.head}>
        <nav className="crumb" aria-label="Breadcrumb">
          <ChevronLeft className="ico s" aria-hidden="true" />
          <Link href="/today">Today</Link>
        </nav>
        <h1>Where to start</h1>
        <p>
          {counted(15, "question")} at most, each chosen by your answers so far. They tell where in each topic you may start. Nothing counts as practice, and no
          card is said to be remembered that you did not answer.
        </p>
        <Begin {...begin} hasResult={result !== null} />
      </header>
      {result !== null && <PlacementResultView result={result} />}
    </div>
  );
}

/** The place in the stored test, which may differ from the one shown where a question was replaced. */
const placeOf = (variantId: string): number => Number(variantId.slice(variantId.lastIndexOf("-") + 1));

interface BeginProps {
  isRunning: boolean;
  isStarting: boolean;
  problem: string | null;
  hasResult: boolean;
  press: () => void;
}

function Begin({ isRunning, isStarting, problem, hasResult, press }: BeginProps) {
  return (
    <>
      <div className={styles.begin}>
        <button type="button" className={hasResult && !isRunning ? "btn" : "btn pri lg"} onClick={press} aria-disabled={isStarting}>
          {isRunning ? "Go on with the test" : hasResult ? "Take the test again" : "Begin the test"}
        </button>
        {!hasResult && (
          <Link className="btn ghost lg" href="/today">
            Not now
          </Link>
        )}
      </div>
      <p role="alert" className="hint bad">
        {problem}
      </p>
    </>
  );
}

function Crumb({ place, of, onLeave }: { place: number; of: number; onLeave: () => void }) {
  return (
    <nav className="crumb" aria-label="Where you are">
      <button type="button" className="btn ghost sm" onClick={onLeave}>
        <ChevronLeft className="ico s" aria-hidden="true" />
        Leave, go on later
      </button>
      <b className="num" role="status">
        Question {place} of at most {of}
      </b>
    </nav>
  );
}

/** To say that one does not know is an answer, and a better one than a guess. */
function NotKnown({ placementId, place, onDone }: { placementId: string; place: number; onDone: () => void }) {
  const api = useTRPCClient();
  const [answerId] = useState(newId);
  const skip = useMutation({ mutationFn: () => api.exercises.placement.answer.mutate({ placementId, place, answerId, answer: null }), networkMode: "always", onSuccess: onDone });
  return (
    <div className={`wrap ${styles.skip}`}>
      <button type="button" className="btn" onClick={() => !skip.isPending && skip.mutate()} aria-disabled={skip.isPending}>
        I do not know this
      </button>
      <span className="hint">It counts as not known, and a guess would tell less.</span>
      {skip.error !== null && (
        <p role="alert" className="hint bad">
          {wordsOf(skip.error)}
        </p>
      )}
    </div>
  );
}

const Failed = ({ words, again }: { words: string; again: () => void }) => (
  <div className={`wrap ${styles.skip}`}>
    <p role="alert" className="hint bad">
      Your answer is kept. {words}
    </p>
    <button type="button" className="btn" onClick={again}>
      Get the next question
    </button>
  </div>
);
