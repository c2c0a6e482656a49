/** The figures of one learner that a cohort's overview shows. */
import { meanOf } from "../kernel/statistics";
import type { LogStep } from "../review/card-log";
import type { CardMemory } from "../review/card-memory";
import { predictionsIn, ratingsIn } from "../review/predictions";
import type { Scheduler } from "../review/scheduler";
import type { StudyDay } from "../review/study-day";
import type { LearnerRecord } from "./learner-record";

/** Study days, today included. */
export const WEEK_DAYS = 7;
export const FORTNIGHT_DAYS = 14;

/** Recall as observed and as predicted just before, over the same reviews: those of cards in review. */
export interface Retention {
  /** The base of both shares. */
  readonly reviews: number;
  /** 0..1; null without reviews. */
  readonly observed: number | null;
  readonly predicted: number | null;
}

export interface Overdue {
  /** Cards in review whose day has passed. */
  readonly cards: number;
  /** How many days' work that is, at what the learner's cards ask for on an average day; 0 without cards. */
  readonly loadDays: number;
}

export interface Standing {
  /** Answers to cards of the last week, learning steps included. */
  readonly weekReviews: number;
  readonly week: Retention;
  readonly fortnight: Retention;
  readonly overdue: Overdue;
  /** Answered so far; of them answered fully right the last time; answers in all. */
  readonly exercises: { readonly tried: number; readonly right: number; readonly attempts: number };
  readonly labs: { readonly tried: number; readonly passed: number };
  /** Held as the candidate. */
  readonly interviews: number;
}

export function standingOf({ today, retention, memories, recentLogs, exercises, labs, interviews }: LearnerRecord, scheduler: Scheduler): Standing {
  return {
    weekReviews: Object.values(ratingsIn(recentLogs, today - WEEK_DAYS + 1)).reduce((sum, count) => sum + count, 0),
    week: retentionSince(recentLogs, today - WEEK_DAYS + 1, scheduler),
    fortnight: retentionSince(recentLogs, today - FORTNIGHT_DAYS + 1, scheduler),
    overdue: overdueOf(memories, { today, retention }, scheduler),
    exercises: {
      tried: exercises.length,
      right: exercises.filter(({ latest }) => latest[0]?.score === 1).length,
      attempts: exercises.reduce((sum, { attempts }) => sum + attempts, 0),
    },
    labs: { tried: labs.length, passed: labs.filter(({ runs }) => runs.some(({ verdict }) => verdict === "passed")).length },
    interviews,
  };
}

function retentionSince(logs: readonly (readonly LogStep[])[], fromDay: StudyDay, scheduler: Scheduler): Retention {
  const predictions = predictionsIn(logs, fromDay, scheduler);
  return {
    reviews: predictions.length,
    observed: meanOf(predictions.map(({ recalled }) => (recalled ? 1 : 0))),
    predicted: meanOf(predictions.map(({ predicted }) => predicted)),
  };
}

/**
 * A card that comes every n days asks for 1/n reviews a day, so the sum over all cards is an average day's load. It
 * depends on the cards alone: whoever stays away does not make it smaller.
 */
export function overdueOf(
  memories: readonly CardMemory[],
  { today, retention }: { today: StudyDay; retention: number },
  scheduler: Scheduler,
): Overdue {
  const inReview = memories.filter(({ phase, suspended }) => phase === "review" && !suspended);
  const cards = inReview.filter(({ dueDay }) => dueDay !== null && dueDay < today).length;
  const loadPerDay = inReview.reduce((sum, { stability }) => sum + 1 / scheduler.intervalDays(stability, retention), 0);
  return { cards, loadDays: cards === 0 ? 0 : cards / loadPerDay };
}
