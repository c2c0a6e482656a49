/** Seeds are drawn here and stay on the server; a variant is drawn again from its seed whenever it is needed. */
import { createHash, randomBytes } from "node:crypto";
import { drawVariant } from "@/domain/exercises/draw-variant";
import { drawnText } from "@/domain/exercises/drawn-text";
import type { Exercise, Variant } from "@/domain/exercises/exercise";
import type { CatalogExercise } from "../catalog/catalog";
import type { StoredVariant } from "./exercise-store";

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

const VARIANT_ID_BYTES = 10;

/** Of what the seed drew. */
export const drawnHashOf = (exercise: Exercise, variant: Variant): string => createHash("sha256").update(drawnText(exercise, variant)).digest("base64url");

/** A variant that nobody has seen: what is stored of it, and what it shows. */
export function drawNew({ id, exercise, contentHash }: CatalogExercise, use: { assignmentId: string | null; hintsTaken: number }): { stored: StoredVariant; variant: Variant } {
  const seed = findSeed(exercise);
  const variant = redraw(exercise, seed);
  const drawnHash = drawnHashOf(exercise, variant);
  return { stored: { id: randomBytes(VARIANT_ID_BYTES).toString("hex"), exerciseId: id, seed, contentHash, drawnHash, ...use, attemptId: null }, variant };
}

/** The stored variant as the exercise is today; null if it was rewritten so that an answer to it can no longer be judged. */
export function variantToday({ exercise, contentHash }: CatalogExercise, stored: Pick<StoredVariant, "seed" | "contentHash" | "drawnHash">): Variant | null {
  if (stored.contentHash === contentHash) return redraw(exercise, stored.seed);
  const drawn = drawVariant(exercise, stored.seed);
  if (!drawn.ok) return null;
  return stored.drawnHash === drawnHashOf(exercise, drawn.value) ? drawn.value : null;
}
