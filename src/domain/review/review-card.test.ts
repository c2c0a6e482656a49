import { describe, expect, test } from "vitest";
import { type Instant, instant } from "../kernel/instant";
import { type CardMemory, newMemory, type Rating, RATINGS } from "./card-memory";
import { previewWaits, reviewCard } from "./review-card";
import { recallOn, type Scheduler } from "./scheduler";

/** A model that is easy to calculate by hand: stability is the interval, and each rating adds its own share. */
const ADDED: Record<Rating, number> = { again: 0, hard: 1, good: 2, easy: 3 };
const plain: Scheduler = {
  model: "plain",
  next: (trace, elapsed, rating) => ({ stability: (trace?.stability ?? 0) + elapsed + ADDED[rating], difficulty: 5 }),
  intervalDays: (stability) => Math.max(1, Math.round(stability)),
  recall: () => 0.9,
};
/** A model under which the four ratings make no difference: what keeps them apart is ours. */
const level: Scheduler = { ...plain, next: () => ({ stability: 10, difficulty: 5 }) };

const NOON = instant(Date.UTC(2026, 5, 1, 12));
const DAY = 20_605;
const moment = (at: Instant = NOON, day = DAY) => ({ at, day, retention: 0.9 });
const after = (memory: CardMemory, ...ratings: Rating[]): CardMemory =>
  ratings.reduce((known, rating) => reviewCard(known, rating, moment(), plain), memory);
const fresh = newMemory("plain");
const inReview = after(fresh, "good", "good");
const minutes = (memory: CardMemory): number => ((memory.dueAt ?? 0) - NOON) / 60_000;

describe("reviewCard", () => {
  test("[RC2] Good walks a new card through the steps into review", () => {
    const second = after(fresh, "good");
    expect(second).toMatchObject({ phase: "learning", step: 1, dueDay: null, reviews: 1 });
    expect(minutes(second)).toBe(10);
    expect(after(second, "good")).toMatchObject({ phase: "review", step: 0, dueAt: null, dueDay: DAY + 4, reviews: 2 });
  });

  test("[RC2] Again goes to the first step, from any", () => {
    for (const memory of [after(fresh, "again"), after(fresh, "good", "again")]) {
      expect(memory).toMatchObject({ phase: "learning", step: 0, lapses: 0 });
      expect(minutes(memory)).toBe(1);
    }
  });

  test("[RC2] Easy leads into review at once", () => {
    expect(after(fresh, "easy")).toMatchObject({ phase: "review", dueDay: DAY + 3 });
  });

  test("[RC3] Hard waits 5.5 minutes at the first step, 10 at the second, and stays there", () => {
    const first = after(fresh, "hard");
    expect([first.step, minutes(first)]).toEqual([0, 5.5]);
    const second = after(fresh, "good", "hard");
    expect([second.step, minutes(second)]).toEqual([1, 10]);
  });

  test("[RC3] Hard at the lone relearning step waits half as long again", () => {
    const relearning = after(inReview, "again", "hard");
    expect([relearning.phase, relearning.step, minutes(relearning)]).toEqual(["relearning", 0, 15]);
  });

  test("[RC4] Again in review is a lapse; Good brings the card back to review", () => {
    const lapsed = after(inReview, "again");
    expect(lapsed).toMatchObject({ phase: "relearning", step: 0, lapses: 1, dueDay: null });
    expect(minutes(lapsed)).toBe(10);
    expect(after(lapsed, "again")).toMatchObject({ phase: "relearning", lapses: 1 });
    expect(after(lapsed, "good")).toMatchObject({ phase: "review", lapses: 1, dueAt: null });
  });

  test("[RC5] a better rating never comes back sooner, even if the model sees no difference", () => {
    const days = (from: CardMemory, rating: Rating) => (reviewCard(from, rating, moment(), level).dueDay ?? 0) - DAY;
    expect([days(inReview, "hard"), days(inReview, "good"), days(inReview, "easy")]).toEqual([10, 11, 12]);
    const lastStep = after(fresh, "good");
    expect([days(lastStep, "good"), days(lastStep, "easy"), days(fresh, "easy")]).toEqual([10, 11, 11]);
  });

  test("[RC5] Hard never waits longer than Good alone would", () => {
    const odd: Scheduler = { ...plain, next: (_trace, _elapsed, rating) => ({ stability: rating === "hard" ? 30 : 10, difficulty: 5 }) };
    expect(reviewCard(inReview, "hard", moment(), odd).dueDay).toBe(DAY + 10);
  });

  test("[RC1] the model is told whole study days, whatever the hours", () => {
    const elapsed: number[] = [];
    const spy: Scheduler = { ...plain, next: (trace, days, rating) => (elapsed.push(days), plain.next(trace, days, rating)) };
    const later = instant(NOON + 23 * 3_600_000);
    reviewCard(inReview, "good", moment(later, DAY), spy);
    reviewCard(inReview, "good", moment(later, DAY + 1), spy);
    expect(new Set(elapsed.slice(0, 4))).toEqual(new Set([0]));
    expect(new Set(elapsed.slice(4))).toEqual(new Set([1]));
  });

  test("[RC8] a study day before the last review's counts as the same day", () => {
    const west = reviewCard(inReview, "good", moment(instant(NOON + 1), DAY - 1), plain);
    expect(west).toMatchObject({ lastReviewDay: DAY, dueDay: DAY + 6, stability: 6 });
  });

  test("[CL7] a review drops the reason for which the card was brought forward", () => {
    expect(after({ ...inReview, forwardReason: "a wrong answer" }, "good").forwardReason).toBeNull();
  });
});

describe("previewWaits", () => {
  test("[RC7] each button says what its press does", () => {
    const states = [fresh, after(fresh, "again"), after(fresh, "good"), inReview, after(inReview, "again")];
    const later = moment(instant(NOON + 5 * 86_400_000), DAY + 5);
    for (const memory of states) {
      const waits = previewWaits(memory, later, plain);
      for (const rating of RATINGS) {
        const pressed = reviewCard(memory, rating, later, plain);
        expect(waits[rating]).toEqual(
          pressed.dueAt === null
            ? { unit: "days", days: (pressed.dueDay ?? 0) - later.day }
            : { unit: "ms", ms: pressed.dueAt - later.at },
        );
      }
    }
  });
});

describe("recallOn", () => {
  const told: Scheduler = { ...plain, recall: (_stability, elapsed) => elapsed };

  test("[RC8] a day before the last review is that day", () => {
    expect([DAY - 1, DAY, DAY + 3].map((day) => recallOn(inReview, day, told))).toEqual([0, 0, 3]);
  });

  test("a card that was never reviewed has no recall to predict", () => {
    expect(recallOn(fresh, DAY, told)).toBeNull();
  });
});
