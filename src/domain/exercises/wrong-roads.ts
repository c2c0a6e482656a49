/** Every wrong road of a variant that has words, in the order of the file: what is taken on it, and what is said then. */
import { assert } from "../kernel/assert";
import type { Exercise, NumericExercise, NumericVariant, Variant } from "./exercise";
import { fillNames } from "./fill-names";
import { formatNumber } from "./format-number";
import { cellCredit, cellText } from "./generators/cell-values";
import type { CellValue } from "./generators/generator";
import { generatorCalled } from "./generators/registry";
import { byId } from "./keys";
import { compileNumeric, mistakeValues } from "./numeric-program";
import type { TraceExercise, TraceVariant } from "./trace";

export interface WrongRoad {
  /** Inline Markdown. */
  readonly taken: string;
  /** Inline Markdown. */
  readonly say: string;
}

export function wrongRoads(exercise: Exercise, variant: Variant): WrongRoad[] {
  switch (exercise.type) {
    case "mcq":
    case "multi":
      return exercise.options.filter(({ right }) => !right).flatMap(({ text, say }) => road(text, say));
    case "scenario":
      return exercise.options.flatMap(({ text, score, say }) => road(`${text} (${score})`, say));
    case "order": {
      const textOf = (id: string) => byId(exercise.items, id).text;
      const swapped = exercise.mistakes.map(({ when: [first, second], say }) => ({ taken: `${textOf(first)} before ${textOf(second)}`, say }));
      return [...swapped, ...exercise.items.filter(({ unused }) => unused).flatMap(({ text, say }) => road(text, say))];
    }
    case "match": {
      const pair = (left: string, right: string) => `${byId(exercise.left, left).text} with ${byId(exercise.right, right).text}`;
      const paired = exercise.mistakes.map(({ left, right, say }) => ({ taken: pair(left, right), say }));
      return [...paired, ...exercise.right.filter(({ decoy }) => decoy).flatMap(({ text, say }) => road(text, say))];
    }
    case "cloze":
      return exercise.blanks.flatMap((blank) =>
        blank.kind === "chosen"
          ? blank.choices.filter(({ right }) => !right).flatMap(({ text, say }) => road(text, say))
          : blank.mistakes.map(({ given, say }) => ({ taken: given.join(", "), say })),
      );
    case "hotspot":
      return exercise.mistakes.map(({ part, say }) => ({ taken: part, say }));
    case "diagram":
      return exercise.must.map(({ id, say }) => ({ taken: id, say }));
    case "free-text":
      return [...exercise.ideas.map(({ id, say }) => ({ taken: `${id} is missing`, say })), ...exercise.forbidden.map(({ id, say }) => ({ taken: id, say }))];
    case "numeric":
      assert(variant.type === "numeric", `variant of ${exercise.id} is of its type`);
      return numericRoads(exercise, variant);
    case "trace":
      assert(variant.type === "trace", `variant of ${exercise.id} is of its type`);
      return mutantRoads(exercise, variant);
  }
}

const road = (taken: string, say: string | null): WrongRoad[] => (say === null ? [] : [{ taken, say }]);

function numericRoads(exercise: NumericExercise, variant: NumericVariant): WrongRoad[] {
  const program = compileNumeric(exercise);
  assert(program.ok, `the expressions of ${exercise.id} parse: a variant was drawn from them`);
  const values = mistakeValues(program.value, variant);
  return exercise.mistakes.map(({ value, say }, index) => {
    const reached = values[index] ?? null;
    return { taken: `${reached === null ? "no number" : formatNumber(reached)} by \`${value}\``, say: fillNames(say, variant.values) };
  });
}

/** Each mutant with the cells of this world that it gets wrong. */
function mutantRoads({ generator, says }: TraceExercise, { world, cells, truth }: TraceVariant): WrongRoad[] {
  return Object.entries(generatorCalled(generator).mutants).map(([name, mutant]) => {
    const solved = mutant.solve(world);
    const wrong = cells
      .filter(({ id, form }) => cellCredit(form, solved[id] as CellValue, truth[id] as CellValue) < 1)
      .map(({ id, form }) => `${id}: ${cellText(form, solved[id] as CellValue)}`);
    return { taken: `\`${name}\` gives ${wrong.length === 0 ? "the right values here" : wrong.join("; ")}`, say: says[name] ?? mutant.say };
  });
}
