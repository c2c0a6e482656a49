/** From an exercise and a seed to one variant: the order on the screen, or the numbers. */
import { assert } from "../kernel/assert";
import { ok, type Result } from "../kernel/result";
import { type ClozeVariant, drawCloze } from "./cloze";
import type { DiagramVariant } from "./diagram/diagram";
import type { DrawError, Exercise, ExerciseType, NumericExercise, NumericVariant, Variant } from "./exercise";
import type { ChoiceVariant, MatchVariant, OrderVariant } from "./exercise";
import type { FreeTextVariant } from "./free-text";
import type { HotspotVariant } from "./hotspot";
import { compileNumeric, drawNumeric } from "./numeric-program";
import { shuffle } from "./shuffle";
import { drawTrace, type TraceVariant } from "./trace";

/** The kind of variant that belongs to a type of exercise. */
export interface VariantByType {
  readonly mcq: ChoiceVariant;
  readonly multi: ChoiceVariant;
  readonly order: OrderVariant;
  readonly match: MatchVariant;
  readonly numeric: NumericVariant;
  readonly cloze: ClozeVariant;
  readonly scenario: ChoiceVariant;
  readonly trace: TraceVariant;
  readonly diagram: DiagramVariant;
  readonly hotspot: HotspotVariant;
  readonly "free-text": FreeTextVariant;
}

/**
 * Draws the variant of a seed (any text). Pure: the same exercise and seed give the same variant, so that only the
 * seed is stored. Fails only for a numeric exercise that the content check would refuse, or with a chance below
 * 1 in 10,000 when `where` rejects nearly all draws; then another seed helps.
 */
export function drawVariant<T extends ExerciseType>(
  exercise: Exercise & { readonly type: T },
  seed: string,
): Result<VariantByType[T], DrawError>;
export function drawVariant(exercise: Exercise, seed: string): Result<Variant, DrawError> {
  switch (exercise.type) {
    case "mcq":
    case "multi":
    case "scenario":
      return ok({ type: exercise.type, seed, options: shuffle(exercise.options, seed, "option") });
    case "order":
      return ok({ type: "order", seed, items: shuffle(exercise.items, seed, "item") });
    case "match": {
      const left = shuffle(exercise.left, seed, "left");
      return ok({ type: "match", seed, left, right: shuffle(exercise.right, seed, "right") });
    }
    case "numeric":
      return drawNumericVariant(exercise, seed);
    case "cloze":
      return ok(drawCloze(exercise, seed));
    case "free-text":
    case "diagram":
    case "hotspot":
      return ok({ type: exercise.type, seed });
    case "trace":
      return drawTrace(exercise, seed);
  }
}

function drawNumericVariant(exercise: NumericExercise, seed: string): Result<NumericVariant, DrawError> {
  const program = compileNumeric(exercise);
  if (!program.ok) {
    const [first] = program.error;
    assert(first !== undefined, "a refused program names an error");
    const say = `${first.place.join(".")}, character ${first.at + 1}: ${first.say}`;
    return { ok: false, error: { code: "bad-expression", say } };
  }
  const drawn = drawNumeric(program.value, seed);
  if (!drawn.ok) return drawn;
  return ok({ type: "numeric", seed, values: drawn.value.values, truth: drawn.value.truth });
}
