/**
 * Rates: whether what was let through keeps a rule, and how much a limiter could have let through at most. Knows two
 * rules: so many in any window of a length, and a token bucket, which bounds every interval.
 */

export type RateRule =
  /** In any window [t, t + windowUs) at most `limit`. */
  | { readonly kind: "window"; readonly limit: number; readonly windowUs: number }
  /** In any interval of t seconds at most `burst` and `ratePerS` times t. */
  | { readonly kind: "bucket"; readonly ratePerS: number; readonly burst: number };

/** Something that was let through at some time from `fromUs` to `toUs`, both included. */
export interface Passed {
  readonly fromUs: number;
  readonly toUs: number;
}

/** More than a rule permits within an interval. */
export interface Excess<T extends Passed = Passed> {
  readonly fromUs: number;
  readonly toUs: number;
  readonly permitted: number;
  /** What was let through in it, in the order of `toUs`. */
  readonly passed: readonly T[];
}

/** Sums of fractions differ from what they stand for by less than this. */
const ROUNDING = 1e-3;

/** How many a rule permits in a closed interval of this length; null where it says nothing about it. */
export function permittedIn(rule: RateRule, spanUs: number): number | null {
  if (rule.kind === "window") return spanUs < rule.windowUs ? rule.limit : null;
  return rule.burst + (rule.ratePerS * spanUs) / 1_000_000;
}

/**
 * The worst excess over the rule, times `tolerance`; null where there is none. An interval counts what lies within it as a
 * whole, so a time that is not known exactly never accuses anybody. Quadratic in what was let through, linear in memory.
 */
export function worstExcess<T extends Passed>(passed: readonly T[], rule: RateRule, tolerance = 1): Excess<T> | null {
  const byEnd = [...passed].sort((one, other) => one.toUs - other.toUs || one.fromUs - other.fromUs);
  let worst: { readonly over: number; readonly fromUs: number; readonly toUs: number; readonly permitted: number } | null = null;
  for (const fromUs of new Set(byEnd.map((one) => one.fromUs))) {
    let count = 0;
    for (const one of byEnd) {
      if (one.fromUs < fromUs) continue;
      count += 1;
      const permitted = permittedIn(rule, one.toUs - fromUs);
      if (permitted === null) break;
      const over = count - tolerance * permitted;
      if (over > Math.max(ROUNDING, worst?.over ?? 0)) worst = { over, fromUs, toUs: one.toUs, permitted };
    }
  }
  if (worst === null) return null;
  const { fromUs, toUs, permitted } = worst;
  return { fromUs, toUs, permitted, passed: byEnd.filter((one) => one.fromUs >= fromUs && one.toUs <= toUs) };
}

/** How many of the requests at these times (ascending) can be let through at most: to take each that is permitted is the best. */
export function mostPermitted(offeredUs: readonly number[], rule: RateRule): number {
  return rule.kind === "window" ? mostInWindows(offeredUs, rule) : mostFromBucket(offeredUs, rule);
}

function mostInWindows(offeredUs: readonly number[], { limit, windowUs }: Extract<RateRule, { kind: "window" }>): number {
  const taken: number[] = [];
  for (const atUs of offeredUs) {
    const blocking = taken[taken.length - limit];
    if (blocking === undefined || blocking + windowUs <= atUs) taken.push(atUs);
  }
  return taken.length;
}

function mostFromBucket(offeredUs: readonly number[], { ratePerS, burst }: Extract<RateRule, { kind: "bucket" }>): number {
  let [tokens, lastUs, count] = [burst, offeredUs[0] ?? 0, 0];
  for (const atUs of offeredUs) {
    tokens = Math.min(burst, tokens + (ratePerS * (atUs - lastUs)) / 1_000_000);
    lastUs = atUs;
    if (tokens < 1 - ROUNDING) continue;
    tokens -= 1;
    count += 1;
  }
  return count;
}
