"use client";

import { ChevronRight, RotateCcw } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode, Ref } from "react";
import type { AttemptView, Feedback } from "@/contracts/exercises/exercises";
import { useHotkeys } from "@/ui/hotkeys";
import { Kbd } from "@/ui/kbd";
import { Prose } from "@/ui/prose";
import { VerdictMark } from "@/ui/verdict";
import { counted, percent } from "@/ui/words";
import { attemptHref, exerciseHref } from "./addresses";
import { ExerciseCrumb } from "./exercise-crumb";
import { ExerciseFacts } from "./exercise-facts";
import { FeedbackAnswer } from "./feedback-answer";
import styles from "./feedback.module.css";
import { Figures } from "./figures/figure-view";

interface FeedbackViewProps {
  attempt: AttemptView;
  /** When it was answered, in the learner's time zone */
  answeredText?: string | undefined;
  /** Set where somebody else's answer is read by whoever follows their study: by what name they go, and where they came from */
  followed?: { name: string; back: { words: string; href: string } } | undefined;
  /** Set where an answer belongs to an assignment: what leads on from it, and where it stands */
  inAssignment?: { crumb: ReactNode; actions: ReactNode } | undefined;
  /** Takes the focus after grading, so that the verdict is read out */
  headingRef?: Ref<HTMLHeadingElement> | undefined;
}

/** What grading said, in the order of use: the mistake's name, the parts, the road to the answer, where it stands written. */
export function FeedbackView({ attempt, answeredText, followed, inAssignment, headingRef }: FeedbackViewProps) {
  if (attempt.state === "verdict") return <VerdictOnly attempt={attempt} inAssignment={inAssignment} headingRef={headingRef} />;
  if (attempt.state === "changed") return <ChangedAttempt attempt={attempt} answeredText={answeredText} followed={followed} />;
  const { feedback } = attempt;
  const { exercise } = feedback;
  return (
    <div className="wrap">
      {inAssignment?.crumb ?? (followed === undefined ? <ExerciseCrumb exercise={exercise} variantId={feedback.variantId} /> : <FollowedCrumb {...followed} />)}
      <div className={styles.head}>
        <div>
          <h1 ref={headingRef} tabIndex={-1}>
            {feedback.verdict}
          </h1>
          <p className={`${styles.sub} num`}>
            {exercise.title} · {percent(feedback.credit)} of the credit{feedback.creditText !== null && ` (${feedback.creditText})`}
            {answeredText !== undefined && <> · {answeredText}</>}
          </p>
        </div>
        {inAssignment?.actions ?? (followed === undefined && <Actions exerciseId={exercise.id} next={feedback.next} />)}
      </div>
      <div className={styles.page}>
        <div className="min-w-0">
          <Mistakes mistakes={feedback.mistakes} />
          <section className={styles.section}>
            <h2>Question and {followed === undefined ? "your" : "their"} answer</h2>
            <div className={styles.prompt}>
              <Prose html={feedback.promptHtml} />
            </div>
            {feedback.figure !== null && feedback.body.type !== "hotspot" && <Figures figures={[feedback.figure]} />}
            <FeedbackAnswer body={feedback.body} figure={feedback.figure} answer={feedback.answer} answerKey={feedback.key} isOwn={followed === undefined} />
          </section>
          <section className={styles.section}>
            <h2>The road to the answer</h2>
            <Prose html={feedback.explainHtml} />
          </section>
          <References references={feedback.references} />
        </div>
        <aside className={styles.side} aria-label="About this answer">
          {followed === undefined && <WhatChanges feedback={feedback} />}
          <section>
            <h2>How it was scored</h2>
            <p>{feedback.creditRule}</p>
          </section>
          <ExerciseFacts exercise={exercise} variantId={feedback.variantId} />
          {followed === undefined && (
            <section>
              <h2>Kept</h2>
              <p>
                <Link className="link" href={attemptHref(feedback.attemptId)}>
                  This answer
                </Link>{" "}
                stays under its own address.
              </p>
            </section>
          )}
        </aside>
      </div>
    </div>
  );
}

function FollowedCrumb({ name, back }: NonNullable<FeedbackViewProps["followed"]>) {
  return (
    <nav className="crumb" aria-label="Where you are">
      <Link href={back.href}>{back.words}</Link>
      <ChevronRight className="ico s" aria-hidden="true" />
      <b>An answer of {name}</b>
    </nav>
  );
}

