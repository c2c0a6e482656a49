/** E12: a generated exercise names a generator that exists, with settings that it takes, and the worked variant is right. */
import type { TraceExerciseFile } from "@/contracts/content/exercise-file";
import { cellCredit, cellText } from "@/domain/exercises/generators/cell-values";
import { differingMutants, generate, type Generated, MUTANTS_DIFFERING_MIN, solveWorld } from "@/domain/exercises/generators/generate";
import type { AnyGenerator, CellValue } from "@/domain/exercises/generators/generator";
import { readParams } from "@/domain/exercises/generators/params";
import { generators } from "@/domain/exercises/generators/registry";
import type { Path } from "../content-tree";
import { type Findings, forEachExercise } from "./rule";

const SEEDS = 20;

/** Settings with which every seed gave a world: an exercise that did not change is not drawn again. */
const drawable = new Set<string>();

/** Without these no variant can be drawn. */
export const generatorNames = forEachExercise(["trace"], (exercise, path, findings) => {
  const { id, generator: written } = exercise;
  const generator = generators.get(written.name);
  if (generator === undefined) {
    return findings.error("E12.generator", [...path, "generator", "name"], `${id}: there is no generator ${written.name}`);
  }
  const params = readParams(generator.params, written.params ?? {});
  if (!params.ok) return findings.error("E12.params", [...path, "generator", "params"], `${id}: ${params.error}`);
  const settings = `${written.name} ${JSON.stringify(params.value)}`;
  if (drawable.has(settings)) return;
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const drawn = generate(generator, params.value, `check ${seed}`);
    if (!drawn.ok) return findings.error("E12.params", [...path, "generator", "params"], `${id}: ${drawn.error}`);
  }
  drawable.add(settings);
});

export const generated = forEachExercise(["trace"], (exercise, path, findings) => {
  const generator = generators.get(exercise.generator.name);
  if (generator === undefined) return;
  for (const [index, { name }] of (exercise.mutants ?? []).entries()) {
    if (Object.hasOwn(generator.mutants, name)) continue;
    findings.error("E12.mutants", [...path, "mutants", index], `${exercise.id}: ${generator.name} has no mutant ${name}; it has ${Object.keys(generator.mutants).join(", ")}`);
  }
  checkWorked(exercise, generator, path, findings);
});

/** The variant that was worked by hand agrees with the oracle cell by cell, and at least two mutants do not. */
function checkWorked({ id, worked }: TraceExerciseFile, generator: AnyGenerator, path: Path, findings: Findings): void {
  const bad = (field: Path, message: string) => findings.error("E12.worked", [...path, "worked", ...field], `${id}: ${message}`);
  let solved: Generated;
  try {
    solved = solveWorld(generator, worked.world);
    generator.show(worked.world);
  } catch (problem) {
    if (!(problem instanceof TypeError || problem instanceof RangeError)) throw problem;
    return bad(["world"], `${generator.name} cannot read this world (${problem.message}); see its type beside the generator`);
  }
  const { cells, truth } = solved;
  for (const { id: cell, form } of cells) {
    const [written, right] = [worked.cells[cell], truth[cell]];
    if (right === undefined) bad(["world"], `${cell} has no value in this world`);
    else if (written === undefined) bad(["cells"], `the cell ${cell} is missing`);
    else if (cellCredit(form, written as CellValue, right) !== 1) bad(["cells", cell], `${cell} is ${cellText(form, right)} by the oracle`);
  }
  for (const cell of Object.keys(worked.cells)) {
    if (!cells.some((known) => known.id === cell)) bad(["cells", cell], `there is no cell ${cell}; there are ${cells.map((known) => known.id).join(", ")}`);
  }
  if (differingMutants(generator, solved).length < MUTANTS_DIFFERING_MIN) bad(["world"], "fewer than two mutants are wrong about this world");
}
