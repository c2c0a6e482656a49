import { describe, expect, test } from "vitest";
import { instant } from "../kernel/instant";
import { type CardEvent, replayLog } from "../review/card-log";
import type { Scheduler } from "../review/scheduler";
import { memoryStory } from "./memory-story";
import { predictionsIn, ratingsIn, timeByDay } from "./predictions";

/** Stability doubles unless forgotten; recall halves with each stability that passes. */
const doubling: Scheduler = {
  model: "doubling",
  next: (trace, _elapsed, rating) => ({ stability: rating === "again" ? 1 : (trace?.stability ?? 1) * 2, difficulty: 5 }),
  intervalDays: (stability) => stability,
  recall: (stability, elapsed) => 0.5 ** (elapsed / stability),
};

const reviewed = (id: string, day: number, rating: "again" | "good" | "easy", tookMs = 1_000): CardEvent => ({
  kind: "reviewed",
  id,
  at: instant(day * 86_400_000),
  studyDay: day,
  rating,
  tookMs,
  retention: 0.9,
});

describe("a learner's answers", () => {
  const log = replayLog(
    [
      reviewed("a", 100, "easy", 9_000),
      reviewed("b", 102, "good", 4_000),
      reviewed("c", 106, "again", 2_000),
      reviewed("d", 106, "good", 500),
      { kind: "undone", id: "e", at: instant(106 * 86_400_000 + 1), studyDay: 106, undoes: "d" },
    ],
    doubling,
  );

  test("only reviews of cards in review predict; the first rating and undone ones do not", () => {
    expect(predictionsIn([log], 0, doubling)).toEqual([
      { predicted: 0.5, recalled: true },
      { predicted: 0.5, recalled: false },
    ]);
    expect(predictionsIn([log], 103, doubling)).toHaveLength(1);
  });

  test("time and buttons count what was not undone, from a day on", () => {
    expect([...timeByDay([log], 101)]).toEqual([
      [102, 4_000],
      [106, 2_000],
    ]);
    expect(ratingsIn([log], 0)).toEqual({ again: 1, hard: 0, good: 1, easy: 1 });
  });
});

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
