import { describe, expect, test } from "vitest";
import { doubling } from "../../../tests/support/doubling-scheduler";
import { instant } from "../kernel/instant";
import { type CardEvent, replayLog } from "./card-log";
import { predictionsIn, ratingsIn, timeByDay } from "./predictions";

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
