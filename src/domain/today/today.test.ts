import { describe, expect, test } from "vitest";
import { type CardMemory, newMemory } from "../review/card-memory";
import { calibrate, REVIEWS_PER_BIN_MIN } from "./calibration";
import { forecast } from "./forecast";
import type { ExerciseMemory } from "./exercise-memory";
import { dueExercises, type ExerciseStanding, suggestExercises } from "./suggest-exercises";

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
  const memory = (more: Partial<ExerciseMemory>): ExerciseMemory => ({ trace: { stability: 5, difficulty: 5 }, dueDay: 100, lastDay: 90, lastScore: 1, wasDue: null, ...more });
  const exercise = (id: string, conceptId: string, order: number, known: Partial<ExerciseMemory> | null = null, recall = 0.9): ExerciseStanding => ({
    ...{ id, conceptId, order },
    memory: known === null ? null : memory(known),
    recall: known === null ? null : recall,
  });
  const idsOf = (list: ExerciseStanding[], met: string[], max = 3) => suggestExercises(list, new Set(met), 100, max).map(({ id, reason }) => `${id} ${reason}`);

  test("[SE1] what is due comes first, the most forgotten before the others; then untried ones of concepts met", () => {
    const list = [exercise("untried", "met", 1), exercise("unmet", "far", 2), exercise("fading", "b", 3, {}, 0.9), exercise("faded", "c", 4, {}, 0.6), exercise("later", "d", 5, { dueDay: 101 }, 0.5)];
    expect(idsOf(list, ["met", "d"])).toEqual(["faded forgetting", "fading forgetting", "untried concept-met"]);
    expect(dueExercises(list, 100).map(({ id }) => id)).toEqual(["faded", "fading"]);
  });

  test("[SE2] at most two of what is due a day, those that came back today counted, whatever the backlog", () => {
    const backlog = Array.from({ length: 9 }, (_, index) => exercise(`due-${index}`, `c${index}`, index, {}, 0.1 * (index + 1)));
    expect(idsOf(backlog, [])).toEqual(["due-0 forgetting", "due-1 forgetting"]);
    const came = exercise("came", "x", 20, { lastDay: 100, dueDay: 120, wasDue: true });
    expect(idsOf([came, ...backlog], [])).toEqual(["due-0 forgetting"]);
    expect(idsOf([came, { ...came, id: "too" }, { ...came, id: "three" }, ...backlog], [])).toEqual([]);
    const early = exercise("early", "y", 21, { lastDay: 100, dueDay: 120, wasDue: false });
    expect(idsOf([early, ...backlog], [])).toHaveLength(2);
  });

  test("[SE3] not two of one concept, and not more than asked", () => {
    const list = [exercise("a", "x", 1, {}, 0.5), exercise("b", "x", 2, {}, 0.6), exercise("c", "z", 4), exercise("d", "w", 5), exercise("e", "x", 6)];
    expect(idsOf(list, ["x", "z", "w"], 2)).toEqual(["a forgetting", "c concept-met"]);
  });
});
