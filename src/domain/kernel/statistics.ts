/** Small statistics that say how sure they are. */

export interface Share {
  /** Observed share, 0..1. */
  readonly share: number;
  /** 95 % Wilson score interval of the share. */
  readonly low: number;
  readonly high: number;
  /** How many observations it rests on. */
  readonly base: number;
}

const Z_95 = 1.959964;

/** The share of `hits` in `base` with its 95 % Wilson score interval (Wilson 1927); null without observations. */
export function shareOf(hits: number, base: number): Share | null {
  if (base === 0) return null;
  const share = hits / base;
  const z2 = Z_95 ** 2;
  const middle = (share + z2 / (2 * base)) / (1 + z2 / base);
  const reach = (Z_95 / (1 + z2 / base)) * Math.sqrt((share * (1 - share)) / base + z2 / (4 * base ** 2));
  return { share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach), base };
}

/** The mean, or null of nothing: unknown is not zero. */
export const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The middle value (of an even number the mean of the two in the middle), or null of nothing. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [lower, upper] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}
