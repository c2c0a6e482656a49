import { describe, expect, test } from "vitest";
import type { Flag } from "@/contracts/cohorts/cohorts";
import { activeWords, agoWords, flagWords, lookWords, needsHeading, restWords, ruleWords } from "./words";

const HOUR = 3_600_000;

test.each<[Flag, string, string]>([
  [{ kind: "not-started", days: 9 }, "Joined 9 days ago and has not started", "3 days after joining"],
  [{ kind: "inactive", days: 16 }, "No activity for 16 days", "14 days"],
  [
    { kind: "lab-stuck", lab: { id: "raft", title: "Raft 1" }, check: "One leader a term", runs: 4, runId: "r" },
    "Raft 1: 4 runs in a row, one cause: “One leader a term” fails",
    "3 failed runs, one cause",
  ],
  [{ kind: "overdue", cards: 212, loadDays: 4.08 }, "212 cards overdue, 4.1 days of load", "more than 3 days, from 20 cards on"],
  [
    { kind: "below-prediction", observed: 0.71, predicted: 0.86, reviews: 80 },
    "Remembers 71% where 86% was predicted, 80 reviews in 14 days",
    "10 points below, from 30 reviews on",
  ],
  [
    { kind: "same-mistake", exercise: { id: "x", title: "Capacity" }, answers: 3, attemptId: "a" },
    "Capacity: 3 answers in a row with the same mistake",
    "3 answers, one mistake",
  ],
])("the flag %j says what is the matter, and its rule", (flag, words, rule) => {
  expect([flagWords(flag), ruleWords(flag)]).toEqual([words, rule]);
});

describe("the heading of a cohort", () => {
  const flagged = { flags: [{ kind: "inactive" as const, days: 20 }] };
  const well = { flags: [] };
  test("counts learners, not flags", () => {
    expect(needsHeading([{ flags: [...flagged.flags, ...flagged.flags] }, well])).toBe("One of 2 needs you today");
    expect(needsHeading([...Array.from({ length: 6 }, () => flagged), ...Array.from({ length: 12 }, () => well)])).toBe("Six of 18 need you today");
    expect(needsHeading(Array.from({ length: 30 }, () => flagged))).toBe("30 of 30 need you today");
  });
  test("says so where nobody does, and where nobody is", () => {
    expect([needsHeading([well]), needsHeading([])]).toEqual(["Nobody needs you today", "Nobody has joined yet"]);
  });
  test("who has finished is not on track", () => {
    const learner = { flags: [], finishedAt: null } as unknown as Parameters<typeof restWords>[0][number];
    expect([restWords([learner, { ...learner, finishedAt: 1 }]), restWords([learner])]).toEqual(["1 on track, 1 finished", "1 on track"]);
  });
});

test("how long ago something was", () => {
  expect([0, HOUR, 5 * HOUR, 24 * HOUR, 16 * 24 * HOUR].map((ms) => agoWords(0, ms))).toEqual(["within the hour", "1 hour ago", "5 hours ago", "1 day ago", "16 days ago"]);
  expect(activeWords(null, 0)).toBe("never");
});

test("a look says who and at what", () => {
  expect(lookWords({ by: "Ines Carvalho", kind: "run", about: "Unique ids" })).toBe("Ines Carvalho read a run of yours: Unique ids");
  expect(lookWords({ by: null, kind: "learner", about: null })).toBe("Somebody whose account is gone opened the page about you");
});
