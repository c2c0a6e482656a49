/** Credit for a number: full, half or none. */
import type { CreditRule } from "./exercise-base";
import { formatNumber } from "./format-number";

export type Credit = 0 | 0.5 | 1;

/** Noise of floating point: a value that differs by less than this share is the same value. */
const SAME_SHARE = 1e-12;

/** Whether two numbers are the same but for rounding noise; whole numbers have none. */
export function sameNumber(one: number, other: number): boolean {
  if (Number.isSafeInteger(one) && Number.isSafeInteger(other)) return one === other;
  return Math.abs(one - other) <= SAME_SHARE * Math.max(Math.abs(one), Math.abs(other));
}

/** The credit that `given` earns where `truth` is right. Both ends of each band belong to it. */
export function creditOf(rule: CreditRule, given: number, truth: number): Credit {
  if (sameNumber(given, truth)) return 1;
  if (rule.kind === "exact") return 0;
  const off = distance(rule.kind, given, truth);
  const noise = SAME_SHARE * (rule.kind === "absolute" ? Math.abs(truth) : 1);
  const within = (limit: number) => off <= limit * (1 + SAME_SHARE) + noise;
  if (within(rule.full)) return 1;
  return within(rule.half) ? 0.5 : 0;
}

function distance(kind: "absolute" | "relative" | "log", given: number, truth: number): number {
  if (kind === "absolute") return Math.abs(given - truth);
  if (kind === "relative") return Math.abs((given - truth) / truth);
  return given * truth > 0 ? Math.max(given / truth, truth / given) : Number.POSITIVE_INFINITY;
}

/** The lowest and the highest number that earn full credit. */
export function fullBand(rule: CreditRule, truth: number): { readonly from: number; readonly to: number } {
  if (rule.kind === "exact") return { from: truth, to: truth };
  const [one, other] =
    rule.kind === "absolute"
      ? [truth - rule.full, truth + rule.full]
      : rule.kind === "relative"
        ? [truth - rule.full * truth, truth + rule.full * truth]
        : [truth / rule.full, truth * rule.full];
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/** The rule in words, to be read before the answer. */
export function creditSentence(rule: CreditRule, unit: string): string {
  switch (rule.kind) {
    case "exact":
      return "The exact number is asked for.";
    case "absolute":
      return `Within ${withUnit(rule.full, unit)} of the answer counts in full, within ${withUnit(rule.half, unit)} half.`;
    case "relative":
      return `Within ${percent(rule.full)} of the answer counts in full, within ${percent(rule.half)} half.`;
    case "log":
      return `An estimate: within a factor of ${formatNumber(rule.full)} counts in full, of ${formatNumber(rule.half)} half.`;
  }
}

const percent = (share: number): string => `${formatNumber(share * 100)}%`;
const withUnit = (value: number, unit: string): string =>
  unit === "%" ? `${formatNumber(value)} percentage points` : `${formatNumber(value)} ${unit}`;
