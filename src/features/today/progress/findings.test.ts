import { describe, expect, test } from "vitest";
import { activityFinding, answersFinding, calibrationFinding, forecastFinding, topicsFinding } from "./findings";
import { layOutMap } from "../map/map-layout";

// 2026-11-20
const TODAY = 20_777;

test("forecast names the fullest day", () => {
  const day = (ahead: number, young: number, mature: number) => ({ day: TODAY + ahead, young, mature });
  expect(forecastFinding([day(0, 2, 1), day(1, 4, 9)], TODAY)).toBe("16 cards to come, the most on 21 Nov: 13.");
  expect(forecastFinding([day(0, 2, 1), day(1, 0, 0)], TODAY)).toBe("3 cards to come, the most today: 3.");
  expect(forecastFinding([day(0, 0, 0), day(1, 0, 0)], TODAY)).toBe("No card comes back in the next 2 days.");
});

test("activity counts reviews and days", () => {
  expect(activityFinding([{ day: 1, count: 3 }, { day: 2, count: 1 }], 182)).toBe("4 reviews on 2 of the last 182 days.");
});

test("answers: all but again are remembered", () => {
  expect(answersFinding({ again: 1, hard: 1, good: 7, easy: 1 })).toBe("90% of 10 answers remembered.");
  expect(answersFinding({ again: 0, hard: 0, good: 0, easy: 0 })).toBe("No answer yet.");
});

describe("calibration", () => {
  const bin = (predicted: number, observed: number, low: number, high: number, reviews = 120) => ({ predicted, observed, low, high, reviews });
  test("names the group that is farthest from its prediction", () => {
    expect(calibrationFinding([bin(0.58, 0.46, 0.37, 0.55), bin(0.9, 0.8, 0.75, 0.85)])).toContain("predicted near 58% come out worse: 46% of 120");
    expect(calibrationFinding([bin(0.58, 0.7, 0.6, 0.8)])).toContain("come out better");
  });
  test("is content when each interval holds its prediction", () => {
    expect(calibrationFinding([bin(0.9, 0.88, 0.8, 0.94)])).toBe("Bars are 95% intervals; each holds its prediction.");
  });
});

test("topics: the weakest foundation and its rule", () => {
  const topic = (id: string, title: string, recall: number | null, ...standsOn: string[]) => ({ topic: { id, title }, recall, seen: 0, total: 0, standsOn });
  const topics = [topic("t", "Time, causality", 0.63), topic("r", "Replication, CAP", 0.9, "t"), topic("f", "Failure models", null, "t")];
  expect(topicsFinding(topics, layOutMap(topics.map(({ topic: { id }, standsOn }) => ({ id, standsOn }))))).toBe("Time, at 63%, holds back Replication and Failure models · rule: under 80%");
});
