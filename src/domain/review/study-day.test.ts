import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Instant, instant } from "../kernel/instant";
import { DAY_MS, startOfStudyDay, type StudyCalendar, studyDayOf } from "./study-day";

const utc = (text: string): Instant => instant(Date.parse(text));
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const HOUR_MS = 3_600_000;

/** A zone whose offset changes once. */
const changing = (at: string, before: number, after: number) => (when: Instant) => (when < utc(at) ? before : after);
const calendar = (offsetAt: (at: Instant) => number, rolloverHour = 4): StudyCalendar => ({ offsetAt, rolloverHour });

describe("studyDayOf", () => {
  test("[SD1] a day begins at the rollover hour of the wall clock, not at midnight and not in UTC", () => {
    const losAngeles = calendar(() => -8 * 60);
    expect(studyDayOf(utc("2026-01-15T11:59:59.999Z"), losAngeles)).toBe(dayNumber("2026-01-14"));
    expect(studyDayOf(utc("2026-01-15T12:00:00Z"), losAngeles)).toBe(dayNumber("2026-01-15"));
    expect(studyDayOf(utc("2026-01-16T11:59:59.999Z"), losAngeles)).toBe(dayNumber("2026-01-15"));
  });

  test("[SD1] half and quarter hours count", () => {
    const kathmandu = calendar(() => 5 * 60 + 45);
    expect(startOfStudyDay(dayNumber("2026-03-01"), kathmandu)).toBe(utc("2026-02-28T22:15:00Z"));
  });

  test("[SD2] a gap that jumps over the rollover hour: the day begins at its end", () => {
    // 02:00 becomes 03:00: at rollover hour 2 the wall clock never shows 02:00 that day.
    const spring = calendar(changing("2026-03-08T10:00:00Z", -480, -420), 2);
    expect(startOfStudyDay(dayNumber("2026-03-08"), spring)).toBe(utc("2026-03-08T10:00:00Z"));
  });

  test("[SD2] a rollover hour that comes twice: the day begins at the first", () => {
    // 02:00 becomes 01:00: with rollover hour 1 the wall clock shows 01:00 at 08:00Z and again at 09:00Z.
    const autumn = calendar(changing("2026-11-01T09:00:00Z", -420, -480), 1);
    const day = dayNumber("2026-11-01");
    expect(startOfStudyDay(day, autumn)).toBe(utc("2026-11-01T08:00:00Z"));
    expect(studyDayOf(utc("2026-11-01T09:00:00Z"), autumn)).toBe(day);
  });

  test("[SD3] a clock set back across the rollover hour does not bring yesterday back", () => {
    // As in St. John's until 2011: at 00:01 the clock went back to 23:01.
    const backAcross = calendar(changing("2010-11-07T02:31:00Z", -150, -210), 0);
    const day = dayNumber("2010-11-07");
    expect(studyDayOf(utc("2010-11-07T02:30:00Z"), backAcross)).toBe(day);
    expect(studyDayOf(utc("2010-11-07T02:31:00Z"), backAcross)).toBe(day);
    expect(studyDayOf(utc("2010-11-07T03:29:00Z"), backAcross)).toBe(day);
  });

  test("[SD4] a skipped date is a short day, or an empty one", () => {
    const apia = changing("2011-12-30T10:00:00Z", -600, 840);
    const skipped = dayNumber("2011-12-30");
    expect(startOfStudyDay(skipped, calendar(apia, 4))).toBe(utc("2011-12-30T10:00:00Z"));
    expect(startOfStudyDay(skipped + 1, calendar(apia, 4))).toBe(utc("2011-12-30T14:00:00Z"));
    expect(studyDayOf(utc("2011-12-30T10:00:00Z"), calendar(apia, 4))).toBe(skipped);
    expect(studyDayOf(utc("2011-12-30T10:00:00Z"), calendar(apia, 0))).toBe(skipped + 1);
  });

  test("[SD3] any single change of offset up to a day: the day holds its instant, and days never go back", () => {
    const change = utc("2026-06-15T00:00:00Z");
    const offset = fc.integer({ min: -12 * 4, max: 14 * 4 }).map((quarters) => quarters * 15);
    const near = fc.integer({ min: -40 * HOUR_MS, max: 40 * HOUR_MS }).map((ms) => instant(change + ms));
    fc.assert(
      fc.property(offset, offset, fc.integer({ min: 0, max: 23 }), near, near, (before, after, rolloverHour, one, other) => {
        const zone = calendar((at) => (at < change ? before : after), rolloverHour);
        const [first, second] = one <= other ? [one, other] : [other, one];
        const day = studyDayOf(first, zone);
        expect(startOfStudyDay(day, zone)).toBeLessThanOrEqual(first);
        expect(startOfStudyDay(day + 1, zone)).toBeGreaterThan(first);
        expect(studyDayOf(second, zone)).toBeGreaterThanOrEqual(day);
      }),
      { seed: 20261120, numRuns: 2_000 },
    );
  });
});
