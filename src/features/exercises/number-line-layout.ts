/** Where things stand on the number line of a numeric answer. */
import { formatNumber } from "@/domain/exercises/format-number";

export interface NumberLineInput {
  readonly value: number;
  readonly given: number | null;
  readonly from: number;
  readonly to: number;
  readonly scale: "linear" | "log";
}

/** All places are shares of the width, 0 … 1. */
export interface NumberLine {
  readonly ticks: readonly { readonly place: number; readonly label: string }[];
  readonly value: number;
  readonly given: number | null;
  readonly from: number;
  readonly to: number;
}

/** Free room left and right of the outermost point, as a share of their distance. */
const MARGIN = 0.16;
const TICKS_MAX = 6;
/** Points nearer than this share of their size are one point. */
const SAME_SHARE = 1e-6;

/** Lays out the line. On a log scale all points must be above 0. */
export function layOutNumberLine({ value, given, from, to, scale }: NumberLineInput): NumberLine {
  const along = scale === "log" ? Math.log10 : (number: number) => number;
  const points = [value, from, to, ...(given === null ? [] : [given])].map(along);
  const [lowest, highest] = [Math.min(...points), Math.max(...points)];
  const isOnePoint = highest - lowest <= SAME_SHARE * Math.max(Math.abs(lowest), Math.abs(highest));
  const room = isOnePoint ? aroundOnePoint(lowest, scale) : (highest - lowest) * MARGIN;
  const [start, end] = [lowest - room, highest + room];
  const placeOf = (number: number) => (along(number) - start) / (end - start);
  const numbers = scale === "log" ? logTicks(start, end) : linearTicks(start, end);
  return {
    ticks: numbers.map((number) => ({ place: placeOf(number), label: formatNumber(number) })),
    value: placeOf(value),
    given: given === null ? null : placeOf(given),
    from: placeOf(from),
    to: placeOf(to),
  };
}

/** How far the line reaches to either side where all points are one. */
const aroundOnePoint = (point: number, scale: "linear" | "log"): number => (scale === "log" ? 0.5 : Math.abs(point) * 0.5 || 1);

/** Round numbers 1, 2 or 5 times a power of ten apart. */
function linearTicks(start: number, end: number): number[] {
  const rough = (end - start) / (TICKS_MAX - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(start / step);
  return Array.from({ length: Math.floor(end / step) - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Powers of ten, thinned to what fits; on a shorter line 1, 2 and 5 times the power, then whatever is round. */
function logTicks(start: number, end: number): number[] {
  const powers = range(Math.ceil(start), Math.floor(end)).map((power) => 10 ** power);
  if (powers.length >= 3) return powers.filter((_, index) => index % Math.ceil(powers.length / TICKS_MAX) === 0);
  const steps = range(Math.floor(start), Math.ceil(end))
    .flatMap((power) => [1, 2, 5].map((factor) => Number((factor * 10 ** power).toPrecision(12))))
    .filter((number) => Math.log10(number) >= start && Math.log10(number) <= end);
  return steps.length >= 2 ? steps : linearTicks(10 ** start, 10 ** end);
}

const range = (first: number, last: number): number[] => Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index);
