/** Hints of one variant: told one after the other, each when it is asked for. */
import type { Exercise, Variant } from "./exercise";
import { fillNames } from "./fill-names";

/** All hints of a variant in their order, Markdown with the drawn values filled in. Only as many as were asked for leave the server. */
export function hintsOf({ hints = [] }: Exercise, variant: Variant): readonly string[] {
  return variant.type === "numeric" ? hints.map((hint) => fillNames(hint, variant.values)) : hints;
}
