/** Time zones by their IANA names, through the zone data that Node carries. */
import type { Instant } from "@/domain/kernel/instant";
import type { StudyCalendar, ZoneOffset } from "@/domain/review/study-day";

/** Where no browser has told a zone yet. */
export const FALLBACK_ZONE = "UTC";

const MINUTE_MS = 60_000;

/** Making a formatter takes 50 times as long as using it. Names are known ones only, so this cannot grow without end. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** True for an IANA name such as "Asia/Kathmandu"; an offset such as "+05:45" is no zone, for it knows no summer. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The offset of a zone. Throws RangeError for a name that isTimeZone refuses. */
export function zoneOffset(name: string): ZoneOffset {
  const formatter = formatterOf(name);
  return (at) => (wallClockAsUtc(formatter, at) - Math.floor(at / 1000) * 1000) / MINUTE_MS;
}

/** The calendar by which a learner's days are counted. */
export const studyCalendar = (learner: { timeZone: string | null; rolloverHour: number }): StudyCalendar => ({
  offsetAt: zoneOffset(learner.timeZone !== null && isTimeZone(learner.timeZone) ? learner.timeZone : FALLBACK_ZONE),
  rolloverHour: learner.rolloverHour,
});

function formatterOf(name: string): Intl.DateTimeFormat {
  const key = name.toLowerCase();
  const known = formatters.get(key);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(key, formatter);
  return formatter;
}

/** What the clock on the wall shows, read as if it were UTC. */
function wallClockAsUtc(formatter: Intl.DateTimeFormat, at: Instant): number {
  const shown: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(at)) shown[type] = value;
  const part = (type: string) => Number(shown[type]);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}
