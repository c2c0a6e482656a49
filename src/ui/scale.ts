/** What every drawn chart needs: a scale, round ticks, a path. */

export type Scale = (value: number) => number;

/** Maps [from, to] onto [start, end]; an empty domain lands on the start. */
export function linearScale([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  const factor = to === from ? 0 : (end - start) / (to - from);
  return (value) => start + (value - from) * factor;
}

/** Whole round numbers (1, 2 or 5 times a power of ten apart) from 0 to at least `highest`, about `count` steps. */
export function countTicks(highest: number, count: number): number[] {
  const rough = Math.max(highest, 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10));
  return Array.from({ length: Math.max(1, Math.ceil(highest / step)) + 1 }, (_, index) => index * step);
}

const tidy = (value: number): string => String(Math.round(value * 100) / 100);

/** An SVG path through points, straight from one to the next. */
export const linePath = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${tidy(x)} ${tidy(y)}`).join("");
