/** E11: three hundred variants of every numeric exercise, drawn and judged. */
import type { NumericExerciseFile } from "@/contracts/content/exercise-file";
import { creditOf } from "@/domain/exercises/credit";
import type { NumericExercise } from "@/domain/exercises/exercise";
import { namesIn } from "@/domain/exercises/fill-names";
import { compileNumeric, drawNumeric, mistakeValues, type NumericProgram } from "@/domain/exercises/numeric-program";
import type { Path } from "../content-tree";
import { toNumericExercise } from "../to-exercise";
import { type Findings, forEachExercise } from "./rule";

const SEEDS = 300;
const MISTAKES_MIN = 2;
const VARIANTS_MIN = 60;
const SAME_ANSWER_MAX = 0.4;
const TRIES_MEAN_MAX = 20;
const MAGNITUDE_MAX = 1e15;
const MAGNITUDE_MIN = 1e-6;

export const numeric = forEachExercise(["numeric"], (written, path, findings) => {
  const { id } = written;
  if (written.mistakes.length < MISTAKES_MIN) {
    findings.error("E11.mistakes", [...path, "mistakes"], `${id}: ${written.mistakes.length} mistakes, at least ${MISTAKES_MIN} are asked`);
  }
  if (Object.hasOwn(written.answer.also ?? {}, written.answer.unit)) {
    findings.error("E11.unit", [...path, "answer", "also"], `${id}: the asked unit is not also another one`);
  }
  const exercise = toNumericExercise(written);
  const program = compileNumeric(exercise);
  if (!program.ok) {
    for (const { place, at, say } of program.error) {
      findings.error("E11.expression", [...path, ...place], `${id}: ${place.join(".")}, character ${at + 1}: ${say}`);
    }
    return;
  }
  checkNames(written, program.value, path, findings);
  checkVariants(exercise, program.value, path, findings);
});

/** Every name that is printed or computed with exists, and every drawn name is shown or derived from. */
function checkNames(written: NumericExerciseFile, program: NumericProgram, path: Path, findings: Findings): void {
  const known = new Set([...Object.keys(written.draw), ...Object.keys(written.let ?? {})]);
  const bad = (field: Path, message: string) => findings.error("E11.names", [...path, ...field], `${written.id}: ${message}`);
  const printed: readonly (readonly [Path, string])[] = [
    [["prompt"], written.prompt],
    [["explain"], written.explain],
    ...(written.hints ?? []).map((hint, index) => [["hints", index], hint] as const),
    ...written.mistakes.map(({ say }, index) => [["mistakes", index, "say"], say] as const),
  ];
  for (const [field, text] of printed) {
    for (const name of namesIn(text)) if (!known.has(name)) bad(field, `{{${name}}} is not drawn`);
  }
  for (const name of Object.keys(written.let ?? {})) {
    if (Object.hasOwn(written.draw, name)) bad(["let", name], `${name} is drawn and derived`);
  }
  const inPrompt = namesIn(written.prompt);
  const inLet = program.let.flatMap(([, expression]) => [...expression.names.keys()]);
  for (const name of Object.keys(written.draw)) {
    if (!inPrompt.includes(name) && !inLet.includes(name)) bad(["draw", name], `${name} is drawn and neither shown nor used in let`);
  }
}

function checkVariants(exercise: NumericExercise, program: NumericProgram, path: Path, findings: Findings): void {
  const { id } = exercise;
  const variants = new Set<string>();
  const answers = new Map<number, number>();
  let tries = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const drawn = drawNumeric(program, String(seed));
    if (!drawn.ok) {
      const [code, field] = drawn.error.code === "bad-expression" ? ["E11.expression", "answer"] : ["E11.where", "where"];
      return findings.error(code as string, [...path, field as string], `${id}: seed ${seed}: ${drawn.error.say}`);
    }
    const { values, truth } = drawn.value;
    tries += drawn.value.tries;
    variants.add(JSON.stringify(Object.keys(exercise.draw).map((name) => values[name])));
    answers.set(truth, (answers.get(truth) ?? 0) + 1);
    const fault = variantFault(exercise, truth, mistakeValues(program, { values }));
    if (fault === null) continue;
    return findings.error(fault.code, [...path, ...fault.field], `${id}: seed ${seed}, ${JSON.stringify(values)}: ${fault.message}`);
  }
  if (variants.size < VARIANTS_MIN) {
    findings.error("E11.variety", [...path, "draw"], `${id}: ${variants.size} different variants in ${SEEDS} draws, at least ${VARIANTS_MIN} are asked`);
  }
  const commonest = Math.max(...answers.values()) / SEEDS;
  if (commonest > SAME_ANSWER_MAX) {
    findings.error("E11.variety", [...path, "draw"], `${id}: one answer in ${Math.round(commonest * 100)} % of the draws`);
  }
  if (tries / SEEDS > TRIES_MEAN_MAX) {
    findings.error("E11.where", [...path, "where"], `${id}: only 1 draw in ${Math.round(tries / SEEDS)} is accepted, at least 1 in ${TRIES_MEAN_MAX} is asked`);
  }
}

interface VariantFault {
  readonly code: string;
  readonly field: Path;
  readonly message: string;
}

function variantFault(exercise: NumericExercise, truth: number, wrong: readonly (number | null)[]): VariantFault | null {
  const size = Math.abs(truth);
  if (size > MAGNITUDE_MAX || (size !== 0 && size < MAGNITUDE_MIN)) {
    return { code: "E11.magnitude", field: ["answer"], message: `the answer ${truth} cannot be printed plainly` };
  }
  for (const [index, value] of wrong.entries()) {
    const field = ["mistakes", index, "value"];
    const road = exercise.mistakes[index]?.value;
    if (value === null) return { code: "E11.expression", field, message: `mistake ${road} is not a finite number` };
    if (creditOf(exercise.credit, value, truth) === 1) {
      return { code: "E11.collision", field, message: `mistake ${road} gives ${value} and earns full credit where ${truth} is right` };
    }
  }
  return null;
}
