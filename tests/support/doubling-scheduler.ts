import type { Scheduler } from "@/domain/review/scheduler";

/** A forgetting model for counting by hand: stability doubles unless forgotten and is the interval; recall halves with each stability that passes. */
export const doubling: Scheduler = {
  model: "doubling",
  next: (trace, _elapsed, rating) => ({ stability: rating === "again" ? 1 : (trace?.stability ?? 1) * 2, difficulty: 5 }),
  intervalDays: (stability) => stability,
  recall: (stability, elapsed) => 0.5 ** (elapsed / stability),
};
