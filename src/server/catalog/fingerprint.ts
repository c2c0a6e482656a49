import { createHash } from "node:crypto";
import { generate } from "@/domain/exercises/generators/generate";
import type { ParamRules, ParamsOf } from "@/domain/exercises/generators/params";
import { generatorCalled } from "@/domain/exercises/generators/registry";

const SEEDS = 20;
const LETTERS = 16;

/** An exercise that did not change is not drawn again when the content is read again. */
const known = new Map<string, string>();

/**
 * A hash of what a generator draws for a few seeds. An exercise carries it, so that a variant which was drawn by an
 * older generator counts as one of another exercise and is not graded by this one.
 */
export function fingerprintOf(name: string, params: ParamsOf<ParamRules>): string {
  const settings = `${name} ${JSON.stringify(params)}`;
  const fingerprint = known.get(settings) ?? makeFingerprint(name, params);
  known.set(settings, fingerprint);
  return fingerprint;
}

function makeFingerprint(name: string, params: ParamsOf<ParamRules>): string {
  const generator = generatorCalled(name);
  const worlds = Array.from({ length: SEEDS }, (_, seed) => generate(generator, params, `fingerprint ${seed}`));
  return createHash("sha256").update(JSON.stringify(worlds)).digest("hex").slice(0, LETTERS);
}
