/** Graders never throw, whatever JSON arrives: 5,000 spoilt answers here, 100,000 in tests/deep. */
import { expect, test } from "vitest";
import { sendAnything } from "../../../tests/support/any-answer";
import { oneOfEach } from "../../../tests/support/exercise-fixtures";
import { drawVariant } from "./draw-variant";

const ANSWERS = 5000;
const SEEDS = 10;

test.each(oneOfEach)("$type: all kinds of JSON are refused or graded", (exercise) => {
  const sum = { misshapen: 0, refused: 0, graded: 0 };
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const drawn = drawVariant(exercise, `any ${seed}`);
    if (!drawn.ok) throw new Error(drawn.error.say);
    const outcomes = sendAnything(exercise, drawn.value, Math.ceil(ANSWERS / oneOfEach.length / SEEDS), `seed ${seed}`);
    for (const key of ["misshapen", "refused", "graded"] as const) sum[key] += outcomes[key];
  }
  // All three roads were taken, so that the test has met what it is about.
  for (const count of Object.values(sum)) expect(count).toBeGreaterThan(0);
});
