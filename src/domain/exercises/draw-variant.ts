/** From an exercise and a seed to one variant: the order on the screen, or the numbers. */
import { assert } from "../kernel/assert";
import { ok, type Result } from "../kernel/result";
import { random } from "../kernel/seeded-random";
import type { DrawError, Exercise, ExerciseType, Keyed, NumericExercise, NumericVariant, Variant } from "./exercise";
import type { ChoiceVariant, MatchVariant, OrderVariant } from "./exercise";
import { compileNumeric, drawNumeric } from "./numeric-program";

/** The kind of variant that belongs to a type of exercise. */
export interface VariantByType {
  readonly mcq: ChoiceVariant;
  readonly multi: ChoiceVariant;
  readonly order: OrderVariant;
  readonly match: MatchVariant;
  readonly numeric: NumericVariant;
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
      return ok({ type: exercise.type, seed, options: shuffle(exercise.options, seed, "option") });
    case "order":
      return ok({ type: "order", seed, items: shuffle(exercise.items, seed, "item") });
    case "match": {
      const left = shuffle(exercise.left, seed, "left");
      return ok({ type: "match", seed, left, right: shuffle(exercise.right, seed, "right") });
    }
    case "numeric":
      return drawNumericVariant(exercise, seed);
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

/**
 * Every thing draws its own place and its own key, so that a new option in the file leaves the others as they were.
 * Keys have 64 bits from the seed: they say nothing of the id, and two never meet in one variant.
 */
function shuffle(things: readonly { readonly id: string }[], seed: string, kind: string): Keyed[] {
  return things
    .map(({ id }) => {
      const stream = random(seed, `${kind}/${id}`);
      return { id, place: stream.fraction(), key: keyText(stream.fraction()) + keyText(stream.fraction()) };
    })
    .sort((one, other) => one.place - other.place)
    .map(({ id, key }) => ({ id, key }));
}

const keyText = (fraction: number): string => Math.floor(fraction * 2 ** 32).toString(36).padStart(7, "0");
