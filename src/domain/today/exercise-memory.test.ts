/** The names in brackets are rules of SPEC.md. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { doubling } from "../../../tests/support/doubling-scheduler";
import { instant } from "../kernel/instant";
import { type ExerciseAnswer, exerciseRecall, foldAnswers, ratingOf } from "./exercise-memory";

const DAY_MS = 86_400_000;
const RETENTION = 0.9;
let made = 0;
const answer = (day: number, more: Partial<ExerciseAnswer> = {}): ExerciseAnswer => {
  made += 1;
  return { id: `a${String(made).padStart(4, "0")}`, at: instant(day * DAY_MS + made), day, score: 1, hints: 0, number: 1, inExam: false, ...more };
};
const fold = (...answers: ExerciseAnswer[]) => foldAnswers(answers, RETENTION, doubling);
const plain = { score: 1, hints: 0, number: 1, inExam: false };

test("[EM3, EM4, EM5] from an answer to a rating", () => {
  expect(ratingOf(plain)).toBe("good");
  expect(ratingOf({ ...plain, inExam: true })).toBe("easy");
  expect([{ hints: 1 }, { number: 2 }, { score: 0.99 }, { score: 0.5 }, { score: 0.75, inExam: true }].map((more) => ratingOf({ ...plain, ...more }))).toEqual(["hard", "hard", "hard", "hard", "hard"]);
  expect([{ score: 0.49 }, { score: 0 }, { score: 0, inExam: true }].map((more) => ratingOf({ ...plain, ...more }))).toEqual(["again", "again", "again"]);
});

describe("the fold", () => {
  test("nothing answered is no memory", () => {
    expect(fold()).toBeNull();
  });

  test("[EM6] it comes back on a later day, the later the better it went", () => {
    const dueAfter = (more: Partial<ExerciseAnswer>) => (fold(answer(100, more))?.dueDay ?? 0) - 100;
    const [again, hard, good, easy] = [dueAfter({ score: 0 }), dueAfter({ score: 0.5 }), dueAfter({}), dueAfter({ inExam: true })];
    expect(again).toBeGreaterThanOrEqual(1);
    expect(hard).toBeGreaterThanOrEqual(again);
    expect(good).toBeGreaterThanOrEqual(hard);
    expect(easy).toBeGreaterThanOrEqual(good);
  });

  test("[EM2] a second answer on a study day trains nothing, and its score is known", () => {
    const missed = answer(100, { score: 0 });
    const alone = fold(missed);
    expect(fold(missed, answer(100))).toEqual({ ...alone, lastScore: 1 });
    expect(fold(missed, answer(101))?.trace).not.toEqual(alone?.trace);
  });

  test("whether it was due is told of the last answer that counted", () => {
    const first = answer(100);
    const due = fold(first)?.dueDay ?? 0;
    expect(fold(first)?.wasDue).toBeNull();
    expect(fold(first, answer(due))?.wasDue).toBe(true);
    if (due > 101) expect(fold(first, answer(101))?.wasDue).toBe(false);
  });

  test("recall falls from one day to the next", () => {
    const memory = fold(answer(100));
    if (memory === null) throw new Error("an answer gives a memory");
    expect(exerciseRecall(memory, 100, doubling)).toBe(1);
    expect(exerciseRecall(memory, 130, doubling)).toBeLessThan(exerciseRecall(memory, 101, doubling));
  });

  test("the order of arrival says nothing, and due is always after the last answer", () => {
    const answers = fc.array(fc.record({ day: fc.integer({ min: 0, max: 60 }), score: fc.constantFrom(0, 0.5, 1), hints: fc.integer({ min: 0, max: 2 }), inExam: fc.boolean() }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(answers, (rows) => {
        const log = rows.map(({ day, ...more }) => answer(day, more));
        const memory = fold(...log);
        expect(memory).toEqual(fold(...[...log].reverse()));
        expect(memory?.dueDay).toBeGreaterThan(Math.max(...rows.map(({ day }) => day)));
      }),
    );
  });
});
