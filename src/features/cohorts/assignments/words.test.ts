import { expect, test } from "vitest";
import type { AssignmentResults, GivenAssignment } from "@/contracts/cohorts/assignments";
import { kindWords, learnerWords, standingWords, termsWords } from "./words";

const homework: GivenAssignment = { id: "a", title: "Quorums", kind: "homework", opensAt: 10, dueAt: 20, minutes: null, attempts: 3, attemptLoss: 25, hintLoss: 10, feedback: "each-attempt", items: 2, withdrawnAt: null, releasedAt: null };
const exam: GivenAssignment = { ...homework, kind: "exam", minutes: 60, attempts: 1, attemptLoss: 0, hintLoss: null, feedback: "when-over" };
const learner: AssignmentResults["learners"][number] = { id: "u", name: "Ada", email: "", phase: "open", startedAt: 5, deadline: 50, extraMinutes: 0, handedInAt: null, saved: 1, cells: [null, null], total: 0 };

test("an assignment says its kind and its terms", () => {
  expect([homework, exam].map(kindWords)).toEqual(["Homework · 2 exercises", "Exam, 60 minutes · 2 exercises"]);
  expect([homework, exam].map(termsWords)).toEqual(["3 answers each, 25% less for each further one, 10% a hint; feedback after each answer", "one answer each; feedback when it is over for everybody"]);
});

test("its standing says whether results are given out", () => {
  expect([5, 15, 25].map((now) => standingWords(homework, now))).toEqual(["not open yet", "open", "due, results are not given out yet"]);
  expect(standingWords({ ...homework, releasedAt: 30 }, 40)).toBe("over");
});

test("a learner in an exam has not started, sits, has handed in, or ran out of time", () => {
  const words = [{ startedAt: null }, {}, { handedInAt: 9 }, { phase: "over" as const }, { phase: "over" as const, startedAt: null }].map((part) => learnerWords({ ...learner, ...part }, "exam"));
  expect(words).toEqual(["not started", "sits now, 1 saved", "handed in", "time was over", "did not start"]);
  expect(learnerWords(learner, "homework")).toBe("0 of 2 answered");
});
