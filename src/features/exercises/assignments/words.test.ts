import { expect, test } from "vitest";
import { clockWords, type ShownAssignment, stateWords, waiting } from "./words";

const card: ShownAssignment = {
  ...{ id: "a", title: "Quorums", kind: "homework", cohort: { id: "c", name: "Guild" }, opensAt: 0, dueAt: 100, minutes: null, phase: "open", deadline: 100 },
  ...{ items: 4, answered: 1, credit: null, released: false, opensText: "1 May", dueText: "2 May", deadlineText: "3 May" },
};

test("what waits comes by its nearest end, an exam that runs first; what is over or not open does not wait", () => {
  const ids = waiting([
    { ...card, id: "later", deadline: 300 },
    { ...card, id: "over", phase: "over" },
    { ...card, id: "runs", kind: "exam", deadline: 400 },
    { ...card, id: "early", phase: "early" },
    { ...card, id: "ready", kind: "exam", phase: "ready", deadline: null, dueAt: 200 },
  ]).map(({ id }) => id);
  expect(ids).toEqual(["runs", "ready", "later"]);
});

test("a state says until when, or what became of it", () => {
  expect(stateWords(card)).toBe("due 3 May · 1 of 4 answered");
  expect(stateWords({ ...card, kind: "exam", phase: "ready" })).toBe("start it before 2 May");
  expect(stateWords({ ...card, phase: "over", credit: 0.5 })).toBe("over · 50% of the credit");
  expect(stateWords({ ...card, phase: "over" })).toBe("over · feedback comes when results are given out");
});

test("the clock counts the second that has begun, and stops at nothing", () => {
  expect([3_849_000, 845_000, 1, 0, -5].map(clockWords)).toEqual(["1:04:09", "14:05", "0:01", "0:00", "0:00"]);
});
