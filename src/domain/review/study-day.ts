/**
 * Study days: the learner's own calendar, in which a day begins at their rollover hour and not at midnight UTC.
 *
 * A study day is a number: days since 1970-01-01 by the local wall clock, moved back by the rollover hour.
 * Rules SD1-SD4 of SPEC.md.
 */
import { type Instant, instant } from "../kernel/instant";

/** Days since 1970-01-01 in the learner's calendar. */
export type StudyDay = number;

/** Minutes by which the local wall clock is ahead of UTC at an instant. The zone's rules stay behind this port. */
export type ZoneOffset = (at: Instant) => number;

export interface StudyCalendar {
  readonly offsetAt: ZoneOffset;
  /** Local hour at which a study day begins, 0..23. */
  readonly rolloverHour: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** No zone is farther from UTC than 14 hours; the rest is room for a zone that skips a whole day. */
const WINDOW_MS = 26 * HOUR_MS;

/** The study day to which an instant belongs: the last one that has begun. */
export function studyDayOf(at: Instant, calendar: StudyCalendar): StudyDay {
  let day = Math.floor((wallClock(at, calendar.offsetAt) - calendar.rolloverHour * HOUR_MS) / DAY_MS);
  // A clock set back across the rollover hour shows the old day again, but a day that has begun goes on.
  while (startOfStudyDay(day + 1, calendar) <= at) day += 1;
  return day;
}

/** The first instant at which the local wall clock has reached the rollover hour of the day. */
export function startOfStudyDay(day: StudyDay, { offsetAt, rolloverHour }: StudyCalendar): Instant {
  const wall = day * DAY_MS + rolloverHour * HOUR_MS;
  const [before, after] = [instant(wall - WINDOW_MS), instant(wall + WINDOW_MS)];
  const offsetBefore = offsetAt(before) * MINUTE_MS;
  const offsetAfter = offsetAt(after) * MINUTE_MS;
  if (offsetBefore === offsetAfter) return instant(wall - offsetBefore);

  const change = firstAtOffset(before, after, offsetAt);
  const reached = wall - offsetBefore;
  return instant(reached < change ? reached : Math.max(change, wall - offsetAfter));
}

const wallClock = (at: Instant, offsetAt: ZoneOffset): number => at + offsetAt(at) * MINUTE_MS;

/** The instant of the one change of offset between two instants, to the millisecond. */
function firstAtOffset(before: Instant, after: Instant, offsetAt: ZoneOffset): Instant {
  const offsetAfter = offsetAt(after);
  let [low, high] = [before as number, after as number];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(instant(middle)) === offsetAfter) high = middle;
    else low = middle;
  }
  return instant(high);
}