function Actions({ exerciseId, next }: { exerciseId: string; next: Feedback["next"] }) {
  const router = useRouter();
  const again = exerciseHref(exerciseId);
  const onwards = next === null ? "/practice" : exerciseHref(next.id);
  useHotkeys({ n: () => router.push(again), enter: () => router.push(onwards) });
  return (
    <div className={`row ${styles.actions}`}>
      <Link className="btn" href={again} prefetch={false} aria-keyshortcuts="N">
        <RotateCcw className="ico" aria-hidden="true" />
        Try a new variant <Kbd>N</Kbd>
      </Link>
      <Link className="btn pri" href={onwards} prefetch={false} aria-keyshortcuts="Enter" title={next === null ? undefined : next.title}>
        {next === null ? "Back to practice" : "Next"} <Kbd>↵</Kbd>
      </Link>
    </div>
  );
}

function Mistakes({ mistakes }: { mistakes: Feedback["mistakes"] }) {
  if (mistakes.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{mistakes.length === 1 ? "The mistake" : counted(mistakes.length, "mistake")}</h2>
      <ul>
        {mistakes.map(({ sayHtml }, index) => (
          <li key={index} className={styles.mistake}>
            <span className={`v fail ${styles.mark}`}>
              <VerdictMark kind="fail" />
              <span className="sr">Mistake:</span>
            </span>
            <Prose html={sayHtml} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function References({ references }: { references: Feedback["references"] }) {
  if (references.length === 0) return null;
  return (
    <section className={`${styles.section} ${styles.references}`}>
      <h2>Where it stands written</h2>
      <ul>
        {references.map(({ authors, title, venue, where, url, verified }) => (
          <li key={title + where}>
            {authors}:{" "}
            {url === "" ? (
              title
            ) : (
              <a className="link" href={url} rel="noreferrer" target="_blank">
                {title}
              </a>
            )}
            . {venue}. {where}
            {!verified && <span className="muted"> (citation not verified)</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function WhatChanges({ feedback: { broughtForward, score } }: { feedback: Feedback }) {
  return (
    <section>
      <h2>What changes now</h2>
      {broughtForward.length === 0 ? (
        <p>{score >= 1 ? "Nothing. Your cards keep their days." : "No card moves: those that this tests are due already, or you suspended them."}</p>
      ) : (
        <>
          <p>{counted(broughtForward.length, "card")}, sooner:</p>
          <ul>
            {broughtForward.map(({ cardId, frontHtml, concept }) => (
              <li key={cardId}>
                <Link href={`/progress/cards/${cardId}`} prefetch={false}>
                  <Prose html={frontHtml} inline />
                  <small>{concept.title}</small>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

type VerdictOnlyProps = Pick<FeedbackViewProps, "inAssignment" | "headingRef"> & { attempt: Extract<AttemptView, { state: "verdict" }> };

/** An answer to an exercise that takes further ones: how much was right, and no key. */
function VerdictOnly({ attempt, inAssignment, headingRef }: VerdictOnlyProps) {
  const { exercise, verdict, credit, creditText, saidHtml } = attempt;
  return (
    <div className="wrap">
      {inAssignment?.crumb}
      <div className={styles.head}>
        <div>
          <h1 ref={headingRef} tabIndex={-1}>
            {verdict}
          </h1>
          <p className={`${styles.sub} num`}>
            {exercise.title} · {percent(credit)} of the credit{creditText !== null && ` (${creditText})`}
          </p>
        </div>
        {inAssignment?.actions}
      </div>
      <div className="mt-6">
        <Mistakes mistakes={saidHtml.map((sayHtml) => ({ keys: [], sayHtml }))} />
      </div>
      <p className="note mt-6">The exercise takes further answers. The worked solution comes with the last one.</p>
    </div>
  );
}

type ChangedProps = Pick<FeedbackViewProps, "answeredText" | "followed"> & { attempt: Extract<AttemptView, { state: "changed" }> };

/** An answer to an exercise as it was. Its parts would be judged by another key now, so they are not shown. */
function ChangedAttempt({ attempt, answeredText, followed }: ChangedProps) {
  const { exercise, credit, saidHtml } = attempt;
  return (
    <div className="wrap">
      {followed !== undefined && <FollowedCrumb {...followed} />}
      <h1>{exercise?.title ?? "An exercise that was withdrawn"}</h1>
      <p className={`${styles.sub} num`}>
        {percent(credit)} of the credit
        {answeredText !== undefined && <> · {answeredText}</>}
      </p>
      <p className="note mt-5">
        {exercise === null
          ? "This exercise was withdrawn after this answer. The score and what was said of the answer are kept."
          : "This exercise was rewritten after this answer. The score and what was said of the answer are kept; the question as it was is not."}
      </p>
      <div className="mt-6">
        <Mistakes mistakes={saidHtml.map((sayHtml) => ({ keys: [], sayHtml }))} />
      </div>
      <p className="mt-6">
        <Link className="btn" href={exercise === null ? "/practice" : exerciseHref(exercise.id)} prefetch={false}>
          {exercise === null ? "Back to practice" : "Open it as it is now"}
        </Link>
      </p>
    </div>
  );
}
