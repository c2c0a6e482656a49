import { describe, expect, test } from "vitest";
import { cardsLine, dayHeading, daysSinceFirst, recallAxisStart, shortTopic, studiedDays, tomorrowWords } from "./today-words";

const cards = (due: number, fresh: number, minutes: number) => ({ due, fresh, minutes, byTopic: [] });
const exercise = (minutes: number) => ({ id: "x", title: "X", about: "", why: "", minutes });

describe("dayHeading", () => {
  test("adds cards and exercises, rounding up", () => {
    expect(dayHeading({ cards: cards(18, 6, 11), exercises: [exercise(2.5), exercise(3)] })).toBe("17 minutes today");
  });
  test("is never nought minutes while something is due", () => {
    expect(dayHeading({ cards: cards(1, 0, 0), exercises: [] })).toBe("1 minute today");
  });
  test("says when nothing is due", () => {
    expect(dayHeading({ cards: cards(0, 0, 0), exercises: [] })).toBe("Nothing is due today");
  });
});

test.each([
  [cards(18, 6, 11), "18 reviews, 6 new · about 11 minutes"],
  [cards(1, 0, 0.4), "1 review · about 1 minute"],
  [cards(0, 5, 3), "5 new · about 3 minutes"],
])("cardsLine names only what there is", (given, words) => {
  expect(cardsLine(given)).toBe(words);
});

test("a topic's short name ends at the first comma or colon", () => {
  expect(["Replication, consistency models and CAP", "Foundations: why distribute", "Resilience patterns"].map(shortTopic)).toEqual(["Replication", "Foundations", "Resilience patterns"]);
});

test("the axis of recall begins at 50 unless something is below; unknown is not below", () => {
  expect([recallAxisStart([0.9, null]), recallAxisStart([0.49, 0.9]), recallAxisStart([0.5])]).toEqual([50, 0, 50]);
});

test("today counts among the days only once something was done", () => {
  const days = (last: number) => [3, 0, 4, last].map((count, index) => ({ day: 100 + index, count }));
  expect(studiedDays(days(0), 103)).toEqual({ studied: 2, of: 3 });
  expect(studiedDays(days(5), 103)).toEqual({ studied: 3, of: 4 });
});

test("days before the first review are not counted; without any review nothing is left out", () => {
  const days = (...counts: number[]) => counts.map((count, index) => ({ day: 100 + index, count }));
  expect(daysSinceFirst(days(0, 0, 3, 0, 1)).map(({ day }) => day)).toEqual([102, 103, 104]);
  expect(daysSinceFirst(days(0, 0))).toHaveLength(2);
});

test("an empty tomorrow is said in words", () => {
  expect([tomorrowWords(0), tomorrowWords(1)]).toEqual(["nothing tomorrow", "tomorrow 1 card"]);
});
