import { expect, test } from "vitest";
import { sheetWords } from "./report-words";

const lines = (...levels: (number | null)[]) => levels.map((level) => ({ level }));

test.each([
  [lines(null, null), "No line was rated."],
  [lines(3, 4, 3, 3, 2, 2, 3), "20 of 28 in 7 lines. 2 lines stand at level 2 or below."],
  [lines(4, null), "4 of 4 in 1 line. No line stands at level 2 or below. 1 line not rated."],
  [lines(1, 3), "4 of 8 in 2 lines. 1 line stands at level 2 or below."],
])("%o", (given, words) => {
  expect(sheetWords(given)).toBe(words);
});
