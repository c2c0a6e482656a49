/** Seeds are drawn here and stay on the server; a variant is drawn again from its seed whenever it is needed. */
import { randomBytes } from "node:crypto";
import { drawVariant } from "@/domain/exercises/draw-variant";
import type { Exercise, Variant } from "@/domain/exercises/exercise";

/** A seed fails with a chance below 1 in 10,000; this many in a row mean that the exercise is broken. */
const SEEDS_TRIED_MAX = 3;
const SEED_BYTES = 16;

/** A seed that gives a variant. */
export function findSeed(exercise: Exercise): string {
  let why = "";
  for (let tried = 0; tried < SEEDS_TRIED_MAX; tried += 1) {
    const seed = randomBytes(SEED_BYTES).toString("base64url");
    const drawn = drawVariant(exercise, seed);
    if (drawn.ok) return seed;
    why = drawn.error.say;
  }
  throw new Error(`No variant of ${exercise.id} can be drawn: ${why}`);
}

/** The variant of a seed that gave one before. */
export function redraw(exercise: Exercise, seed: string): Variant {
  const drawn = drawVariant(exercise, seed);
  if (!drawn.ok) throw new Error(`The stored variant of ${exercise.id} cannot be drawn again: ${drawn.error.say}`);
  return drawn.value;
}
