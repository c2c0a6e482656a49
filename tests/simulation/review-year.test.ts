/**
 * Goal: a year of study folds the same however it is delivered, and stays plausible. Method: a learner of a seed studies
 * for a year; the log that grew event by event is folded again, shuffled and doubled.
 */
import { describe, expect, test } from "vitest";
import { random } from "@/domain/kernel/seeded-random";
import { foldLog, replayLog } from "@/domain/review/card-log";
import type { Candidate } from "@/domain/review/day-queue";
import { fsrsScheduler } from "@/server/review/fsrs-scheduler";
import { shuffled } from "../support/shuffled";
import { NEW_PER_DAY, SimulatedLearner } from "../support/simulated-learner";

describe.each([1, 8360])("a year of study, seed %i", (seed) => {
  const learner = SimulatedLearner.afterAYear(seed);

  test("[CL1] [CL2] the log folds the same shuffled and doubled", () => {
    const chance = random(seed, "delivery");
    let events = 0;
    for (const [cardId, log] of learner.logs) {
      events += log.length;
      expect(foldLog(shuffled([...log, ...log], chance), fsrsScheduler)).toEqual(learner.memories.get(cardId));
    }
    expect(events).toBeGreaterThan(2_000);
  });

  test("[DQ3] [DQ4] [DQ5] no day holds more than it may", () => {
    for (const shown of learner.answeredPerDay) {
      const fresh = shown.filter(({ memory }) => (memory?.reviews ?? 0) === 0);
      expect(fresh.length).toBeLessThanOrEqual(NEW_PER_DAY);
      const reviews = shown.filter(({ memory }) => memory?.phase === "review");
      for (const one of shown) {
        const concept = ({ conceptId }: Candidate) => conceptId === one.conceptId;
        expect(fresh.filter(concept).length).toBeLessThanOrEqual(1);
        expect(reviews.filter(concept).length).toBeLessThanOrEqual(2);
        expect([...fresh, ...reviews].filter((other) => concept(other) && other.family === "pair").length).toBeLessThanOrEqual(1);
      }
    }
  });

  test("every card was met, and is where a year of reviews leaves a card", () => {
    for (const { cardId } of learner.candidates()) {
      const memory = learner.memories.get(cardId);
      if (memory?.suspended) continue;
      expect(memory?.reviews, cardId).toBeGreaterThan(1);
      expect(memory?.difficulty).toBeGreaterThanOrEqual(1);
      expect(memory?.difficulty).toBeLessThanOrEqual(10);
      expect(memory?.stability).toBeGreaterThan(0);
      if (memory?.phase === "review") expect(memory.dueDay).toBeGreaterThan(memory.lastReviewDay ?? Number.NaN);
    }
  });

  test("of the reviews in review about as many are recalled as was asked for", () => {
    const steps = [...learner.logs.values()].flatMap((log) => replayLog(log, fsrsScheduler));
    const ratings = steps.flatMap(({ event, undone, before }) => (event.kind === "reviewed" && !undone && before.phase === "review" ? [event.rating] : []));
    expect(ratings.length).toBeGreaterThan(800);
    const recalled = ratings.filter((rating) => rating !== "again").length / ratings.length;
    expect(recalled).toBeGreaterThan(0.83);
    expect(recalled).toBeLessThan(0.95);
  });
});
