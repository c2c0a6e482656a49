/** Goal: our days and steps on ts-fsrs's formulas give what the reference implementations publish. */
import { describe, expect, test } from "vitest";
import { type Instant, instant } from "@/domain/kernel/instant";
import { type CardMemory, newMemory, type Rating, RATINGS } from "@/domain/review/card-memory";
import { reviewCard } from "@/domain/review/review-card";
import type { Trace } from "@/domain/review/scheduler";
import { startOfStudyDay, studyDayOf } from "@/domain/review/study-day";
import { studyCalendar } from "../platform/time-zone";
import { fsrsScheduler } from "./fsrs-scheduler";

const NEW = newMemory(fsrsScheduler.model);
const history = (text: string): Rating[] => text.split(" ").map((letter) => RATINGS.find((rating) => rating.startsWith(letter)) as Rating);

/** Answers each card when it is due, as the reference suites do, and notes the days of each interval. */
function replayWhenDue(ratings: readonly Rating[], timeZone: string, start: Instant): { days: number[]; memory: CardMemory } {
  const calendar = studyCalendar({ timeZone, rolloverHour: 4 });
  const days: number[] = [];
  let [memory, at] = [NEW, start];
  for (const rating of ratings) {
    const day = studyDayOf(at, calendar);
    memory = reviewCard(memory, rating, { at, day, retention: 0.9 }, fsrsScheduler);
    days.push(memory.dueDay === null ? 0 : memory.dueDay - day);
    at = memory.dueAt ?? instant(startOfStudyDay(memory.dueDay ?? day, calendar) + 8.5 * 3_600_000);
  }
  return { days, memory };
}

describe("published histories", () => {
  // py-fsrs test_review_card, ts-fsrs FSRS-6.test.ts, go-fsrs TestBasicSchedulerExample: default parameters, no fuzz.
  test.each(["UTC", "Asia/Kathmandu", "America/Los_Angeles", "Pacific/Auckland"])(
    "intervals of six Good, a lapse with two Again, five Good, learnt in %s",
    (zone) => {
      const { days } = replayWhenDue(history("g g g g g g a a g g g g g"), zone, instant(Date.UTC(2022, 11, 29, 12, 30)));
      expect(days).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
    },
  );

  // fsrs-rs inference.rs test_memo_state, ts-fsrs "memory state using next_state[short-term]".
  test("stability and difficulty after Again and five Good at 0, 0, 1, 3, 8 and 21 days", () => {
    const elapsed = [0, 0, 1, 3, 8, 21];
    const trace = history("a g g g g g").reduce<Trace | null>(
      (before, rating, at) => fsrsScheduler.next(before, elapsed[at] ?? 0, rating), null,
    );
    expect(trace?.stability).toBeCloseTo(53.62691, 4);
    expect(trace?.difficulty).toBeCloseTo(6.3574867, 4);
  });

  // ts-fsrs FSRS-6.test.ts "first repeat".
  test("the first rating of a new card", () => {
    const first = RATINGS.map((rating) => fsrsScheduler.next(null, 0, rating));
    expect(first.map(({ stability }) => stability)).toEqual([0.212, 1.2931, 2.3065, 8.2956]);
    expect(first.map(({ difficulty }) => difficulty)).toEqual([6.4133, 5.11217071, 2.11810397, 1]);
    expect(fsrsScheduler.intervalDays(8.2956, 0.9)).toBe(8);
  });

  // ts-fsrs FSRS-6.test.ts "return retrievability percentage for review cards": Easy, due after 8 days.
  test("recall on the day on which the first Easy is due", () => {
    expect(fsrsScheduler.recall(8.2956, 8)).toBeCloseTo(0.9024733, 7);
    expect(fsrsScheduler.recall(8.2956, 0)).toBe(1);
  });

  // py-fsrs test_repeated_correct_reviews.
  test("ten Easy in a row leave the least difficulty", () => {
    expect(replayWhenDue(history("e e e e e e e e e e"), "UTC", instant(Date.UTC(2022, 10, 29))).memory.difficulty).toBe(1);
  });
});

describe("the trap of UTC days", () => {
  const learnt = { ...NEW, phase: "review", stability: 20, difficulty: 5, reviews: 3, lastReviewDay: 20_448, dueDay: 20_468 } as const;

  /** A lapse, then Good an hour later, as ts-fsrs sees it across UTC midnight and as a learner lives it. */
  function lapseAndGood(lapseAt: string, timeZone: string): CardMemory {
    const calendar = studyCalendar({ timeZone, rolloverHour: 4 });
    const moment = (at: Instant) => ({ at, day: studyDayOf(at, calendar), retention: 0.9 });
    const at = instant(Date.parse(lapseAt));
    const lapsed = reviewCard(learnt, "again", moment(at), fsrsScheduler);
    return reviewCard(lapsed, "good", moment(instant(at + 3_600_000)), fsrsScheduler);
  }

  test("[RC1] a lapse at 15:30 and a Good at 16:30 in Los Angeles are one day", () => {
    const losAngeles = lapseAndGood("2026-01-15T23:30:00Z", "America/Los_Angeles");
    const london = lapseAndGood("2026-01-15T12:00:00Z", "Europe/London");
    expect(losAngeles.stability).toBe(london.stability);
    expect(losAngeles.difficulty).toBe(london.difficulty);

    const lapsed = fsrsScheduler.next(learnt, 20, "again");
    const nextDay = fsrsScheduler.next(lapsed, 1, "good");
    expect(nextDay.stability).toBeGreaterThan(1.7 * losAngeles.stability);
  });

  test("[RC1] 23 hours across the rollover hour are one day, though UTC sees none", () => {
    const calendar = studyCalendar({ timeZone: "Asia/Tokyo", rolloverHour: 4 });
    const [evening, nextEvening] = [Date.parse("2026-01-15T00:30:00Z"), Date.parse("2026-01-15T23:30:00Z")].map(instant) as [Instant, Instant];
    expect(studyDayOf(nextEvening, calendar) - studyDayOf(evening, calendar)).toBe(1);
  });
});

describe("retention", () => {
  test("a lower one waits longer, and the label of the setting is what counts", () => {
    expect(fsrsScheduler.intervalDays(10, 0.9)).toBe(10);
    expect(fsrsScheduler.intervalDays(10, 0.8)).toBeGreaterThan(20);
    expect(fsrsScheduler.intervalDays(10, 0.95)).toBeLessThan(6);
    expect(fsrsScheduler.intervalDays(0.01, 0.9)).toBe(1);
  });
});
