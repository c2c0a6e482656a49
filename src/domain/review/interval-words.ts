/** Waits in plain words for a button: "10 min", "4 days", "1.2 months". Rule IW1 of SPEC.md. */
import type { Wait } from "./review-card";

const MINUTE_MS = 60_000;
const DAYS_A_MONTH = 30;
const DAYS_A_YEAR = 365;

export function intervalWords(wait: Wait): string {
  if (wait.unit === "ms") return `${oneDecimal(wait.ms / MINUTE_MS)} min`;
  const { days } = wait;
  if (days < DAYS_A_MONTH) return counted(days, "day");
  if (days < DAYS_A_YEAR) return counted(days / DAYS_A_MONTH, "month");
  return counted(days / DAYS_A_YEAR, "year");
}

const oneDecimal = (value: number): string => String(Math.round(value * 10) / 10);

function counted(value: number, unit: string): string {
  const number = oneDecimal(value);
  return `${number} ${unit}${number === "1" ? "" : "s"}`;
}
