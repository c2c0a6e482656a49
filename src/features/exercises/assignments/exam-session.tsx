"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { ExamItem, ExamOutput } from "@/contracts/exercises/assignments";
import { Dialog } from "@/ui/dialog";
import { Outcome } from "@/ui/form-parts";
import { useHotkeys } from "@/ui/hotkeys";
import { Prose } from "@/ui/prose";
import { counted } from "@/ui/words";
import { useTRPC, wordsOf } from "../../trpc";
import { AnswerInput } from "../answer-input";
import { Figures } from "../figures/figure-view";
import { assignmentHref } from "./addresses";
import styles from "./assignments.module.css";
import { type AnswerState, isAnswered, savedWords } from "./exam-answers";
import { useExam } from "./use-exam";
import { clockWords } from "./words";

const PROBLEM_ID = "exam-problem";
const MINUTE_MS = 60_000;

/** An exam while it runs: one exercise at a time, each answer saved as it is made, and the server's clock. */
export function ExamSession({ exam }: { exam: ExamOutput }) {
  const { assignment, items } = exam;
  const { states, change, takeOther, saveAll, isOver, leftMs } = useExam(exam);
  const [index, setIndex] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const go = (next: number) => {
    if (next < 0 || next >= items.length) return;
    setIndex(next);
    window.scrollTo({ top: 0 });
    heading.current?.focus();
  };
  useHotkeys({ j: () => go(index + 1), k: () => go(index - 1) }, !isOver);
  const [item, state] = [items[index], states[index]];
  return (
    <div className={styles.exam}>
      <header className={styles.bar}>
        <h1>{assignment.title}</h1>
        <Clock leftMs={leftMs} />
        <span className={styles.saved} role="status">
          {isOver ? "" : savedWords(states)}
        </span>
        <span className="grow" />
        {!isOver && <HandIn assignmentId={assignment.id} states={states} saveAll={saveAll} />}
      </header>
      {isOver ? (
        <Over assignmentId={assignment.id} unsaved={states.filter(({ isSaved }) => !isSaved).length} />
      ) : (
        <main className={styles.body}>
          <Places items={items} states={states} index={index} go={go} />
          {item !== undefined && state !== undefined && (
            <div className="min-w-0">
              <h2 ref={heading} tabIndex={-1}>
                {item.place}. {item.title}
              </h2>
              <ExamQuestion key={item.variantId} item={item} state={state} onChange={(answer) => change(item.variantId, answer)} onTakeOther={() => takeOther(item.variantId)} onEnter={() => go(index + 1)} />
              <div className={styles.foot}>
                <button type="button" className="btn" onClick={() => go(index - 1)} aria-disabled={index === 0}>
                  Previous
                </button>
                <button type="button" className="btn pri" onClick={() => go(index + 1)} aria-disabled={index === items.length - 1}>
                  Next
                </button>
              </div>
            </div>
          )}
        </main>
      )}
    </div>
  );
}

/** Speaks at five minutes, one minute and the end; otherwise it is only looked at. */
function Clock({ leftMs }: { leftMs: number }) {
  const said = leftMs <= 0 ? "The time is over." : leftMs <= MINUTE_MS ? "One minute left." : leftMs <= 5 * MINUTE_MS ? "Five minutes left." : "";
  return (
    <>
      <span className={`${styles.clock} ${leftMs <= MINUTE_MS ? styles.low : ""}`} role="timer" aria-label="Time left">
        {clockWords(leftMs)}
      </span>
      <span className="sr" role="status">
        {said}
      </span>
    </>
  );
}

