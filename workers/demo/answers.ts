/** Wrong answers that somebody would give: each takes a road that the exercise knows and names. */
import { assert } from "../../src/domain/kernel/assert";
import type { Answer, Exercise, MatchExercise, MatchVariant, OrderExercise, OrderVariant, Variant } from "../../src/domain/exercises/exercise";
import type { ClozeExercise, ClozeVariant } from "../../src/domain/exercises/cloze";
import type { DiagramExercise } from "../../src/domain/exercises/diagram/diagram";
import { judgeDrawing } from "../../src/domain/exercises/diagram/grade-diagram";
import { cellText } from "../../src/domain/exercises/generators/cell-values";
import { generatorCalled } from "../../src/domain/exercises/generators/registry";
import { hotspotParts } from "../../src/domain/exercises/hotspot";
import { keyOf } from "../../src/domain/exercises/keys";
import { compileNumeric, mistakeValues } from "../../src/domain/exercises/numeric-program";
import { rightAnswer } from "../../src/domain/exercises/right-answer";

/** `road` chooses among the mistakes that the exercise knows, the same one for the same number. */
export function wrongAnswer(exercise: Exercise, variant: Variant, road: number): Answer {
  const right = rightAnswer(exercise, variant);
  if (exercise.type === "mcq" && variant.type === "mcq") {
    return { type: "mcq", choice: keyOf(oneOf(exercise.options.filter(({ right: isRight }) => !isRight), road).id, variant.options) };
  }
  if (exercise.type === "multi" && variant.type === "multi" && right.type === "multi") {
    const wrong = exercise.options.filter(({ right: isRight }) => !isRight);
    // Where every option is right, one is left out.
    return { type: "multi", choices: wrong.length === 0 ? right.choices.slice(1) : [...right.choices, keyOf(oneOf(wrong, road).id, variant.options)] };
  }
  if (exercise.type === "order" && variant.type === "order" && right.type === "order") return wrongOrder(exercise, variant, right.sequence, road);
  if (exercise.type === "match" && variant.type === "match" && right.type === "match") return wrongMatch(exercise, variant, right.pairs, road);
  if (exercise.type === "scenario" && variant.type === "scenario") {
    return { type: "scenario", choice: keyOf(oneOf(exercise.options.filter(({ score }) => score < 1), road).id, variant.options) };
  }
  if (exercise.type === "cloze" && variant.type === "cloze" && right.type === "cloze") return wrongCloze(exercise, variant, right.filled, road);
  if (exercise.type === "hotspot") {
    const known = exercise.mistakes.map(({ part }) => part);
    return { type: "hotspot", parts: [oneOf(known.length > 0 ? known : hotspotParts(exercise).map(({ id }) => id).filter((id) => !exercise.right.includes(id)), road)] };
  }
  if (exercise.type === "diagram") return wrongDrawing(exercise, road);
  if (exercise.type === "free-text") return { type: "free-text", text: "It depends on what the customer asks for." };
  if (exercise.type === "trace" && variant.type === "trace") {
    const { solve } = oneOf(Object.values(generatorCalled(exercise.generator).mutants), road);
    const cells = solve(variant.world);
    return { type: "trace", cells: Object.fromEntries(variant.cells.map(({ id, form }) => [id, cellText(form, cells[id] ?? "")])) };
  }
  assert(exercise.type === "numeric" && variant.type === "numeric", `variant of ${exercise.id} is of its type`);
  const program = compileNumeric(exercise);
  assert(program.ok, `the expressions of ${exercise.id} parse`);
  const values = mistakeValues(program.value, variant).filter((value) => value !== null);
  return { type: "numeric", text: String(values.length === 0 ? variant.truth * 10 : oneOf(values, road)) };
}

/** Puts the later of two steps before the earlier one, where the exercise has words for that; otherwise turns all round. */
function wrongOrder({ mistakes }: OrderExercise, { items }: OrderVariant, sequence: readonly string[], road: number): Answer {
  if (mistakes.length === 0) return { type: "order", sequence: [...sequence].reverse() };
  const [later, earlier] = oneOf(mistakes, road).when.map((id) => keyOf(id, items)) as [string, string];
  const rest = sequence.filter((key) => key !== later);
  const at = rest.indexOf(earlier);
  return { type: "order", sequence: [...rest.slice(0, at), later, ...rest.slice(at)] };
}

/** Joins a left part to the wrong right one; whoever had that one gets what is left. */
function wrongMatch({ mistakes }: MatchExercise, variant: MatchVariant, pairs: Readonly<Record<string, string>>, road: number): Answer {
  const lefts = Object.keys(pairs);
  const mistake = mistakes.length === 0 ? null : oneOf(mistakes, road);
  const left = mistake === null ? (lefts[0] ?? "") : keyOf(mistake.left, variant.left);
  const wrong = mistake === null ? (pairs[lefts[1] ?? ""] ?? "") : keyOf(mistake.right, variant.right);
  const robbed = lefts.find((other) => other !== left && pairs[other] === wrong);
  return { type: "match", pairs: { ...pairs, [left]: wrong, ...(robbed === undefined ? {} : { [robbed]: pairs[left] ?? "" }) } };
}

/** Fills one blank with a wrong choice or with a text that the exercise has words for. */
function wrongCloze({ blanks }: ClozeExercise, variant: ClozeVariant, filled: Readonly<Record<string, string>>, road: number): Answer {
  const blank = oneOf(blanks, road);
  const drawn = oneOf(variant.blanks.filter(({ id }) => id === blank.id), 0);
  if (blank.kind === "typed") return { type: "cloze", filled: { ...filled, [drawn.key]: blank.mistakes[0]?.given[0] ?? "not known" } };
  const wrong = oneOf(blank.choices.filter(({ right }) => !right), road);
  return { type: "cloze", filled: { ...filled, [drawn.key]: keyOf(wrong.id, drawn.choices) } };
}

/** A right drawing in which one box with its lines was forgotten, so that something asked for is missing. */
function wrongDrawing(exercise: DiagramExercise, road: number): Answer {
  const right = oneOf(exercise.accepted, 0);
  const poorer = right.boxes
    .map(({ id }) => ({ boxes: right.boxes.filter((box) => box.id !== id), lines: right.lines.filter(({ from, to }) => from !== id && to !== id) }))
    .filter((drawing) => judgeDrawing(exercise, drawing).some(({ met }) => !met));
  return { type: "diagram", drawing: oneOf(poorer, road) };
}

function oneOf<T>(things: readonly T[], place: number): T {
  const thing = things[place % things.length];
  assert(thing !== undefined, "there is something to choose from");
  return thing;
}
