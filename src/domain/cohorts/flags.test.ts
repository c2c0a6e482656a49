import { describe, expect, test } from "vitest";
import { instant } from "../kernel/instant";
import { DAY_MS } from "../review/study-day";
import {
  belowPrediction, BELOW_PREDICTION_REVIEWS_MIN, BELOW_PREDICTION_SHARE, flagsOf, inactive, INACTIVE_DAYS, labStuck, NOT_STARTED_DAYS, notStarted,
  OVERDUE_CARDS_MIN, OVERDUE_LOAD_DAYS_MAX, overdueLoad, SAME_CAUSE_RUNS, SAME_MISTAKE_ANSWERS, sameMistake,
} from "./flags";
import type { LabRunOutcome, LearnerRecord } from "./learner-record";

const NOW = instant(1_000 * DAY_MS);
const ago = (days: number, ms = 0) => instant(NOW - days * DAY_MS + ms);
const RETENTION = { reviews: 100, observed: 0.9, predicted: 0.9 };
const NOTHING_OVERDUE = { cards: 0, loadDays: 0 };

const record = (more: Partial<LearnerRecord>): LearnerRecord => ({
  joinedAt: ago(40), finishedAt: null, today: 1_000, retention: 0.9, lastActiveAt: ago(1), memories: [], recentLogs: [], exercises: [], labs: [], interviews: 0, ...more,
});

describe("not started", () => {
  test(`begins ${NOT_STARTED_DAYS} whole days after joining`, () => {
    expect(notStarted({ joinedAt: ago(NOT_STARTED_DAYS, 1), lastActiveAt: null }, NOW)).toBeNull();
    expect(notStarted({ joinedAt: ago(NOT_STARTED_DAYS), lastActiveAt: null }, NOW)).toEqual({ kind: "not-started", days: NOT_STARTED_DAYS });
  });
  test("ends with the first activity", () => {
    expect(notStarted({ joinedAt: ago(30), lastActiveAt: ago(29) }, NOW)).toBeNull();
  });
});

describe("inactive", () => {
  test(`begins after ${INACTIVE_DAYS} whole days`, () => {
    expect(inactive({ lastActiveAt: ago(INACTIVE_DAYS, 1) }, NOW)).toBeNull();
    expect(inactive({ lastActiveAt: ago(INACTIVE_DAYS) }, NOW)).toEqual({ kind: "inactive", days: INACTIVE_DAYS });
  });
  test("is not said of somebody who never began", () => {
    expect(inactive({ lastActiveAt: null }, NOW)).toBeNull();
  });
});

describe("overdue load", () => {
  test("needs more days than the limit, and enough cards to be a burden", () => {
    expect(overdueLoad({ cards: 200, loadDays: OVERDUE_LOAD_DAYS_MAX })).toBeNull();
    expect(overdueLoad({ cards: OVERDUE_CARDS_MIN - 1, loadDays: 9 })).toBeNull();
    expect(overdueLoad({ cards: OVERDUE_CARDS_MIN, loadDays: 3.1 })).toEqual({ kind: "overdue", cards: OVERDUE_CARDS_MIN, loadDays: 3.1 });
  });
});

describe("below prediction", () => {
  test("needs the whole difference", () => {
    expect(belowPrediction({ reviews: 100, predicted: 0.75, observed: 0.75 - BELOW_PREDICTION_SHARE + 0.001 })).toBeNull();
    expect(belowPrediction({ reviews: 100, predicted: 0.86, observed: 0.71 })).toEqual({ kind: "below-prediction", observed: 0.71, predicted: 0.86, reviews: 100 });
  });
  test("needs enough reviews, and says nothing of a learner who remembers more than predicted", () => {
    expect(belowPrediction({ reviews: BELOW_PREDICTION_REVIEWS_MIN - 1, predicted: 0.9, observed: 0.5 })).toBeNull();
    expect(belowPrediction({ reviews: 100, predicted: 0.7, observed: 0.95 })).toBeNull();
    expect(belowPrediction({ reviews: 0, predicted: null, observed: null })).toBeNull();
  });
});

