/** Grading of an order: every order that keeps the required pairs is right, and partly right orders count. */
import { err, ok, type Result } from "../kernel/result";
import type { AnswerRefusal, Mistake, OrderExercise, OrderVariant, Verdict } from "./exercise";
import { byId, idsOf, keyOf } from "./keys";
import { requiredPairs } from "./order-pairs";

/**
 * The share of all required pairs (transitive ones too) that are kept, less one part in as many items for each decoy
 * used, not below 0. A pair is kept if both items are there, the earlier one first.
 */
export function gradeOrder(
  exercise: OrderExercise,
  variant: OrderVariant,
  sequence: readonly string[],
): Result<Verdict, AnswerRefusal> {
  if (sequence.length === 0) return err({ code: "nothing-answered", say: "Put at least two items in order." });
  const taken = idsOf(sequence, variant.items);
  if (!taken.ok) return taken;
  const placeOf = new Map(taken.value.map((id, place) => [id, place]));
  const isKept = ([first, second]: readonly [string, string]) =>
    placeOf.has(first) && placeOf.has(second) && (placeOf.get(first) as number) < (placeOf.get(second) as number);
  const pairs = requiredPairs(exercise.before);
  const kept = pairs.filter(isKept).length;
  const decoysUsed = exercise.items.filter(({ id, unused }) => unused && placeOf.has(id)).length;
  const share = pairs.length === 0 ? 1 : kept / pairs.length;
  return ok({
    score: Math.max(0, share - decoysUsed / exercise.items.length),
    parts: { right: kept, of: pairs.length },
    mistakes: nameMistakes(exercise, variant, placeOf),
    taken: taken.value,
    reading: null,
  });
}

/** Decoys used, then what the file has words for, then missing items; plain words only if nothing else was named. */
function nameMistakes(exercise: OrderExercise, variant: OrderVariant, placeOf: ReadonlyMap<string, number>): Mistake[] {
  const textOf = (id: string) => `\u201c${byId(exercise.items, id).text}\u201d`;
  const keysOf = (...ids: string[]) => ids.map((id) => keyOf(id, variant.items));
  const isReversed = (first: string, second: string) =>
    placeOf.has(first) && placeOf.has(second) && (placeOf.get(first) as number) > (placeOf.get(second) as number);

  const decoys = exercise.items
    .filter(({ id, unused }) => unused && placeOf.has(id))
    .map(({ id, say }) => ({ about: id, keys: keysOf(id), say: say ?? `${textOf(id)} does not belong to the order.` }));
  const named = exercise.mistakes
    .filter(({ when: [put, instead] }) => isReversed(instead, put))
    .map(({ when: [put, instead], say }) => ({ about: `${put}>${instead}`, keys: keysOf(put, instead), say }));
  const missing = exercise.items
    .filter(({ id, unused }) => !unused && !placeOf.has(id))
    .map(({ id }) => ({ about: id, keys: keysOf(id), say: `${textOf(id)} is missing from your order.` }));
  if (decoys.length + named.length + missing.length > 0) return [...decoys, ...named, ...missing];
  return exercise.before
    .filter(([first, second]) => isReversed(first, second))
    .map(([first, second]) => ({
      about: `${second}>${first}`,
      keys: keysOf(second, first),
      say: `${textOf(first)} must come before ${textOf(second)}.`,
    }));
}
