import type { Exercise, Variant } from "./exercise";

/**
 * What a seed drew beside the order of the parts, as text. A rewritten exercise that draws the same for the seed can
 * grade an answer to it as it was: options, items and blanks are known by ids that rewording keeps.
 */
export function drawnText(exercise: Exercise, variant: Variant): string {
  if (variant.type === "trace") return JSON.stringify([variant.world, variant.cells]);
  if (variant.type !== "numeric" || exercise.type !== "numeric") return variant.type;
  return JSON.stringify(Object.keys(exercise.draw).sort().map((name) => [name, variant.values[name]]));
}
