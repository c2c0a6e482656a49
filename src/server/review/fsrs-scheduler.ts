/**
 * FSRS-6 with its default parameters, through ts-fsrs: the only file that knows it.
 *
 * Only the formulas are taken. ts-fsrs's own scheduler counts UTC days and keeps clock times of due dates;
 * days, steps and due dates are ours (src/domain/review). Its parameters are those of py-fsrs and fsrs-rs.
 */
import { type FSRS, fsrs, type Grade, Rating as FsrsRating } from "ts-fsrs";
import type { Rating } from "@/domain/review/card-memory";
import type { Scheduler } from "@/domain/review/scheduler";

const GRADES: Record<Rating, Grade> = {
  again: FsrsRating.Again,
  hard: FsrsRating.Hard,
  good: FsrsRating.Good,
  easy: FsrsRating.Easy,
};

/** Retention is told in hundredths on screen; as many models are kept. */
const models = new Map<number, FSRS>();

function modelFor(retention: number): FSRS {
  const hundredths = Math.round(retention * 100);
  let model = models.get(hundredths);
  if (model === undefined) {
    model = fsrs({ request_retention: hundredths / 100, enable_fuzz: false, enable_short_term: true });
    models.set(hundredths, model);
  }
  return model;
}

const formulas = modelFor(0.9);

export const fsrsScheduler: Scheduler = {
  model: "fsrs-6.0",
  next: (trace, elapsedDays, rating) => {
    const { stability, difficulty } = formulas.next_state(trace, elapsedDays, GRADES[rating]);
    return { stability, difficulty };
  },
  intervalDays: (stability, retention) => modelFor(retention).next_interval(stability, 0),
  recall: (stability, elapsedDays) => formulas.forgetting_curve(elapsedDays, stability),
};
