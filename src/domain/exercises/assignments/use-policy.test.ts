/** Rules U of SPEC.md: what an answer can earn in one use of an exercise, and that it is said before. */
import { expect, test } from "vitest";
import { ceilingOf, creditFor, PRACTICE, type UsePolicy, worthSentences } from "./use-policy";

const HOMEWORK: UsePolicy = { attempts: 3, attemptLoss: 25, hintLoss: 10 };

test("U1: the first answer without a hint can earn everything", () => {
  for (const policy of [PRACTICE, HOMEWORK]) expect(ceilingOf(policy, { attempt: 1, hintsTaken: 0 })).toBe(100);
});

test("U2: each further attempt can earn a stated share less, and each hint costs one", () => {
  expect(ceilingOf(HOMEWORK, { attempt: 3, hintsTaken: 0 })).toBe(50);
  expect(ceilingOf(HOMEWORK, { attempt: 2, hintsTaken: 2 })).toBe(55);
  expect(ceilingOf(PRACTICE, { attempt: 1, hintsTaken: 2 })).toBe(60);
});

test("U2: no answer can earn less than nothing, and where there are no hints none costs anything", () => {
  expect(ceilingOf({ attempts: 5, attemptLoss: 40, hintLoss: 30 }, { attempt: 5, hintsTaken: 3 })).toBe(0);
  expect(ceilingOf({ attempts: 1, attemptLoss: 0, hintLoss: null }, { attempt: 1, hintsTaken: 3 })).toBe(100);
});

test("U3: partial credit is a share of what the answer could earn", () => {
  expect(creditFor(0.5, 50)).toBe(0.25);
  expect(creditFor(1, 55)).toBe(0.55);
});

test("U4: what an answer can earn, and what attempts and hints cost, is said before it", () => {
  expect(worthSentences(HOMEWORK, { attempt: 1, hintsTaken: 0, hintsLeft: 2 })).toEqual([
    "Attempt 1 of 3.",
    "Each further attempt can earn 25% less; the best one counts.",
    "Each hint costs 10% of the credit.",
  ]);
  expect(worthSentences(HOMEWORK, { attempt: 3, hintsTaken: 1, hintsLeft: 0 })).toEqual(["Attempt 3 of 3.", "This answer can earn up to 40%.", "Each hint costs 10% of the credit."]);
  expect(worthSentences({ ...HOMEWORK, attemptLoss: 0, hintLoss: null }, { attempt: 1, hintsTaken: 0, hintsLeft: 2 })).toEqual(["Attempt 1 of 3.", "Further attempts can earn as much; the best one counts."]);
});

test("U4: nothing is said where nothing costs anything", () => {
  expect(worthSentences(PRACTICE, { attempt: 1, hintsTaken: 0, hintsLeft: 0 })).toEqual([]);
});
