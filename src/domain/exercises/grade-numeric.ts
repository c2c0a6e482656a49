/** Grading of a number: full credit, then the mistakes, then half credit. */
import { assert } from "../kernel/assert";
import { ok, type Result } from "../kernel/result";
import { creditOf, sameNumber } from "./credit";
import type { AnswerRefusal, CreditRule, Mistake, NumericExercise, NumericVariant, Reading, Verdict } from "./exercise";
import { fillNames } from "./fill-names";
import { compileNumeric, mistakeValues } from "./numeric-program";
import { readNumber } from "./read-number";
import { findUnitSlip } from "./unit-slips";

/** An estimate counts as a known mistake only this near to it: the wide band of estimates would catch everything. */
const ESTIMATE_MISTAKE_FACTOR = 1.25;

/** Grades a typed number. A recognised mistake earns nothing, even where half credit would begin. */
export function gradeNumeric(
  exercise: NumericExercise,
  variant: NumericVariant,
  text: string,
): Result<Verdict, AnswerRefusal> {
  const reading = readNumber(text, exercise.answer);
  if (!reading.ok) return reading;
  const credit = creditOf(exercise.credit, reading.value.value, variant.truth);
  if (credit === 1) return ok(verdict(1, [], reading.value));
  const mistake = findMistake(exercise, variant, reading.value);
  if (mistake !== null) return ok(verdict(0, [mistake], reading.value));
  return ok(verdict(credit, [describeMiss(credit, reading.value, variant)], reading.value));
}

function verdict(score: number, mistakes: readonly Mistake[], reading: Reading): Verdict {
  return { score, parts: { right: score === 1 ? 1 : 0, of: 1 }, mistakes, taken: [], reading };
}

/** The author's wrong roads first, the nearest one if several fit; then slips of a unit. */
function findMistake(exercise: NumericExercise, variant: NumericVariant, reading: Reading): Mistake | null {
  const program = compileNumeric(exercise);
  assert(program.ok, `the expressions of ${exercise.id} parse: a variant was drawn from them`);
  const given = reading.value;
  const values = mistakeValues(program.value, variant);
  const fitting = exercise.mistakes
    .map((mistake, index) => ({ mistake, value: values[index] ?? null }))
    .filter((road): road is { mistake: (typeof exercise.mistakes)[number]; value: number } => road.value !== null)
    .filter(({ value }) => creditOf(mistakeBand(exercise.credit), given, value) === 1)
    .sort((one, other) => Math.abs(given - one.value) - Math.abs(given - other.value));
  const nearest = fitting[0]?.mistake;
  if (nearest !== undefined) return { about: nearest.value, keys: [], say: fillNames(nearest.say, variant.values) };
  return findUnitSlip(exercise, variant.truth, reading);
}

function mistakeBand(credit: CreditRule): CreditRule {
  return credit.kind === "log" ? { ...credit, full: Math.min(credit.full, ESTIMATE_MISTAKE_FACTOR) } : credit;
}

/** What can be said of a number that no known road leads to. */
function describeMiss(credit: number, { value }: Reading, { truth }: NumericVariant): Mistake {
  const side = value > truth ? "high" : "low";
  if (credit > 0) return { about: "near", keys: [], say: `Near, but too ${side} for full credit.` };
  if (sameNumber(value, -truth)) return { about: "sign", keys: [], say: "The size is right and the sign is not." };
  return { about: `too-${side}`, keys: [], say: `Too ${side}. Compare your road with the one below.` };
}
