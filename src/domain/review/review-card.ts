/**
 * What one rating does to a memory: the forgetting model moves the trace, our steps say when the card comes back.
 *
 * The buttons are labelled by the same function that answers, so that they cannot promise something else.
 * Rules RC1-RC8 of SPEC.md; steps and their Hard as in Anki and py-fsrs.
 */
import { assert } from "../kernel/assert";
import { type Instant, instant } from "../kernel/instant";
import { type CardMemory, isInSteps, type Phase, type Rating, RATINGS } from "./card-memory";
import { elapsedDays, type Scheduler, type Trace } from "./scheduler";
import type { StudyDay } from "./study-day";

const MINUTE_MS = 60_000;
export const LEARNING_STEPS_MS = [1 * MINUTE_MS, 10 * MINUTE_MS] as const;
export const RELEARNING_STEPS_MS = [10 * MINUTE_MS] as const;

/** A first step without a second one is stretched by this much for Hard. */
const LONE_STEP_HARD_FACTOR = 1.5;

export interface ReviewMoment {
  readonly at: Instant;
  /** The learner's study day at `at`. */
  readonly day: StudyDay;
  /** Desired retention, 0..1. */
  readonly retention: number;
}

/** How long until a card comes back. */
export type Wait = { readonly unit: "ms"; readonly ms: number } | { readonly unit: "days"; readonly days: number };

/** Where a rating sends a card: into a step of minutes, or into review. */
type Way = { readonly phase: "learning" | "relearning"; readonly step: number; readonly waitMs: number } | "review";

/** The memory after a rating. */
export function reviewCard(memory: CardMemory, rating: Rating, moment: ReviewMoment, scheduler: Scheduler): CardMemory {
  const day = Math.max(moment.day, memory.lastReviewDay ?? moment.day);
  const traces = nextTraces(memory, day, scheduler);
  const way = wayAfter(memory, rating);
  const after = {
    ...memory,
    ...traces[rating],
    lastReviewAt: moment.at,
    lastReviewDay: day,
    reviews: memory.reviews + 1,
    lapses: memory.lapses + (memory.phase === "review" && rating === "again" ? 1 : 0),
    forwardReason: null,
    model: scheduler.model,
  };
  if (way !== "review") {
    return { ...after, phase: way.phase, step: way.step, dueDay: null, dueAt: instant(moment.at + way.waitMs) };
  }
  const days = daysAfter(memory.phase, rating, traces, (trace) => scheduler.intervalDays(trace.stability, moment.retention));
  assert(days >= 1, "a card in review is due on a later day");
  return { ...after, phase: "review", step: 0, dueDay: day + days, dueAt: null };
}

/** What each button would do now. */
export function previewWaits(memory: CardMemory, moment: ReviewMoment, scheduler: Scheduler): Record<Rating, Wait> {
  const waitAfter = (rating: Rating): Wait => {
    const { dueAt, dueDay, lastReviewDay } = reviewCard(memory, rating, moment, scheduler);
    if (dueAt !== null) return { unit: "ms", ms: dueAt - moment.at };
    assert(dueDay !== null && lastReviewDay !== null, "a reviewed card is due at an instant or on a day");
    return { unit: "days", days: dueDay - lastReviewDay };
  };
  return { again: waitAfter("again"), hard: waitAfter("hard"), good: waitAfter("good"), easy: waitAfter("easy") };
}

function nextTraces(memory: CardMemory, day: StudyDay, scheduler: Scheduler): Record<Rating, Trace> {
  const trace = memory.reviews === 0 ? null : { stability: memory.stability, difficulty: memory.difficulty };
  const elapsed = elapsedDays(memory, day);
  const [again, hard, good, easy] = RATINGS.map((rating) => scheduler.next(trace, elapsed, rating)) as [Trace, Trace, Trace, Trace];
  return { again, hard, good, easy };
}

function wayAfter(memory: CardMemory, rating: Rating): Way {
  if (memory.phase === "review") {
    return rating === "again" ? { phase: "relearning", step: 0, waitMs: stepMs(RELEARNING_STEPS_MS, 0) } : "review";
  }
  const phase = memory.phase === "relearning" ? "relearning" : "learning";
  const steps: readonly number[] = phase === "relearning" ? RELEARNING_STEPS_MS : LEARNING_STEPS_MS;
  const step = isInSteps(memory) ? memory.step : 0;
  switch (rating) {
    case "again":
      return { phase, step: 0, waitMs: stepMs(steps, 0) };
    case "hard":
      return { phase, step, waitMs: hardWaitMs(steps, step) };
    case "good":
      return step + 1 < steps.length ? { phase, step: step + 1, waitMs: stepMs(steps, step + 1) } : "review";
    case "easy":
      return "review";
  }
}

/** Between the first two steps at the first one, otherwise the step again. */
function hardWaitMs(steps: readonly number[], step: number): number {
  if (step > 0) return stepMs(steps, step);
  return steps.length === 1 ? stepMs(steps, 0) * LONE_STEP_HARD_FACTOR : (stepMs(steps, 0) + stepMs(steps, 1)) / 2;
}

function stepMs(steps: readonly number[], step: number): number {
  const ms = steps[step];
  assert(ms !== undefined, `there is a step ${step}`);
  return ms;
}

/** Days until review, kept apart so that a better rating never comes back sooner (as ts-fsrs and Anki do). */
function daysAfter(from: Phase, rating: Rating, traces: Record<Rating, Trace>, interval: (trace: Trace) => number): number {
  const goodAlone = interval(traces.good);
  const hard = Math.min(interval(traces.hard), goodAlone);
  // Out of learning steps Hard never leads to review, so there is nothing for Good to be kept apart from.
  const good = from === "review" ? Math.max(goodAlone, hard + 1) : goodAlone;
  const easy = Math.max(interval(traces.easy), good + 1);
  assert(rating !== "again", "Again leads into steps");
  return { hard, good, easy }[rating];
}
