/** A generated exercise: a world, and cells to fill in. */
import { ok, type Result } from "../kernel/result";
import { creditSentence } from "./credit";
import type { DrawError, ExerciseBase } from "./exercise-base";
import type { Figure } from "./figure";
import { cellText } from "./generators/cell-values";
import { generate } from "./generators/generate";
import type { Cell, CellForm, Cells } from "./generators/generator";
import type { ParamRules, ParamsOf } from "./generators/params";
import { generatorCalled } from "./generators/registry";

export interface TraceExercise extends ExerciseBase {
  readonly type: "trace";
  readonly generator: string;
  readonly params: ParamsOf<ParamRules>;
  /** Words of the file for a mutant; the generator's own stand in for the others. */
  readonly says: Readonly<Record<string, string>>;
  /** Of what the generator draws for a few seeds: it changes when a stored seed would draw another world. */
  readonly fingerprint: string;
}

export interface TraceVariant {
  readonly type: "trace";
  readonly seed: string;
  readonly world: unknown;
  readonly cells: readonly Cell[];
  readonly truth: Cells;
}

/** A form as it is shown: the tolerance of a number in words. */
export type PublicForm =
  | Exclude<CellForm, { kind: "number" }>
  | { readonly kind: "number"; readonly unit: string; readonly also: Readonly<Record<string, number>>; readonly creditText: string };

export interface TraceView {
  readonly type: "trace";
  readonly figures: readonly Figure[];
  readonly cells: readonly { readonly id: string; readonly ask: string; readonly form: PublicForm }[];
}

/** Draws the world of a seed. */
export function drawTrace({ generator, params }: TraceExercise, seed: string): Result<TraceVariant, DrawError> {
  const generated = generate(generatorCalled(generator), params, seed);
  if (!generated.ok) return { ok: false, error: { code: "no-world", say: generated.error } };
  return ok({ type: "trace", seed, ...generated.value });
}

/** What may be seen before the answer. */
export const traceView = ({ generator }: TraceExercise, { world, cells }: TraceVariant): TraceView => ({
  type: "trace",
  figures: generatorCalled(generator).show(world),
  cells: cells.map(({ id, ask, form }) => ({ id, ask, form: publicForm(form) })),
});

const publicForm = (form: CellForm): PublicForm =>
  form.kind === "number"
    ? { kind: "number", unit: form.unit, also: form.also, creditText: creditSentence(form.credit, form.unit) }
    : form;

export interface TraceAnswers {
  readonly type: "trace";
  readonly cells: readonly { readonly id: string; readonly text: string }[];
  /** How the values of this world come about, one inline text a step; empty if the generator does not tell. */
  readonly road: readonly string[];
}

/** The values of all cells as text. */
export const traceAnswers = ({ generator }: TraceExercise, { world, cells, truth }: TraceVariant): TraceAnswers => ({
  type: "trace",
  cells: cells.map(({ id, form }) => ({ id, text: cellText(form, truth[id] ?? "") })),
  road: generatorCalled(generator).road?.(world) ?? [],
});
