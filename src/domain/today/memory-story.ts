/** The life of one card as the scheduler plans it: each review comes when recall has fallen to the desired share. */
import type { Rating } from "../review/card-memory";
import type { Scheduler, Trace } from "../review/scheduler";

export interface StoryPoint {
  /** Days since the first review. */
  readonly day: number;
  readonly recall: number;
}

export interface StoryReview {
  readonly day: number;
  readonly rating: Rating;
  /** Predicted recall just before; null at the first review. */
  readonly recallBefore: number | null;
  readonly intervalDays: number;
}

export interface MemoryStory {
  /** At a review two points share a day: recall fallen, and recall restored. */
  readonly curve: readonly StoryPoint[];
  /** The same card after its first review, never seen again. */
  readonly unreviewed: readonly StoryPoint[];
  readonly reviews: readonly StoryReview[];
}

const POINTS_PER_INTERVAL = 24;

/** Plays one rating after the other, each on the day that the rating before it set. */
export function memoryStory(ratings: readonly Rating[], retention: number, scheduler: Scheduler): MemoryStory {
  const curve: StoryPoint[] = [];
  const reviews: StoryReview[] = [];
  let trace: Trace | null = null;
  let interval = 0;
  let day = 0;
  for (const rating of ratings) {
    const recallBefore: number | null = trace === null ? null : scheduler.recall(trace.stability, interval);
    trace = scheduler.next(trace, interval, rating);
    interval = scheduler.intervalDays(trace.stability, retention);
    reviews.push({ day, rating, recallBefore, intervalDays: interval });
    curve.push(...fall(trace.stability, day, interval, scheduler));
    day += interval;
  }
  const [first] = ratings;
  const firstTrace = first === undefined ? null : scheduler.next(null, 0, first);
  return { curve, reviews, unreviewed: firstTrace === null ? [] : fall(firstTrace.stability, 0, day, scheduler) };
}

function fall(stability: number, fromDay: number, days: number, scheduler: Scheduler): StoryPoint[] {
  return Array.from({ length: POINTS_PER_INTERVAL + 1 }, (_, point) => {
    const since = (days * point) / POINTS_PER_INTERVAL;
    return { day: fromDay + since, recall: scheduler.recall(stability, since) };
  });
}
