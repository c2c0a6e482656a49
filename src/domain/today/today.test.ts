import { describe, expect, test } from "vitest";
import { type CardMemory, newMemory } from "../review/card-memory";
import { calibrate, REVIEWS_PER_BIN_MIN } from "./calibration";
import { forecast } from "./forecast";
import { type ExerciseStanding, suggestExercises } from "./suggest-exercises";

const inReview = (dueDay: number, stability = 5): CardMemory => ({ ...newMemory("m"), phase: "review", dueDay, stability, reviews: 1 });

describe("forecast", () => {
  test("counts overdue cards and cards in steps today, and knows young from mature", () => {
    const memories = [inReview(90), inReview(100, 30), inReview(102), { ...newMemory("m"), phase: "learning" as const }];
    expect(forecast(memories, 100, 3)).toEqual([
      { day: 100, young: 2, mature: 1 },
      { day: 101, young: 0, mature: 0 },
      { day: 102, young: 1, mature: 0 },
    ]);
  });

  test("leaves out new and suspended cards, and what lies beyond", () => {
    const memories = [newMemory("m"), { ...inReview(100), suspended: true }, inReview(103)];
    expect(forecast(memories, 100, 3).every(({ young, mature }) => young + mature === 0)).toBe(true);
  });
});

describe("calibrate", () => {
  const times = (count: number, predicted: number, recalled: boolean) => Array.from({ length: count }, () => ({ predicted, recalled }));

  test("sets the mean prediction of a bin against what happened", () => {
    const bins = calibrate([...times(6, 0.92, true), ...times(2, 0.96, false), ...times(5, 0.55, false)]);
    expect(bins.map(({ predicted, share, base }) => [Number(predicted.toFixed(3)), share, base])).toEqual([
      [0.55, 0, 5],
      [0.93, 0.75, 8],
    ]);
  });

  test("leaves thin bins out, and keeps certainty in the last bin", () => {
    expect(calibrate(times(REVIEWS_PER_BIN_MIN - 1, 0.9, true))).toEqual([]);
    expect(calibrate(times(REVIEWS_PER_BIN_MIN, 1, true))).toHaveLength(1);
  });
});

describe("suggestExercises", () => {
  const exercise = (id: string, conceptId: string, order: number, lastScore: number | null = null, lastDay: number | null = null): ExerciseStanding => ({ id, conceptId, order, lastScore, lastDay });

  test("what was missed comes first, the oldest miss before newer ones; then untried ones of concepts met", () => {
    const list = [
      exercise("untried", "met", 1),
      exercise("unmet", "far", 2),
      exercise("missed-late", "b", 3, 0.5, 98),
      exercise("missed-early", "c", 4, 0, 90),
      exercise("right", "d", 5, 1, 80),
    ];
    expect(suggestExercises(list, new Set(["met", "d"]), 100, 3)).toEqual([
      { id: "missed-early", reason: "missed" },
      { id: "missed-late", reason: "missed" },
      { id: "untried", reason: "concept-met" },
    ]);
  });

  test("not two of one concept, not what was missed only today, and not more than asked", () => {
    const list = [exercise("a", "x", 1, 0, 90), exercise("b", "x", 2, 0, 91), exercise("today", "y", 3, 0, 100), exercise("c", "z", 4), exercise("d", "w", 5)];
    expect(suggestExercises(list, new Set(["z", "w"]), 100, 2)).toEqual([
      { id: "a", reason: "missed" },
      { id: "c", reason: "concept-met" },
    ]);
  });
});