describe("stuck in a lab", () => {
  const failed = (id: string, ...failedChecks: string[]): LabRunOutcome => ({ id, verdict: "failed", failedChecks });
  const stuck = (...runs: LabRunOutcome[]) => labStuck({ labId: "raft", runs });

  test(`is ${SAME_CAUSE_RUNS} newest runs that fail the same check`, () => {
    expect(stuck(failed("3", "safe"), failed("2", "safe"))).toBeNull();
    expect(stuck(failed("3", "safe"), failed("2", "safe"), failed("1", "safe"))).toEqual({ kind: "lab-stuck", labId: "raft", check: "safe", runs: 3, runId: "3" });
  });
  test("is not three runs that fail for three reasons", () => {
    expect(stuck(failed("3", "safe"), failed("2", "fast"), failed("1", "live"))).toBeNull();
  });
  test("is over with a run that passes, however it went before", () => {
    expect(stuck({ id: "4", verdict: "passed", failedChecks: [] }, failed("3", "safe"), failed("2", "safe"), failed("1", "safe"))).toBeNull();
  });
  test("names of several checks the one that has failed longest, and does not count runs that wait", () => {
    const waiting = { id: "5", verdict: null, failedChecks: [] };
    expect(stuck(waiting, failed("4", "fast", "safe"), failed("3", "safe", "fast"), failed("2", "safe"), failed("1", "safe"))).toMatchObject({ check: "safe", runs: 4, runId: "4" });
  });
});

describe("the same mistake", () => {
  const wrong = (id: string, mistake: string | null) => ({ id, score: 0, mistake });
  const flag = (...latest: { id: string; score: number; mistake: string | null }[]) => sameMistake({ exerciseId: "x", attempts: latest.length, latest });

  test(`is ${SAME_MISTAKE_ANSWERS} newest answers with it`, () => {
    expect(flag(wrong("2", "day"), wrong("1", "day"))).toBeNull();
    expect(flag(wrong("3", "day"), wrong("2", "day"), wrong("1", "day"))).toEqual({ kind: "same-mistake", exerciseId: "x", answers: 3, attemptId: "3" });
  });
  test("is not another mistake, an unnamed one, or one that was followed by a right answer", () => {
    expect(flag(wrong("3", "day"), wrong("2", "unit"), wrong("1", "day"))).toBeNull();
    expect(flag(wrong("3", null), wrong("2", null), wrong("1", null))).toBeNull();
    expect(flag({ id: "4", score: 1, mistake: null }, wrong("3", "day"), wrong("2", "day"), wrong("1", "day"))).toBeNull();
  });
});

describe("all flags of a learner", () => {
  const overdue = { cards: 200, loadDays: 9 };
  test("who does not study has that one alone: the rest follows from it", () => {
    expect(flagsOf(record({ lastActiveAt: ago(20) }), { overdue, fortnight: RETENTION }, NOW)).toEqual([{ kind: "inactive", days: 20 }]);
  });
  test("who studies may have several, the most urgent first", () => {
    const runs = ["3", "2", "1"].map((id) => ({ id, verdict: "failed" as const, failedChecks: ["safe"] }));
    const flags = flagsOf(record({ labs: [{ labId: "raft", runs }] }), { overdue, fortnight: { reviews: 50, observed: 0.6, predicted: 0.9 } }, NOW);
    expect(flags.map(({ kind }) => kind)).toEqual(["lab-stuck", "overdue", "below-prediction"]);
  });
  test("who is well has none", () => {
    expect(flagsOf(record({}), { overdue: NOTHING_OVERDUE, fortnight: RETENTION }, NOW)).toEqual([]);
  });
  test("who has finished has none, whatever they leave undone", () => {
    expect(flagsOf(record({ finishedAt: ago(20), lastActiveAt: ago(20) }), { overdue, fortnight: RETENTION }, NOW)).toEqual([]);
  });
});
