"use client";

import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Answer, HintOutput, OpenOutput, PublicBody } from "@/contracts/exercises/exercises";
import { useHotkeys } from "@/ui/hotkeys";
import { Kbd } from "@/ui/kbd";
import { Prose } from "@/ui/prose";
import { isRefusal, wordsOf } from "../trpc";
import { AnswerInput } from "./answer-input";
import { ExerciseFacts } from "./exercise-facts";
import styles from "./exercise-session.module.css";
import { Figures } from "./figures/figure-view";
import { Hints } from "./hints";
import { useDraft } from "./use-draft";

const PROBLEM_ID = "answer-problem";

/** What was sent could not be read as an answer: nothing was counted. */
type Unreadable = { outcome: "unreadable"; message: string };

/** How a use of exercises takes answers and tells hints. */
export interface Use<Done> {
  /** However often an answer is sent, it goes under one attempt id and counts once. */
  send: (draft: { attemptId: string; answer: Answer }) => Promise<Done | Unreadable>;
  askHint: (number: number) => Promise<HintOutput>;
  onDone: (done: Done) => void;
}

interface QuestionProps<Done> {
  opened: OpenOutput;
  crumb: ReactNode;
  use: Use<Done>;
}

/** The question of one variant, with what an answer can earn said beside it. */
export function Question<Done extends { outcome: string }>({ opened, crumb, use }: QuestionProps<Done>) {
  const { exercise, variantId, body } = opened;
  const { answer, keep, touched, check, isChecking, isUnreadable, problem, failed } = useAnswering(variantId, body, use);
  const [told, setTold] = useState<HintOutput>({ hints: opened.hints, worth: opened.worth });
  useHotkeys({ "ctrl+enter": check });
  return (
    <div className="wrap">
      {crumb}
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
          <Hints told={told} ask={use.askHint} onTold={setTold} />
          {body.type === "numeric" && <AcceptedForms body={body} />}
          <ExerciseFacts exercise={exercise} variantId={variantId} />
        </aside>
      </div>
    </div>
  );
}

const isUnreadable = (output: { outcome: string }): output is Unreadable => output.outcome === "unreadable";

/** The draft, and sending it. */
function useAnswering<Done extends { outcome: string }>(variantId: string, body: PublicBody, { send, onDone }: Use<Done>) {
  const { answer, keep, forget, touched } = useDraft(variantId, body);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  // "always": without a network the attempt fails at once and says so, instead of waiting unseen.
  const submit = useMutation({
    mutationFn: send,
    networkMode: "always",
    onSuccess: (output) => {
      if (isUnreadable(output)) return setUnreadable(output.message);
      forget();
      onDone(output);
    },
  });
  const check = () => {
    if (submit.isPending) return;
    setUnreadable(null);
    submit.mutate(keep(answer));
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
