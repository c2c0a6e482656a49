/** Homework and exams: until when one answers, and what one is told when. Pure: the time comes in. SPEC.md: rules A, D and F. */
import { type Instant, instant } from "../../kernel/instant";
import type { UsePolicy } from "./use-policy";

const MINUTE_MS = 60_000;

export interface Terms {
  readonly kind: "homework" | "exam";
  readonly opensAt: Instant;
  /** Homework is answered, an exam is opened before it. */
  readonly dueAt: Instant;
  /** Of an exam, for each learner from their first opening. */
  readonly minutes: number | null;
  readonly policy: UsePolicy;
  readonly feedback: "each-attempt" | "when-over";
}

/** One learner's way through an assignment. */
export interface Sitting {
  readonly extraMinutes: number;
  /** Of an exam: its clock runs from then on. */
  readonly startedAt: Instant | null;
  /** By the learner, before the time was over. */
  readonly handedInAt: Instant | null;
}

export const NOT_SAT: Sitting = { extraMinutes: 0, startedAt: null, handedInAt: null };

/** From this instant on nothing is taken. Null: the clock of this exam does not run for this learner yet. */
export function deadlineOf({ kind, dueAt, minutes }: Terms, { extraMinutes, startedAt }: Sitting): Instant | null {
  if (kind === "homework") return instant(dueAt + extraMinutes * MINUTE_MS);
  return startedAt === null ? null : instant(startedAt + ((minutes ?? 0) + extraMinutes) * MINUTE_MS);
}

/** early: not open yet; ready: an exam that may be started; open: answers are taken; over: they no longer are. */
export type Phase = "early" | "ready" | "open" | "over";

export function phaseOf(terms: Terms, sitting: Sitting, now: Instant): Phase {
  if (sitting.handedInAt !== null) return "over";
  const deadline = deadlineOf(terms, sitting);
  if (terms.kind === "exam" && deadline === null) return now < terms.opensAt ? "early" : now < terms.dueAt ? "ready" : "over";
  if (deadline !== null && now >= deadline) return "over";
  return now < terms.opensAt ? "early" : "open";
}

/** When nobody can answer any more: not before the due date, and not before the last one's deadline. */
export function overForAllAt(terms: Terms, sittings: readonly Sitting[]): Instant {
  const ends = sittings.filter(({ handedInAt }) => handedInAt === null).flatMap((sitting) => deadlineOf(terms, sitting) ?? []);
  return instant(Math.max(terms.dueAt, ...ends));
}

/** A sitting and when its answers were graded; null: not yet, or there is nothing to grade at the end. */
export interface SettledSitting extends Sitting {
  readonly settledAt: Instant | null;
}

/** An exam is settled within seconds of its end; later only where no process ran at its end. */
const SETTLED_LATE_MS = 5 * MINUTE_MS;
/** So long an instructor can give back the time that was lost. */
const LATE_WAIT_MS = 24 * 60 * MINUTE_MS;

/** Whether an exam ended while no process ran: its learner may have been cut off. */
function wasCutOff(terms: Terms, { settledAt, ...sitting }: SettledSitting): boolean {
  const deadline = deadlineOf(terms, sitting);
  return terms.kind === "exam" && sitting.handedInAt === null && settledAt !== null && deadline !== null && settledAt - deadline > SETTLED_LATE_MS;
}

/** From when on results are given out, after which nobody gets any more time. */
export function givenOutFrom(terms: Terms, sittings: readonly SettledSitting[]): Instant {
  const waits = sittings.filter((sitting) => wasCutOff(terms, sitting)).map(({ settledAt }) => (settledAt ?? 0) + LATE_WAIT_MS);
  return instant(Math.max(overForAllAt(terms, sittings), ...waits));
}

/** Until when results wait for nothing but an instructor who may give time back; null: they do not. */
export function heldUntil(terms: Terms, sittings: readonly SettledSitting[]): Instant | null {
  const from = givenOutFrom(terms, sittings);
  return from > overForAllAt(terms, sittings) ? from : null;
}

