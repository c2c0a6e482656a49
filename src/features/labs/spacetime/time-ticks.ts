/** Round times along the axis, where there is room for them. */
import type { Axis, Window } from "./axis";
import type { PlacedTimes } from "./place-times";

export interface Tick {
  readonly x: number;
  readonly label: string;
}

const TICK_PX = 76;
/** Room of a label's character, and between two labels. */
const CHARACTER_PX = 6.2;
const LABEL_GAP_PX = 10;

/** Round times as they are; the time of an event no finer than it can be seen. */
const label = (atUs: number, digitsMax = 3): string => (atUs / 1_000).toLocaleString("en-GB", { maximumFractionDigits: digitsMax });
const eventLabel = (atUs: number): string => label(atUs, atUs < 10_000 ? 2 : atUs < 1_000_000 ? 1 : 0);

/** Ticks from left to right; the first one says the unit. Without a scale each instant gets its time. */
export function timeTicks(times: PlacedTimes): readonly Tick[] {
  const found = times.scale > 0 ? roundTicks(times) : times.instants.map(({ atUs, start }) => ({ x: start, label: eventLabel(atUs) }));
  const ticks: Tick[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const tick of found.toSorted((left, right) => left.x - right.x)) {
    const text = ticks.length === 0 ? `${tick.label} ms` : tick.label;
    const half = (text.length * CHARACTER_PX) / 2;
    if (tick.x - half < free) continue;
    free = tick.x + half + LABEL_GAP_PX;
    ticks.push({ x: tick.x, label: text });
  }
  return ticks;
}

/** Round places of a window of an axis: times with their unit at the first, or numbers of events. From its left edge, in px. */
export function windowTicks({ mode }: Axis, { from, to }: Window, width: number): readonly Tick[] {
  const scale = width / (to - from);
  const step = roundUp(TICK_PX / scale);
  // Events are counted from 1, and stand from 0.
  const zero = mode === "time" ? 0 : 1;
  const ticks: Tick[] = [];
  for (let value = Math.ceil((from + zero) / step) * step; value - zero <= to; value += step) {
    const words = mode === "time" ? label(value) : String(value);
    ticks.push({ x: (value - zero - from) * scale, label: ticks.length > 0 ? words : mode === "time" ? `${words} ms` : `event ${words}` });
  }
  return ticks;
}

function roundTicks({ instants, breaks, scale }: PlacedTimes): Tick[] {
  const step = roundUp(TICK_PX / scale);
  const broken = new Set(breaks.map(({ to }) => to));
  const ticks: Tick[] = [];
  instants.forEach(({ atUs, start }, index) => {
    const before = instants[index - 1];
    if (before === undefined || broken.has(start)) {
      ticks.push({ x: start, label: eventLabel(atUs) });
      return;
    }
    for (let time = Math.floor(before.atUs / step) * step + step; time <= atUs; time += step) {
      const share = (time - before.atUs) / (atUs - before.atUs);
      ticks.push({ x: before.end + (start - before.end) * share, label: label(time) });
    }
  });
  return ticks;
}

/** 1, 2 or 5 times a power of ten, in µs and no less than one. */
function roundUp(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  return power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
}
