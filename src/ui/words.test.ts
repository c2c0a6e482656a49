import { describe, expect, test } from "vitest";
import { counted, dayWords, listed, percent, shortDay, weekdayIndex, weekdayLetter } from "./words";

// 2026-11-20, a Friday
const FRIDAY = 20_777;

describe("percent", () => {
  test.each([
    [0.842, 0, "84%"],
    [0.842, 1, "84.2%"],
    [1, 0, "100%"],
    [0.999, 0, "99%"],
    [0.9999, 1, "99.9%"],
    [0, 0, "0%"],
  ])("%d with %d digits is %s", (share, digits, words) => {
    expect(percent(share, digits)).toBe(words);
  });
});

test("counted knows one from many, and groups thousands", () => {
  expect([counted(1, "card"), counted(0, "card"), counted(1204, "card"), counted(2, "reply", "replies")]).toEqual(["1 card", "0 cards", "1,204 cards", "2 replies"]);
});

test("listed puts and before the last", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed)).toEqual(["", "a", "a and b", "a, b and c"]);
});

describe("days since 1970-01-01", () => {
  test("are written without a zone", () => {
    expect([dayWords(FRIDAY), shortDay(FRIDAY), weekdayLetter(FRIDAY)]).toEqual(["Friday 20 November", "20 Nov", "F"]);
  });

  test("fall on weekdays from Monday on", () => {
    expect([FRIDAY, FRIDAY + 1, FRIDAY + 3, 0].map(weekdayIndex)).toEqual([4, 5, 0, 3]);
  });
});
