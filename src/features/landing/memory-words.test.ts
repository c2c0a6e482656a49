import { expect, test } from "vitest";
import { memoryFinding, reviewWords } from "./memory-words";

test("a review says what was pressed, at what recall, and what became of it", () => {
  expect(reviewWords({ day: 0, rating: "good", recallBefore: null, words: "back in 2 days" })).toBe("Good: met for the first time, back in 2 days.");
  expect(reviewWords({ day: 13, rating: "again", recallBefore: 0.8998, words: "back in 2 days" })).toBe("Again: recall had fallen to 90%, back in 2 days.");
});

test("the finding sets both curves side by side on the last day", () => {
  const review = { day: 0, rating: "good" as const, recallBefore: null, words: "" };
  expect(memoryFinding({ curve: [{ day: 32, recall: 0.9017 }], unreviewed: [{ day: 32, recall: 0.6614 }], reviews: [review, review], desiredRetention: 0.9 })).toBe(
    "After 32 days and 2 answers recall is 90%; without coming back it would be 66%.",
  );
});
