/** From a generator and a seed to one world that is worth asking about. */
import { err, ok, type Result } from "../../kernel/result";
import { random } from "../../kernel/seeded-random";
import { sameCells } from "./cell-values";
import type { AnyGenerator, Cell, Cells } from "./generator";
import type { ParamRules, ParamsOf } from "./params";

/** Worlds drawn for one seed before it is given up. */
export const WORLD_TRIES_MAX = 200;

/** Mutants that must be wrong about a world: one that no mistake is seen in asks nothing. */
export const MUTANTS_DIFFERING_MIN = 2;

export interface Generated {
  readonly world: unknown;
  readonly cells: readonly Cell[];
  readonly truth: Cells;
}

/**
 * Draws worlds until at least two mutants are wrong about one. The same generator, settings and seed give the same
 * world. Fails only for settings under which hardly any world tells its mutants apart.
 */
export function generate(generator: AnyGenerator, params: ParamsOf<ParamRules>, seed: string): Result<Generated, string> {
  for (let tries = 1; tries <= WORLD_TRIES_MAX; tries += 1) {
    const world = generator.draw(params, random(`${seed}.${tries}`, generator.name));
    if (world === null) continue;
    const solved = solveWorld(generator, world);
    if (differingMutants(generator, solved).length >= MUTANTS_DIFFERING_MIN) return ok(solved);
  }
  return err(`no world of ${generator.name} tells two mistakes apart in ${WORLD_TRIES_MAX} tries`);
}

/** A world with its cells and their values. */
export const solveWorld = (generator: AnyGenerator, world: unknown): Generated => ({
  world,
  cells: generator.cells(world),
  truth: generator.solve(world),
});

/** The names of the mutants that are wrong about a world. */
export function differingMutants(generator: AnyGenerator, { world, cells, truth }: Generated): string[] {
  const forms = new Map(cells.map(({ id, form }) => [id, form]));
  return Object.entries(generator.mutants)
    .filter(([, mutant]) => !sameCells(forms, mutant.solve(world), truth))
    .map(([name]) => name);
}
