/** The axis of a run with more events than can be drawn with their numbers, and the window of it that is looked at. */
import type { TimeMode } from "./place-times";
import type { Story } from "./read-story";

/** Up to so many events are drawn with numbers and words; more are ticks, and still more are density. */
export const LEVELS = { numbered: 60, ticks: 600 } as const;

export interface Axis {
  readonly mode: TimeMode;
  /** Where each step stands, from the first: µs of simulated time, or its place in the order. They never fall. */
  readonly units: Float64Array;
  readonly start: number;
  readonly end: number;
}

/** A part of an axis, in its units. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Numbers of steps, both included; last < first where there is none. */
export interface StepRange {
  readonly first: number;
  readonly last: number;
}

/** No window shows less than this, in units. */
const WIDTH_MIN = 4;
/** How far from the edge a step is shown that came from beyond it, as a share of the window. */
const EDGE = 0.2;

export function makeAxis({ steps }: Story, mode: TimeMode): Axis {
  const units = Float64Array.from(steps, ({ event }, index) => (mode === "time" ? event.atUs : index));
  return { mode, units, start: units[0] ?? 0, end: Math.max(units.at(-1) ?? 0, (units[0] ?? 0) + WIDTH_MIN) };
}

export const wholeWindow = ({ start, end }: Axis): Window => ({ from: start, to: end });

/** The first index of a rising row whose value is not below `value` (with `past`: above it). */
function lowerBound(values: Float64Array, value: number, past: boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const here = values[middle] as number;
    if (past ? here <= value : here < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const stepsIn = ({ units }: Axis, { from, to }: Window): StepRange => ({ first: lowerBound(units, from, false) + 1, last: lowerBound(units, to, true) });

export const countIn = (axis: Axis, window: Window): number => {
  const { first, last } = stepsIn(axis, window);
  return last - first + 1;
};

/** The step that stands nearest to a place of the axis. */
export function stepAt({ units }: Axis, unit: number): number {
  const next = lowerBound(units, unit, false);
  const [left, right] = [units[next - 1], units[next]];
  if (left === undefined) return 1;
  return right === undefined || unit - left < right - unit ? next : next + 1;
}

/** Moves a window into the axis, and makes it no wider than that. */
function clamped({ start, end }: Axis, { from, to }: Window): Window {
  const width = Math.min(Math.max(to - from, WIDTH_MIN), end - start);
  const left = Math.min(Math.max(from, start), end - width);
  return { from: left, to: left + width };
}

/** A window of about so many steps, with this one in its middle. */
export function windowAround(axis: Axis, step: number, count: number): Window {
  const { units } = axis;
  const first = Math.min(Math.max(step - 1 - Math.floor(count / 2), 0), Math.max(units.length - count, 0));
  const last = Math.min(first + count - 1, units.length - 1);
  return clamped(axis, { from: units[first] ?? axis.start, to: units[last] ?? axis.end });
}

export const movedBy = (axis: Axis, { from, to }: Window, by: number): Window => clamped(axis, { from: from + by, to: to + by });

export const centredAt = (axis: Axis, window: Window, unit: number): Window => movedBy(axis, window, unit - (window.from + window.to) / 2);

/** Makes a window wider (a factor above 1) or narrower; what stands at `unit` stays where it is on the screen. */
export function zoomed(axis: Axis, { from, to }: Window, factor: number, unit: number): Window {
  return clamped(axis, { from: unit - (unit - from) * factor, to: unit + (to - unit) * factor });
}

/** The window, moved no further than it takes to show a step. */
export function showing(axis: Axis, window: Window, step: number): Window {
  const unit = axis.units[step - 1] ?? axis.start;
  const margin = (window.to - window.from) * EDGE;
  if (unit < window.from) return movedBy(axis, window, unit - margin - window.from);
  if (unit > window.to) return movedBy(axis, window, unit + margin - window.to);
  return window;
}

/** The same steps on the axis of the other mode. */
export function translated(from: Axis, to: Axis, window: Window): Window {
  const { first, last } = stepsIn(from, window);
  return clamped(to, { from: to.units[first - 1] ?? to.start, to: to.units[Math.max(last, first) - 1] ?? to.end });
}
