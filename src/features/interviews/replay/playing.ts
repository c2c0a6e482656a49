/** Moving along the line of time: by playing, by events, by phases. */
import { lastUpTo, type TimeLine } from "./time-line";

/** So long without an event nobody wants to wait: playing goes on just before the next one. */
export const IDLE_MS = 6_000;
const BEFORE_NEXT_MS = 1_000;

export const SPEEDS = [1, 2, 8] as const;
export type Speed = (typeof SPEEDS)[number];

/** A speed up (1) or down (-1); the ends hold. */
export const changeSpeed = (speed: Speed, step: 1 | -1): Speed => SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, SPEEDS.indexOf(speed) + step))] ?? speed;

/** Where playing is after `passedMs` of the reader's time. Idle time is skipped. */
export function playOn({ moments, durationMs }: TimeLine, atMs: number, passedMs: number, speed: Speed): number {
  const next = moments[lastUpTo(moments, atMs) + 1];
  const before = moments[lastUpTo(moments, atMs)]?.atMs ?? 0;
  const comes = next?.atMs ?? durationMs;
  const isIdle = comes - before > IDLE_MS && atMs - before >= BEFORE_NEXT_MS && comes - atMs > BEFORE_NEXT_MS;
  return Math.min(durationMs, isIdle ? comes - BEFORE_NEXT_MS : atMs + passedMs * speed);
}

/** The time of the next or the previous event; at the ends the ends. */
export function stepEvent({ moments, durationMs }: TimeLine, atMs: number, step: 1 | -1): number {
  if (step === 1) return moments[lastUpTo(moments, atMs) + 1]?.atMs ?? durationMs;
  return moments[lastUpTo(moments, atMs - 1)]?.atMs ?? 0;
}

/** The start of the next phase; backwards that of this one, and from there of the one before. */
export function stepPhase({ phases, durationMs }: TimeLine, atMs: number, step: 1 | -1): number {
  if (step === 1) return phases.find(({ fromMs }) => fromMs > atMs)?.fromMs ?? durationMs;
  return phases.findLast(({ fromMs }) => fromMs < atMs)?.fromMs ?? 0;
}
