/** What replayed logs tell of a learner: predictions and what became of them, time spent, buttons pressed. */
import type { LogStep } from "./card-log";
import type { Rating } from "./card-memory";
import { recallOn, type Scheduler } from "./scheduler";
import type { StudyDay } from "./study-day";

export interface Prediction {
  /** Predicted recall at the moment of the review, 0..1. */
  readonly predicted: number;
  readonly recalled: boolean;
}

type Logs = Iterable<readonly LogStep[]>;

interface Answer {
  readonly step: LogStep;
  readonly rating: Rating;
  readonly tookMs: number;
  readonly day: StudyDay;
}

/** Answers that count: not undone, from a study day on. */
function* answersIn(logs: Logs, fromDay: StudyDay): Generator<Answer> {
  for (const steps of logs) {
    for (const step of steps) {
      const { event, undone } = step;
      if (event.kind !== "reviewed" || undone || event.studyDay < fromDay) continue;
      yield { step, rating: event.rating, tookMs: event.tookMs, day: event.studyDay };
    }
  }
}

/** Predicted against observed, for reviews of cards in review (learning steps would flatter the model). */
export function predictionsIn(logs: Logs, fromDay: StudyDay, scheduler: Scheduler): Prediction[] {
  const predictions: Prediction[] = [];
  for (const { step, rating, day } of answersIn(logs, fromDay)) {
    const predicted = step.before.phase === "review" ? recallOn(step.before, day, scheduler) : null;
    if (predicted !== null) predictions.push({ predicted, recalled: rating !== "again" });
  }
  return predictions;
}

/** Milliseconds spent answering, by study day. */
export function timeByDay(logs: Logs, fromDay: StudyDay): Map<StudyDay, number> {
  const time = new Map<StudyDay, number>();
  for (const { day, tookMs } of answersIn(logs, fromDay)) time.set(day, (time.get(day) ?? 0) + tookMs);
  return time;
}

/** How often each button was pressed. */
export function ratingsIn(logs: Logs, fromDay: StudyDay): Record<Rating, number> {
  const counts: Record<Rating, number> = { again: 0, hard: 0, good: 0, easy: 0 };
  for (const { rating } of answersIn(logs, fromDay)) counts[rating] += 1;
  return counts;
}
