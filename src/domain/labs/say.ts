/** Words and figures for verdicts. */
import type { HistoryEntry } from "../simulator/history";
import type { Json } from "../simulator/message";

const SHOWN_CHARS_MAX = 60;

/** A value as a learner wrote it, cut where it is long. */
export function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > SHOWN_CHARS_MAX ? `${text.slice(0, SHOWN_CHARS_MAX)}…` : text;
}

/** "0.412 s": simulated time. */
export const seconds = (timeUs: number): string => `${(timeUs / 1_000_000).toFixed(3)} s`;

/** At most one digit behind the point. */
export const rounded = (value: number): number => Math.round(value * 10) / 10;

export { counted } from "../kernel/counted";

/** Numbers of the trace events of some entries of a history. */
export const eventsAt = (history: readonly HistoryEntry[], indices: readonly (number | null)[]): number[] =>
  indices.flatMap((index) => (index === null ? [] : (history[index]?.event ?? [])));
