// Graders of every type, and of every generator, on 100,000 spoilt answers: none throws, and every score is one. `npm test`
// sends some thousands; the result here stands in the table, with the hashes of what it depends on.
import { expect, test } from "vitest";
import { drawVariant } from "@/domain/exercises/draw-variant";
import type { Exercise } from "@/domain/exercises/exercise";
import { readParams } from "@/domain/exercises/generators/params";
import { generators } from "@/domain/exercises/generators/registry";
import { sendAnything } from "../support/any-answer";
import { oneOfEach, trace } from "../support/exercise-fixtures";
import { lineFault, writeLine } from "./table";

const LINE = "fuzz/answers";
const ANSWERS = 100_000;
/** Variants of each exercise. */
const SEEDS = 40;

/** One exercise of each type, and one of each generator with its own settings. */
function exercises(): Exercise[] {
  const generated = [...generators.values()].map((generator): Exercise => {
    const params = readParams(generator.params, {});
    if (!params.ok) throw new Error(params.error);
    return { ...trace, id: `c.x-${generator.name}`, generator: generator.name, params: params.value, says: {} };
  });
  return [...oneOfEach, ...generated];
}

test(LINE, () => {
  if (lineFault(LINE) === null) return;
  const all = exercises();
  const each = Math.ceil(ANSWERS / all.length / SEEDS);
  const sum = { misshapen: 0, refused: 0, graded: 0 };
  for (const exercise of all) {
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const drawn = drawVariant(exercise, `deep ${seed}`);
      if (!drawn.ok) throw new Error(drawn.error.say);
      const outcomes = sendAnything(exercise, drawn.value, each, `deep ${seed}`);
      for (const key of ["misshapen", "refused", "graded"] as const) sum[key] += outcomes[key];
    }
  }
  const answers = sum.misshapen + sum.refused + sum.graded;
  expect(answers).toBeGreaterThanOrEqual(ANSWERS);
  for (const count of Object.values(sum)) expect(count).toBeGreaterThan(ANSWERS / 100);
  writeLine(LINE, { answers, faults: 0 });
});
