import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Instant, instant } from "@/domain/kernel/instant";
import { DAY_MS, startOfStudyDay, studyDayOf } from "@/domain/review/study-day";
import { isTimeZone, studyCalendar, zoneOffset } from "./time-zone";

const utc = (text: string): Instant => instant(Date.parse(text));
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const SEEDED = { seed: 20261120, numRuns: 150 };

const ZONES = [
  "UTC", "Europe/London", "Europe/Berlin", "America/Los_Angeles", "America/New_York", "America/St_Johns",
  "America/Sao_Paulo", "America/Havana", "America/Nuuk", "Atlantic/Azores", "Africa/Cairo", "Africa/Casablanca",
  "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tehran", "Asia/Gaza", "Asia/Amman", "Asia/Pyongyang", "Australia/Lord_Howe",
  "Australia/Adelaide", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Kwajalein", "Antarctica/Troll",
  "Antarctica/Casey", "America/Caracas",
];

describe("zoneOffset", () => {
  test.each([
    ["America/Los_Angeles", "2026-01-15T12:00:00Z", -480],
    ["America/Los_Angeles", "2026-07-15T12:00:00Z", -420],
    ["Asia/Kathmandu", "2026-01-15T12:00:00.999Z", 345],
    ["Australia/Lord_Howe", "2026-01-15T12:00:00Z", 660],
    ["Australia/Lord_Howe", "2026-07-15T12:00:00Z", 630],
    ["Pacific/Apia", "2011-12-30T09:59:59.999Z", -600],
    ["Pacific/Apia", "2011-12-30T10:00:00Z", 840],
    ["Pacific/Kiritimati", "2026-01-15T12:00:00Z", 840],
  ])("%s at %s is %i minutes ahead of UTC", (zone, at, minutes) => {
    expect(zoneOffset(zone)(utc(at))).toBe(minutes);
  });

  test("changes at the millisecond of the change", () => {
    const berlin = zoneOffset("Europe/Berlin");
    expect([berlin(utc("2026-03-29T00:59:59.999Z")), berlin(utc("2026-03-29T01:00:00Z"))]).toEqual([60, 120]);
  });
});

describe("isTimeZone", () => {
  test("takes IANA names, in any case, and nothing else", () => {
    expect(["Asia/Kathmandu", "europe/berlin", "UTC", "Pacific/Apia"].map(isTimeZone)).toEqual([true, true, true, true]);
    expect(["", "Mars/Olympus", "+05:45", "-08:00", "Europe/Berlin; DROP", "undefined"].map(isTimeZone)).toEqual(Array(6).fill(false));
  });
});

describe("study days in real zones", () => {
  const days = (timeZone: string, rolloverHour: number) => studyCalendar({ timeZone, rolloverHour });

  test("a learner without a zone, or with one that Node has forgotten, studies in UTC", () => {
    const at = utc("2026-05-05T03:59:59Z");
    expect(studyDayOf(at, studyCalendar({ timeZone: null, rolloverHour: 4 }))).toBe(dayNumber("2026-05-04"));
    expect(studyDayOf(at, studyCalendar({ timeZone: "Mars/Olympus", rolloverHour: 4 }))).toBe(dayNumber("2026-05-04"));
  });

  test("[RC1] 15:30 and 16:30 in Los Angeles are one study day, though UTC's date changes between them", () => {
    const calendar = days("America/Los_Angeles", 4);
    expect(studyDayOf(utc("2026-01-15T23:30:00Z"), calendar)).toBe(dayNumber("2026-01-15"));
    expect(studyDayOf(utc("2026-01-16T00:30:00Z"), calendar)).toBe(dayNumber("2026-01-15"));
  });

  test("[SD2] Lord Howe loses half an hour at 02:00: that day begins at 02:30", () => {
    expect(startOfStudyDay(dayNumber("2026-10-04"), days("Australia/Lord_Howe", 2))).toBe(utc("2026-10-03T15:30:00Z"));
  });

  test("[SD4] Samoa's skipped Friday lasts from midnight to the rollover hour of Saturday", () => {
    const apia = days("Pacific/Apia", 4);
    const friday = dayNumber("2011-12-30");
    expect(studyDayOf(utc("2011-12-30T09:59:59.999Z"), apia)).toBe(friday - 1);
    expect(studyDayOf(utc("2011-12-30T10:00:00Z"), apia)).toBe(friday);
    expect(startOfStudyDay(friday + 1, apia)).toBe(utc("2011-12-30T14:00:00Z"));
  });

  const moment = fc.integer({ min: utc("1971-01-01T00:00:00Z"), max: utc("2060-01-01T00:00:00Z") }).map(instant);
  test.each(ZONES)("[SD3] %s: every instant lies in its day", (zone) => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 23 }), (at, rolloverHour) => {
        const calendar = days(zone, rolloverHour);
        const day = studyDayOf(at, calendar);
        expect(startOfStudyDay(day, calendar)).toBeLessThanOrEqual(at);
        expect(startOfStudyDay(day + 1, calendar)).toBeGreaterThan(at);
      }),
      SEEDED,
    );
  });

  const OFTEN_CHANGED = [
    "America/St_Johns", "America/Havana", "Africa/Cairo", "Asia/Gaza", "Australia/Lord_Howe", "Pacific/Apia", "Antarctica/Troll",
  ];
  test.each(OFTEN_CHANGED)("[SD3] %s: days never go back where the clock is changed (2010 to 2012)", (zone) => {
    const offsetAt = zoneOffset(zone);
    for (let date = utc("2010-01-01T00:00:00Z") as number; date < utc("2013-01-01T00:00:00Z"); date += DAY_MS) {
      if (offsetAt(instant(date)) === offsetAt(instant(date + DAY_MS))) continue;
      for (const rolloverHour of [0, 2, 4]) {
        const calendar = days(zone, rolloverHour);
        let before = Number.NEGATIVE_INFINITY;
        for (let at = date; at <= date + DAY_MS; at += DAY_MS / 48) {
          const day = studyDayOf(instant(at), calendar);
          expect(day).toBeGreaterThanOrEqual(before);
          expect(startOfStudyDay(day, calendar)).toBeLessThanOrEqual(at);
          before = day;
        }
      }
    }
  });
});
