import { createHash } from "node:crypto";
import { generate } from "@/domain/exercises/generators/generate";
import type { ParamRules, ParamsOf } from "@/domain/exercises/generators/params";
import { generatorCalled } from "@/domain/exercises/generators/registry";

const SEEDS = 20;
const LETTERS = 16;

/**
 * A hash of what a generator draws for a few seeds. An exercise carries it, so that a variant which was drawn by an
 * older generator counts as one of another exercise and is not graded by this one.
 */
export function fingerprintOf(name: string, params: ParamsOf<ParamRules>): string {
  const generator = generatorCalled(name);
  const worlds = Array.from({ length: SEEDS }, (_, seed) => generate(generator, params, `fingerprint ${seed}`));
  return createHash("sha256").update(JSON.stringify(worlds)).digest("hex").slice(0, LETTERS);
}