/**
 * The extra minutes of a learner in all, once they are granted `minutes` more: after the deadline they begin now. Null:
 * there is nothing to go on with, since the learner handed in or never started.
 */
export function extraAfterGrant(terms: Terms, sitting: Sitting, minutes: number, now: Instant): number | null {
  const deadline = deadlineOf(terms, sitting);
  if (sitting.handedInAt !== null) return null;
  if (deadline === null) return now < terms.dueAt ? sitting.extraMinutes + minutes : null;
  const lost = Math.max(0, Math.ceil((now - deadline) / MINUTE_MS));
  return sitting.extraMinutes + lost + minutes;
}

/** An answer to an exercise of an assignment, as far as it counts. */
export interface CountedAttempt {
  readonly number: number;
  readonly score: number;
  readonly credit: number;
}

/** Whether an exercise takes no further answer: its attempts are used up, or one was all right. */
export const isItemClosed = ({ policy }: Terms, attempts: readonly CountedAttempt[]): boolean =>
  attempts.length >= policy.attempts || attempts.some(({ score }) => score >= 1);

/** What the learner has of one exercise: the best of their attempts; null without one. */
export const bestOf = <T extends CountedAttempt>(attempts: readonly T[]): T | null =>
  attempts.reduce<T | null>((best, attempt) => (best === null || attempt.credit > best.credit ? attempt : best), null);

/** none: only that it was taken; verdict: the score and whose mistake it was; whole: the key and the worked solution too. */
export type FeedbackLevel = "none" | "verdict" | "whole";

export function feedbackLevel(terms: Terms, { itemClosed, released }: { itemClosed: boolean; released: boolean }): FeedbackLevel {
  if (released) return "whole";
  if (terms.feedback === "when-over") return "none";
  return itemClosed ? "whole" : "verdict";
}

/** Whether a closed exercise would tell that it was right although nothing may be told yet. */
export const mayAnswerAgain = (terms: Terms, attempts: readonly CountedAttempt[]): boolean =>
  terms.feedback === "when-over" ? attempts.length < terms.policy.attempts : !isItemClosed(terms, attempts);

/** The share of the whole assignment: each exercise counts alike, and one without an answer counts nothing. */
export function totalOf(exerciseIds: readonly string[], credits: ReadonlyMap<string, number>): number {
  if (exerciseIds.length === 0) return 0;
  return exerciseIds.reduce((sum, id) => sum + (credits.get(id) ?? 0), 0) / exerciseIds.length;
}

/** What is said of an assignment before its first answer. */
export function termsSentences({ kind, minutes, policy, feedback }: Terms, extraMinutes: number): string[] {
  const sentences: string[] = [];
  if (kind === "exam") {
    const extra = extraMinutes === 0 ? "" : `, ${extraMinutes} of them granted to you`;
    sentences.push(`You have ${(minutes ?? 0) + extraMinutes} minutes${extra}. They begin when you start and run on without you.`);
    sentences.push("Each exercise takes one answer, which you may change until you hand in. When the time is over, what was saved is handed in.");
  } else if (policy.attempts === 1) sentences.push("Each exercise takes one answer.");
  else {
    const cost = policy.attemptLoss === 0 ? "" : `, each further one can earn ${policy.attemptLoss}% less`;
    sentences.push(`Each exercise takes up to ${policy.attempts} answers${cost}; the best one counts.`);
  }
  if (policy.hintLoss !== null) sentences.push(policy.hintLoss === 0 ? "Hints cost nothing." : `Each hint costs ${policy.hintLoss}% of the credit of its exercise.`);
  sentences.push(feedback === "when-over" ? "Feedback comes when it is over for everybody." : "Feedback comes after each answer, the worked solution when an exercise takes no further one.");
  return sentences;
}
