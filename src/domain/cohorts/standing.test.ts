import { describe, expect, test } from "vitest";
import { doubling } from "../../../tests/support/doubling-scheduler";
import { instant } from "../kernel/instant";
import { type CardEvent, replayLog } from "../review/card-log";
import { type CardMemory, newMemory } from "../review/card-memory";
import { DAY_MS } from "../review/study-day";
import type { LearnerRecord } from "./learner-record";
import { FORTNIGHT_DAYS, overdueOf, standingOf, WEEK_DAYS } from "./standing";

const TODAY = 100;
const reviewed = (id: string, day: number, rating: "again" | "easy"): CardEvent =>
  ({ kind: "reviewed", id, at: instant(day * DAY_MS), studyDay: day, rating, tookMs: 1_000, retention: 0.9 });
const inReview = (stability: number, dueDay: number, more: Partial<CardMemory> = {}): CardMemory =>
  ({ ...newMemory("doubling"), phase: "review", reviews: 1, stability, dueDay, lastReviewDay: dueDay - stability, ...more });
const record = (more: Partial<LearnerRecord>): LearnerRecord =>
  ({ joinedAt: instant(0), finishedAt: null, today: TODAY, retention: 0.9, lastActiveAt: null, memories: [], recentLogs: [], exercises: [], labs: [], interviews: 0, ...more });

describe("reviews of the last days", () => {
  const log = replayLog(
    [
      reviewed("a", TODAY - FORTNIGHT_DAYS, "easy"),
      reviewed("b", TODAY - FORTNIGHT_DAYS + 1, "again"),
      reviewed("c", TODAY - WEEK_DAYS, "easy"),
      reviewed("d", TODAY - WEEK_DAYS + 1, "easy"),
      reviewed("e", TODAY, "again"),
      { kind: "undone", id: "f", at: instant(TODAY * DAY_MS + 1), studyDay: TODAY, undoes: "e" },
    ],
    doubling,
  );
  const standing = standingOf(record({ recentLogs: [log] }), doubling);

  test("a week is seven study days with today, and an answer taken back is none", () => {
    expect(standing.weekReviews).toBe(1);
  });
  test("remembered and predicted have one base: reviews of cards in review", () => {
    // Of the fortnight: b comes one day after a stability of two; c comes out of steps and predicts nothing; d comes a day after a stability of two.
    expect(standing.fortnight).toEqual({ reviews: 2, observed: 0.5, predicted: 0.5 ** 0.5 });
    expect(standing.week).toEqual({ reviews: 1, observed: 1, predicted: 0.5 ** 0.5 });
  });
  test("without reviews nothing is known, which is not zero", () => {
    expect(standingOf(record({}), doubling)).toMatchObject({ weekReviews: 0, week: { reviews: 0, observed: null, predicted: null } });
  });
});

describe("overdue cards", () => {
  const overdue = (memories: CardMemory[]) => overdueOf(memories, { today: TODAY, retention: 0.9 }, doubling);
  test("are those whose day has passed, not those of today, and not suspended ones or cards in steps", () => {
    expect(overdue([inReview(4, TODAY - 1), inReview(4, TODAY), inReview(4, TODAY - 9, { suspended: true }), { ...newMemory("x"), phase: "relearning" }]).cards).toBe(1);
  });
  test("are counted in days of what all cards ask for: a card of ten days asks for a tenth of a review a day", () => {
    const memories = [...Array.from({ length: 20 }, () => inReview(10, TODAY - 5)), ...Array.from({ length: 20 }, () => inReview(5, TODAY + 1))];
    expect(overdue(memories).loadDays).toBeCloseTo(20 / (20 / 10 + 20 / 5));
  });
  test("are none without cards", () => {
    expect(overdue([])).toEqual({ cards: 0, loadDays: 0 });
  });
});

test("an exercise is right by its last answer, a lab passed by any run", () => {
  const answer = (score: number) => ({ id: "", score, mistake: null });
  const run = (verdict: "passed" | "failed" | null) => ({ id: "", verdict, failedChecks: [] });
  const { exercises, labs } = standingOf(
    record({
      exercises: [
        { exerciseId: "a", attempts: 2, latest: [answer(1), answer(0)] },
        { exerciseId: "b", attempts: 5, latest: [answer(0.5), answer(1)] },
      ],
      labs: [{ labId: "one", runs: [run("failed"), run("passed")] }, { labId: "two", runs: [run(null), run("failed")] }],
    }),
    doubling,
  );
  expect(exercises).toEqual({ tried: 2, right: 1, attempts: 7 });
  expect(labs).toEqual({ tried: 2, passed: 1 });
});
