import { describe, expect, test } from "vitest";
import type { CardHistoryOutput } from "@/contracts/review/review";
import { dayAtRecall, daysToDue, daysWords, entryWords, whyTheseDays } from "./card-words";

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 10, 8, 4);

const entry = (patch: Partial<CardHistoryOutput["log"][number]>): CardHistoryOutput["log"][number] => ({
  id: "e", kind: "reviewed", at: START + DAY_MS / 2, rating: "good", tookMs: 4000, undone: false, reason: null, stabilityAfter: 12.4, difficultyAfter: 5, recallBefore: 0.9, ...patch,
});

const history = (patch: Partial<CardHistoryOutput> = {}): CardHistoryOutput => ({
  cardId: "c.x", frontHtml: "", concept: { id: "c", title: "C" }, state: "review", suspended: false, stabilityDays: 12.4, difficulty: 5, recallNow: 0.95,
  desiredRetention: 0.9, dueAt: START + 12 * DAY_MS, model: "fsrs-6.0", log: [entry({})], curve: [], ...patch,
});

describe("daysToDue", () => {
  test.each([
    ["at noon", DAY_MS / 2, 12],
    ["just after the day began", 1, 12],
    ["just before it ended", DAY_MS - 1, 12],
  ])("counts study days, answered %s", (_, into, days) => {
    expect(daysToDue(history({ log: [entry({ at: START + into })] }))).toBe(days);
  });

  test("is unknown in steps and before the first answer; undone answers do not count", () => {
    expect(daysToDue(history({ state: "learning" }))).toBeNull();
    expect(daysToDue(history({ log: [entry({ undone: true })] }))).toBeNull();
  });
});

describe("whyTheseDays", () => {
  test("leads from the last answer to the day", () => {
    expect(whyTheseDays(history())).toEqual([
      "1 answer so far, the last one Good. From them the model estimates that recall stays above 90% for 12.4 days: the stability of this card.",
      "You want to be asked at 90%, so it comes back 12 days after the last answer.",
    ]);
  });

  test("says what brought it forward, and no longer promises the old day", () => {
    const words = whyTheseDays(history({ log: [entry({}), entry({ kind: "brought-forward", rating: null, at: START + DAY_MS, reason: "A wrong answer in “Last seat” brought this card forward." })] }));
    expect(words.slice(1)).toEqual(["You want to be asked at 90%.", "A wrong answer in “Last seat” brought this card forward, so it comes earlier. That changes the day, not the estimate."]);
  });

  test("forgets what brought it forward once it was answered", () => {
    const words = whyTheseDays(history({ log: [entry({ kind: "brought-forward", rating: null, at: START, reason: "A miss" }), entry({})] }));
    expect(words.join(" ")).not.toContain("A miss");
  });

  test("knows a card that was never answered, one in steps, and one that is suspended", () => {
    expect(whyTheseDays(history({ state: "new", log: [], stabilityDays: null, dueAt: null }))[0]).toContain("not answered this card yet");
    expect(whyTheseDays(history({ state: "relearning" }))[0]).toContain("counted in minutes");
    expect(whyTheseDays(history({ suspended: true })).slice(1)).toEqual(["It is suspended: it does not come back until you resume it."]);
  });
});

test("dayAtRecall interpolates, and ends where the curve ends", () => {
  const curve = [{ day: 0, recall: 1 }, { day: 10, recall: 0.8 }, { day: 20, recall: 0.7 }];
  expect([1, 0.9, 0.8, 0.75, 0.6].map((recall) => dayAtRecall(curve, recall))).toEqual([0, expect.closeTo(5), 10, expect.closeTo(15), null]);
  expect(dayAtRecall([], 0.9)).toBeNull();
});

test("words of the log", () => {
  expect([entry({}), entry({ kind: "undone", rating: null }), entry({ kind: "buried", rating: null })].map(entryWords)).toEqual(["Good", "Undo", "Put aside until the next day"]);
  expect([1, 1.04, 12.44].map(daysWords)).toEqual(["1 day", "1 day", "12.4 days"]);
});
