/** The expressions of a numeric exercise, parsed once, so that a check can draw hundreds of variants. */
import { random } from "../kernel/seeded-random";
import { err, ok, type Result } from "../kernel/result";
import type { DrawError, DrawRule, NumericExercise, NumericVariant } from "./exercise";
import { evaluateExpression, type Names } from "./expression/evaluate-expression";
import type { Expression, ExpressionError } from "./expression/expression";
import { parseExpression } from "./expression/parse-expression";

export const DRAW_TRIES_MAX = 200;

/** Which expression of the file is meant, e.g. ["let", "r"] or ["mistakes", 2, "value"]. */
export type ExpressionPlace = readonly (string | number)[];

export interface PlacedError extends ExpressionError {
  readonly place: ExpressionPlace;
}

export interface NumericProgram {
  readonly draw: Readonly<Record<string, DrawRule>>;
  readonly let: readonly (readonly [string, Expression])[];
  readonly where: readonly Expression[];
  readonly answer: Expression;
  readonly mistakes: readonly Expression[];
}

/** Parses all expressions of the exercise; the errors name each one that does not parse. */
export function compileNumeric(exercise: NumericExercise): Result<NumericProgram, readonly PlacedError[]> {
  const errors: PlacedError[] = [];
  const compile = (text: string, place: ExpressionPlace): Expression => {
    const parsed = parseExpression(text);
    if (parsed.ok) return parsed.value;
    errors.push({ ...parsed.error, place });
    return { text, names: new Map(), root: { kind: "number", at: 0, value: 0 } }; // never used: errors end it below
  };
  const program: NumericProgram = {
    draw: exercise.draw,
    let: Object.entries(exercise.let).map(([name, text]) => [name, compile(text, ["let", name])]),
    where: exercise.where.map((text, index) => compile(text, ["where", index])),
    answer: compile(exercise.answer.value, ["answer", "value"]),
    mistakes: exercise.mistakes.map(({ value }, index) => compile(value, ["mistakes", index, "value"])),
  };
  return errors.length > 0 ? err(errors) : ok(program);
}

export interface Draw {
  readonly values: Names;
  readonly truth: number;
  /** How many draws `where` needed, this one included. */
  readonly tries: number;
}

/** Draws until `where` accepts, at most DRAW_TRIES_MAX times. The same seed always gives the same draw. */
export function drawNumeric(program: NumericProgram, seed: string): Result<Draw, DrawError> {
  for (let tries = 1; tries <= DRAW_TRIES_MAX; tries += 1) {
    const drawn = tryDraw(program, `${seed}.${tries}`);
    if (!drawn.ok) return drawn;
    if (drawn.value !== null) return ok({ ...drawn.value, tries });
  }
  return err({ code: "where-refused-all", say: `no draw fits "where" in ${DRAW_TRIES_MAX} tries` });
}

type Tried = Result<Pick<Draw, "values" | "truth"> | null, DrawError>;

function tryDraw(program: NumericProgram, seed: string): Tried {
  const values: Record<string, number> = {};
  for (const [name, rule] of Object.entries(program.draw)) values[name] = drawValue(rule, random(seed, name).fraction());
  for (const [name, expression] of program.let) {
    const value = evaluateExpression(expression, values);
    if (!value.ok) return badExpression(expression, value.error);
    values[name] = value.value;
  }
  for (const condition of program.where) {
    const holds = evaluateExpression(condition, values);
    if (!holds.ok) return badExpression(condition, holds.error);
    if (holds.value === 0) return ok(null);
  }
  const truth = evaluateExpression(program.answer, values);
  return truth.ok ? ok({ values, truth: truth.value }) : badExpression(program.answer, truth.error);
}

function drawValue(rule: DrawRule, fraction: number): number {
  if ("choice" in rule) return rule.choice[Math.floor(fraction * rule.choice.length)] as number;
  if ("real" in rule) {
    const [low, high] = rule.real;
    return Number((low + fraction * (high - low)).toFixed(rule.digits));
  }
  const [low, high] = rule.integer;
  const count = Math.floor((high - low) / rule.step) + 1;
  return low + rule.step * Math.floor(fraction * count);
}

function badExpression(expression: Expression, { at, say }: ExpressionError) {
  return err<DrawError>({ code: "bad-expression", say: `"${expression.text}", character ${at + 1}: ${say}` });
}

/** The wrong numbers of one variant, in the order of the file; null where a wrong road leads to no number. */
export function mistakeValues(program: NumericProgram, variant: Pick<NumericVariant, "values">): (number | null)[] {
  return program.mistakes.map((expression) => {
    const value = evaluateExpression(expression, variant.values);
    return value.ok ? value.value : null;
  });
}
