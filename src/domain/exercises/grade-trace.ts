/** Grading of a trace: each cell counts, an error is counted once, and the mutants say which mistake it was. */
import { err, ok, type Result } from "../kernel/result";
import type { AnswerRefusal, Mistake, Verdict } from "./exercise";
import { cellCredit, cellText, readCell } from "./generators/cell-values";
import type { Cell, CellValue } from "./generators/generator";
import { generatorCalled } from "./generators/registry";
import type { TraceExercise, TraceVariant } from "./trace";

/** What a cell earns that follows correctly from an earlier wrong one. */
const FOLLOWING_CREDIT = 0.5;

export interface JudgedCell {
  readonly cell: Cell;
  /** Null: left open */
  readonly given: CellValue | null;
  readonly credit: number;
  /** Wrong, but it follows from an earlier wrong cell: only that one is the mistake */
  readonly follows: boolean;
}

/**
 * Judges every cell, in their order. `typed` maps ids of cells to texts; cells may be missing. Refused are foreign
 * ids, texts that are not in the form of their cell, and an answer without any.
 */
export function judgeCells(exercise: TraceExercise, variant: TraceVariant, typed: Readonly<Record<string, string>>): Result<JudgedCell[], AnswerRefusal> {
  const { world, cells, truth } = variant;
  if (Object.keys(typed).some((id) => !cells.some((cell) => cell.id === id))) {
    return err({ code: "unknown-key", say: "The exercise has changed since. Draw a new variant." });
  }
  const given: Record<string, CellValue> = {};
  for (const { id, ask, form } of cells) {
    const value = readCell(form, Object.hasOwn(typed, id) ? (typed[id] ?? "") : "");
    if (!value.ok) return err({ code: "unreadable-cell", say: `\u201c${ask}\u201d ${value.error}.` });
    if (value.value !== null) given[id] = value.value;
  }
  if (Object.keys(given).length === 0) return err({ code: "nothing-answered", say: "Fill in at least one cell." });
  const follow = generatorCalled(exercise.generator).solve(world, given);
  return ok(
    cells.map((cell): JudgedCell => {
      const { id, form } = cell;
      const value = given[id] ?? null;
      if (value === null) return { cell, given: null, credit: 0, follows: false };
      const credit = cellCredit(form, value, truth[id] as CellValue);
      if (credit === 1) return { cell, given: value, credit, follows: false };
      const follows = follow[id] !== undefined && cellCredit(form, value, follow[id]) === 1;
      return { cell, given: value, credit: follows ? FOLLOWING_CREDIT : credit, follows };
    }),
  );
}

/** The share of cells that are right; one that follows from an earlier wrong cell, or is a number near the right one, earns half. */
export function gradeTrace(exercise: TraceExercise, variant: TraceVariant, typed: Readonly<Record<string, string>>): Result<Verdict, AnswerRefusal> {
  const judged = judgeCells(exercise, variant, typed);
  if (!judged.ok) return judged;
  const of = judged.value.length;
  const sum = judged.value.reduce((total, { credit }) => total + credit, 0);
  return ok({
    score: sum / of,
    parts: { right: judged.value.filter(({ credit }) => credit === 1).length, of },
    mistakes: nameMistakes(exercise, variant, judged.value),
    taken: judged.value.flatMap(({ cell, given }) => (given === null ? [] : [`${cell.id}=${cellText(cell.form, given)}`])),
    reading: null,
  });
}

/** The mutants that explain the wrong cells, those that explain most first; then the cells that none explains, and open ones. */
function nameMistakes(exercise: TraceExercise, variant: TraceVariant, judged: readonly JudgedCell[]): Mistake[] {
  const roads = wrongRoads(exercise, variant, judged);
  const mistakes: Mistake[] = [];
  let left = judged.filter(({ given, credit, follows }) => given !== null && credit < 1 && !follows);
  for (;;) {
    const best = roads
      .map(({ name, say, explains }) => ({ name, say, cells: left.filter(explains) }))
      .reduce<{ name: string; say: string; cells: readonly JudgedCell[] } | null>(
        (most, road) => (road.cells.length > (most?.cells.length ?? 0) ? road : most),
        null,
      );
    if (best === null) break;
    mistakes.push({ about: best.name, keys: best.cells.map(({ cell }) => cell.id), say: best.say });
    left = left.filter((cell) => !best.cells.includes(cell));
  }
  for (const { cell, given, credit } of left) {
    const truth = cellText(cell.form, variant.truth[cell.id] ?? "");
    const typed = cellText(cell.form, given ?? "");
    const say = credit > 0 ? `\u201c${cell.ask}\u201d: ${typed} is near ${truth}.` : `\u201c${cell.ask}\u201d: ${truth}, not ${typed}.`;
    mistakes.push({ about: "other", keys: [cell.id], say });
  }
  const open = judged.filter(({ given }) => given === null).map(({ cell }) => cell.id);
  if (open.length > 0) mistakes.push({ about: "open", keys: open, say: open.length === 1 ? "One cell was left open." : `${open.length} cells were left open.` });
  return mistakes;
}

/** A mutant explains a wrong cell if it gives that value, from the start or from what was written in the cells before. */
function wrongRoads(exercise: TraceExercise, { world }: TraceVariant, judged: readonly JudgedCell[]) {
  const { mutants } = generatorCalled(exercise.generator);
  const given = Object.fromEntries(judged.flatMap(({ cell, given: value }) => (value === null ? [] : [[cell.id, value]])));
  return Object.entries(mutants).map(([name, mutant]) => {
    const solutions = [mutant.solve(world), mutant.solve(world, given)];
    const explains = ({ cell, given: value }: JudgedCell) =>
      value !== null && solutions.some((cells) => cells[cell.id] !== undefined && cellCredit(cell.form, value, cells[cell.id] as CellValue) === 1);
    return { name, say: exercise.says[name] ?? mutant.say, explains };
  });
}
