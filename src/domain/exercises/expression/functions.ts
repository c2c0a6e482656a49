/** The functions of the expression language. What they are not defined for is NaN, which no result may be. */

interface FunctionRule {
  readonly valuesMin: number;
  readonly valuesMax: number;
  readonly apply: (...values: number[]) => number;
}

const MANY = 9;
const one = (apply: (value: number) => number): FunctionRule => ({ valuesMin: 1, valuesMax: 1, apply });
const many = (apply: (...values: number[]) => number): FunctionRule => ({ valuesMin: 2, valuesMax: MANY, apply });

export const FUNCTIONS = {
  abs: one(Math.abs),
  ceil: one(Math.ceil),
  floor: one(Math.floor),
  round: { valuesMin: 1, valuesMax: 2, apply: (value, decimals = 0) => roundHalfAway(value as number, decimals) },
  min: many(Math.min),
  max: many(Math.max),
  sqrt: one(Math.sqrt),
  exp: one(Math.exp),
  ln: one(Math.log),
  log2: one(Math.log2),
  log10: one(Math.log10),
  choose: { valuesMin: 2, valuesMax: 2, apply: (from, take) => choose(from as number, take as number) },
} satisfies Record<string, FunctionRule>;

export type FunctionName = keyof typeof FUNCTIONS;

/** Whether a name is one of the functions; never true for names that every object inherits. */
export const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name);

export const functionRule = (name: FunctionName): FunctionRule => FUNCTIONS[name];

const DECIMALS_MAX = 15;
/** Digits of a double that survive being written down; what comes after them is noise of binary fractions. */
const SURE_DIGITS = 15;

/**
 * Rounds halves away from zero at the given decimals (negative ones round to tens, hundreds ...).
 * A half is one as written in decimals: 1.005 rounds to 1.01 although its double lies a little below.
 */
export function roundHalfAway(value: number, decimals: number): number {
  if (!Number.isInteger(decimals) || Math.abs(decimals) > DECIMALS_MAX) return Number.NaN;
  const factor = 10 ** Math.abs(decimals);
  const scaled = decimals < 0 ? Math.abs(value) / factor : Math.abs(value) * factor;
  if (!(scaled < Number.MAX_SAFE_INTEGER / 2)) return value; // so large that it has no such decimals, or no number
  const whole = Math.floor(Number(scaled.toPrecision(SURE_DIGITS)) + 0.5);
  return Math.sign(value) * (decimals < 0 ? whole * factor : whole / factor);
}

/** Binomial coefficient: exact up to 2^53, rounded beyond. NaN unless both are whole and not negative. */
export function choose(from: number, take: number): number {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(take) || from < 0 || take < 0) return Number.NaN;
  if (take > from) return 0;
  const steps = Math.min(take, from - take);
  let exact = 1n;
  let step = 1;
  // Each step at least doubles the value, so that both loops end soon however large the arguments are.
  for (; step <= steps && exact <= BigInt(Number.MAX_SAFE_INTEGER); step += 1) {
    exact = (exact * BigInt(from - steps + step)) / BigInt(step);
  }
  let value = Number(exact);
  for (; step <= steps && value < Number.POSITIVE_INFINITY; step += 1) value *= (from - steps + step) / step;
  return value;
}
