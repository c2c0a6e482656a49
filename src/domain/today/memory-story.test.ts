import { describe, expect, test } from "vitest";
import { doubling } from "../../../tests/support/doubling-scheduler";
import { memoryStory } from "./memory-story";

describe("memoryStory", () => {
  const story = memoryStory(["good", "good", "again"], 0.9, doubling);

  test("each review comes when the one before said", () => {
    expect(story.reviews).toEqual([
      { day: 0, rating: "good", recallBefore: null, intervalDays: 2 },
      { day: 2, rating: "good", recallBefore: 0.5, intervalDays: 4 },
      { day: 6, rating: "again", recallBefore: 0.5, intervalDays: 1 },
    ]);
  });

  test("the curve falls to each review and starts again at one; without reviews it falls further", () => {
    expect(story.curve.filter(({ day }) => day === 2)).toEqual([
      { day: 2, recall: 0.5 },
      { day: 2, recall: 1 },
    ]);
    expect(story.unreviewed.at(-1)).toEqual({ day: 7, recall: 0.5 ** 3.5 });
  });
});
