/** Words and figures of interviews that several pages share. */
import type { RoomRole } from "@/domain/interviews/room-event";

export const ROLE_WORDS: Record<RoomRole, string> = { interviewer: "interviewer", candidate: "candidate", observer: "observer" };
export const AS_ROLE: Record<RoomRole, string> = { interviewer: "as an interviewer", candidate: "as the candidate", observer: "as an observer" };

/** "08:42": minutes and seconds, rounded down; "−00:12" once the time is over. Hours stay minutes, as interviewers count. */
export function clockWords(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const sign = ms < 0 && seconds > 0 ? "−" : "";
  return `${sign}${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The parts of a date, put together here: server and browser do not agree on the commas between them. */
function partsOf(at: number, timeZone: string | null, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const parts = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: timeZone ?? "UTC" }).formatToParts(at);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** "Wed 18 November" on the reader's clock. */
export function dayOf(at: number, timeZone: string | null): string {
  const { weekday, day, month } = partsOf(at, timeZone, { weekday: "short", day: "numeric", month: "long" });
  return `${weekday} ${day} ${month}`;
}

/** "Wed 18 November, 14:30" on the reader's clock; the zone is named where it is not known to be theirs. */
export function momentWords(at: number, timeZone: string | null): string {
  const { hour, minute } = partsOf(at, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${dayOf(at, timeZone)}, ${hour}:${minute}${timeZone === null ? " UTC" : ""}`;
}

export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();
