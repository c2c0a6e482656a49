/** How much the items of one assignment measure the same. SPEC.md: I11 and I12. */
import { meanOf } from "../../kernel/statistics";
import { LEARNERS_MIN, NO_SPREAD } from "./item-figures";

export interface WholeFigures {
  /** Of the totals, in items: their mean and their standard deviation. */
  readonly mean: number;
  readonly deviation: number;
  readonly alpha: number | null;
  readonly standardError: number | null;
  /** By item, in the order of the columns. */
  readonly alphaIfDeleted: readonly (number | null)[];
}

/** Rows are learners, columns items. Null: too few learners. */
export function wholeFigures(rows: readonly (readonly number[])[]): WholeFigures | null {
  const items = rows[0]?.length ?? 0;
  if (rows.length < LEARNERS_MIN || items === 0) return null;
  const totals = rows.map(sum);
  const deviation = Math.sqrt(variance(totals));
  const alpha = alphaOf(rows);
  return {
    mean: meanOf(totals) ?? 0,
    deviation,
    alpha,
    standardError: alpha === null || alpha < 0 ? null : deviation * Math.sqrt(1 - alpha),
    alphaIfDeleted: Array.from({ length: items }, (_, item) => alphaOf(rows.map((row) => row.filter((_score, at) => at !== item)))),
  };
}

/** Cronbach's alpha; null for fewer than two items, and where all totals are the same. */
export function alphaOf(rows: readonly (readonly number[])[]): number | null {
  const items = rows[0]?.length ?? 0;
  const ofTotals = variance(rows.map(sum));
  if (items < 2 || ofTotals < NO_SPREAD) return null;
  const ofItems = Array.from({ length: items }, (_, item) => variance(rows.map((row) => row[item] ?? 0)));
  return (items / (items - 1)) * (1 - sum(ofItems) / ofTotals);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Of a sample: divided by one less than there are. */
function variance(values: readonly number[]): number {
  const mean = meanOf(values) ?? 0;
  return values.length < 2 ? 0 : values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1);
}
