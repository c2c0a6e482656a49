/** The forgetting model behind a port: FSRS-6 in the product (src/server/review/fsrs-scheduler.ts), and whatever follows it. */
import type { CardMemory, Rating } from "./card-memory";
import type { StudyDay } from "./study-day";

export interface Trace {
  /** Days until recall falls to 90 %. */
  readonly stability: number;
  /** 1..10 */
  readonly difficulty: number;
}

/** `elapsedDays` are whole study days, counted by us: a model that counts its own days counts UTC's. */
export interface Scheduler {
  /** Name and version, stored beside every number that it made. */
  readonly model: string;
  /** The trace after a rating; `trace` is null for the first one. */
  next(trace: Trace | null, elapsedDays: number, rating: Rating): Trace;
  /** Whole days, at least 1, after which recall has fallen to `retention` (0..1). */
  intervalDays(stability: number, retention: number): number;
  /** Predicted share of recall, 0..1. */
  recall(stability: number, elapsedDays: number): number;
}

/** Whole study days since the last review. A journey west can repeat a day: time never runs backwards for a memory. */
export const elapsedDays = (memory: CardMemory, day: StudyDay): number =>
  memory.lastReviewDay === null ? 0 : Math.max(0, day - memory.lastReviewDay);

/** Predicted recall on a day, or null for a card that was never reviewed. */
export const recallOn = (memory: CardMemory, day: StudyDay, scheduler: Scheduler): number | null =>
  memory.reviews === 0 ? null : scheduler.recall(memory.stability, elapsedDays(memory, day));