function Places({ items, states, index, go }: { items: readonly ExamItem[]; states: readonly AnswerState[]; index: number; go: (index: number) => void }) {
  return (
    <nav className={styles.nav} aria-label="Exercises">
      <ol>
        {items.map(({ variantId, place, title }, at) => {
          const has = states[at] !== undefined && isAnswered(states[at]);
          return (
            <li key={variantId}>
              <button type="button" aria-current={at === index ? "step" : undefined} onClick={() => go(at)}>
                <span className="num">{place}</span>
                <span className={`${styles.name} truncate`}>{title}</span>
                <i className={`${styles.dot} ${has ? styles.on : ""}`} aria-hidden="true" />
                <span className="sr">{has ? "answered" : "no answer yet"}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

interface ExamQuestionProps {
  item: ExamItem;
  state: AnswerState;
  onChange: (answer: AnswerState["answer"]) => void;
  onTakeOther: () => void;
  onEnter: () => void;
}

function ExamQuestion({ item, state, onChange, onTakeOther, onEnter }: ExamQuestionProps) {
  const { answer, problem, isSaved, unreadable, other } = state;
  return (
    <>
      <div className={styles.stem}>
        <Prose html={item.promptHtml} />
      </div>
      {item.figure !== null && item.body.type !== "hotspot" && <Figures figures={[item.figure]} />}
      <AnswerInput body={item.body} figure={item.figure} answer={answer} onChange={onChange} onCheck={onEnter} describedBy={PROBLEM_ID} invalid={false} />
      <div id={PROBLEM_ID} className="mt-3 grid gap-2" aria-live="polite">
        {problem !== null && !isSaved && <p className="hint bad">{problem}</p>}
        {unreadable !== null && isSaved && isAnswered(state) && <p className="hint">Saved. As it is it earns nothing: {unreadable}</p>}
        {other !== null && (
          <p className="note warn">
            <span>
              A later answer to this exercise was saved in another tab or on another device, and stays.{" "}
              <button type="button" className="link" onClick={onTakeOther}>
                Show it here
              </button>
            </span>
          </p>
        )}
      </div>
      <p className="hint mt-3">{item.creditRule}</p>
    </>
  );
}

function HandIn({ assignmentId, states, saveAll }: { assignmentId: string; states: readonly AnswerState[]; saveAll: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const handIn = useMutation(trpc.exercises.assignments.handIn.mutationOptions({ onSuccess: () => router.push(assignmentHref(assignmentId)) }));
  const missing = states.filter((state) => !isAnswered(state)).length;
  const unsaved = states.filter(({ isSaved }) => !isSaved).length;
  const ask = () => {
    saveAll();
    setOpen(true);
  };
  return (
    <>
      <button type="button" className="btn" onClick={ask}>
        Hand in
      </button>
      <Dialog title="Hand in" open={open} onClose={() => setOpen(false)}>
        <div className="grid gap-4">
          <p className="text-ink-2">
            {missing === 0 ? "Every exercise has an answer." : `${counted(missing, "exercise")} without an answer.`} After handing in nothing can be changed.
          </p>
          {unsaved > 0 && <p className="note warn">{counted(unsaved, "answer")} not saved yet. Wait a moment, or that would be missing.</p>}
          <Outcome problem={handIn.isError ? wordsOf(handIn.error) : null} />
          <div className="flex flex-wrap gap-2">
            <button type="button" className="btn pri" aria-disabled={handIn.isPending || unsaved > 0} onClick={() => unsaved === 0 && !handIn.isPending && handIn.mutate({ assignmentId })}>
              Hand in now
            </button>
            <button type="button" className="btn" onClick={() => setOpen(false)}>
              Go on
            </button>
          </div>
        </div>
      </Dialog>
    </>
  );
}

function Over({ assignmentId, unsaved }: { assignmentId: string; unsaved: number }) {
  return (
    <main className="wrap">
      <h2 className="text-[20px]">This exam is handed in</h2>
      <p className="mt-2 max-w-[56ch] text-ink-2">
        Everything that was saved before the end counts.{unsaved > 0 && ` ${counted(unsaved, "answer")} could not be saved in time; what was saved before stands in its place.`}
      </p>
      <p className="mt-5">
        <Link className="btn pri" href={assignmentHref(assignmentId)} prefetch={false}>
          To its page
        </Link>
      </p>
    </main>
  );
}
