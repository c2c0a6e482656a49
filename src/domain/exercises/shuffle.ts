/** From the parts of a file to the order and the keys of one variant. */
import { random } from "../kernel/seeded-random";
import type { Keyed } from "./exercise-base";

/**
 * Every thing draws its own place and its own key, so that a new option in the file leaves the others as they were.
 * Keys have 64 bits from the seed: they say nothing of the id, and two never meet in one variant.
 */
export function shuffle(things: readonly { readonly id: string }[], seed: string, kind: string): Keyed[] {
  return things
    .map(({ id }) => {
      const stream = random(seed, `${kind}/${id}`);
      return { id, place: stream.fraction(), key: keyText(stream.fraction()) + keyText(stream.fraction()) };
    })
    .sort((one, other) => one.place - other.place)
    .map(({ id, key }) => ({ id, key }));
}

const keyText = (fraction: number): string => Math.floor(fraction * 2 ** 32).toString(36).padStart(7, "0");
