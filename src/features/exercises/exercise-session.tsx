"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { AttemptView, HintOutput, OpenOutput, PublicBody } from "@/contracts/exercises/exercises";
import { useHotkeys } from "@/ui/hotkeys";
import { Kbd } from "@/ui/kbd";
import { Prose } from "@/ui/prose";
import { isRefusal, useTRPC, wordsOf } from "../trpc";
import { exerciseHref } from "./addresses";
import { AnswerInput } from "./answer-input";
import { ExerciseCrumb } from "./exercise-crumb";
import { ExerciseFacts } from "./exercise-facts";
import styles from "./exercise-session.module.css";
import { FeedbackView } from "./feedback-view";
import { Figures } from "./figures/figure-view";
import { Hints } from "./hints";
import { useDraft } from "./use-draft";

const PROBLEM_ID = "answer-problem";

interface ExerciseSessionProps {
  opened: OpenOutput;
  /** Set when this variant was answered before the page was drawn */
  answered: AttemptView | null;
}

/** One variant from the question to the feedback, in one place. */
export function ExerciseSession({ opened, answered }: ExerciseSessionProps) {
  const { exercise, variantId } = opened;
  // A variant that was just drawn gets its address here: a redirect would cost a second request.
  useEffect(() => {
    const href = exerciseHref(exercise.id, variantId);
    if (location.pathname + location.search !== href) history.replaceState(null, "", href);
  }, [exercise.id, variantId]);
  const [graded, setGraded] = useState<AttemptView | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (graded === null) return;
    window.scrollTo({ top: 0 });
    heading.current?.focus();
  }, [graded]);
  const attempt = graded ?? answered;
  if (attempt !== null) return <FeedbackView attempt={attempt} headingRef={heading} />;
  return <Question opened={opened} onGraded={setGraded} />;
}

interface QuestionProps {
  opened: OpenOutput;
  onGraded: (attempt: AttemptView) => void;
}

function Question({ opened, onGraded }: QuestionProps) {
  const { exercise, variantId, body } = opened;
  const { answer, keep, touched, check, isChecking, isUnreadable, problem, failed } = useAnswering(variantId, body, onGraded);
  const [told, setTold] = useState<HintOutput>({ hints: opened.hints, worth: opened.worth });
  useHotkeys({ "ctrl+enter": check });
  return (
    <div className="wrap">
      <ExerciseCrumb exercise={exercise} variantId={variantId} />
      <h1 className="mt-[18px]">{exercise.title}</h1>
      {opened.replaced && <p className="note warn mt-4">This exercise was rewritten since you opened it. Here it is anew.</p>}
      <div className={styles.page}>
        <div className="min-w-0">
          <div className={styles.stem}>
            <Prose html={opened.promptHtml} />
          </div>
          {opened.figure !== null && body.type !== "hotspot" && <Figures figures={[opened.figure]} />}
          <AnswerInput body={body} figure={opened.figure} answer={answer} onChange={keep} onCheck={check} describedBy={PROBLEM_ID} invalid={isUnreadable} />
          <div id={PROBLEM_ID} className={styles.problem} role="alert">
            {problem !== null && <p className="hint bad">{problem}</p>}
          </div>
          <div className={styles.bar}>
            <button type="button" className="btn pri lg" onClick={check} aria-disabled={isChecking} aria-keyshortcuts="Control+Enter">
              {isChecking ? "Checking" : failed ? "Send again" : "Check"} <Kbd>Ctrl</Kbd>
              <Kbd>↵</Kbd>
            </button>
            <span className="grow" />
            {touched && <span className="hint">Draft kept in this tab</span>}
          </div>
        </div>
        <aside className={styles.side} aria-label="About this exercise">
          <section>
            <h2>How this is scored</h2>
            <p>{opened.creditRule}</p>
            {told.worth.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </section>
          <Hints variantId={variantId} told={told} onTold={setTold} />
          {body.type === "numeric" && <AcceptedForms body={body} />}
          <ExerciseFacts exercise={exercise} />
        </aside>
      </div>
    </div>
  );
}

/** The draft, and sending it: however often it is sent, it goes under one attempt id and counts once. */
function useAnswering(variantId: string, body: PublicBody, onGraded: (attempt: AttemptView) => void) {
  const router = useRouter();
  const trpc = useTRPC();
  const { answer, keep, forget, touched } = useDraft(variantId, body);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  // "always": without a network the attempt fails at once and says so, instead of waiting unseen.
  const submit = useMutation({
    ...trpc.exercises.submit.mutationOptions(),
    networkMode: "always",
    onSuccess: (output) => {
      if (output.outcome === "unreadable") return setUnreadable(output.message);
      forget();
      onGraded(output.attempt);
      router.refresh(); // the number of due cards beside Review
    },
  });
  const check = () => {
    if (submit.isPending) return;
    setUnreadable(null);
    const draft = keep(answer);
    submit.mutate({ variantId, ...draft });
  };
  const change = (next: typeof answer) => {
    setUnreadable(null);
    if (isRefusal(submit.error)) submit.reset();
    keep(next);
  };
  return {
    answer,
    keep: change,
    touched,
    check,
    isChecking: submit.isPending,
    isUnreadable: unreadable !== null,
    problem: unreadable ?? (submit.error === null ? null : wordsOf(submit.error)),
    failed: submit.error !== null && !isRefusal(submit.error),
  };
}

function AcceptedForms({ body: { unit, also } }: { body: Extract<PublicBody, { type: "numeric" }> }) {
  const others = Object.keys(also);
  return (
    <section>
      <h2>Accepted forms</h2>
      <p className="num">
        12,000, 12k or 1.2e4. {others.length === 0 ? "" : `Also in ${others.join(", ")}. `}Without a unit it is read in {unit}.
      </p>
    </section>
  );
}
