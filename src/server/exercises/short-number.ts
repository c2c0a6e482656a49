import { formatNumber } from "@/domain/exercises/format-number";

const DIGITS_MIN = 4;
const DIGITS_MAX = 12;

/**
 * A computed value as it is printed: whole numbers as they are, others with as few digits (at least 4) as keep the
 * rounding below a tenth of `tolerance`, the distance that still earns full credit.
 */
export function shortNumber(value: number, tolerance: number): string {
  if (Number.isInteger(value)) return formatNumber(value);
  for (let digits = DIGITS_MIN; digits < DIGITS_MAX; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.abs(rounded - value) <= tolerance / 10) return formatNumber(rounded);
  }
  return formatNumber(value);
}
