import { expect, test } from "vitest";
import { findingsOf, observedDifficulty } from "./findings";
import type { ItemFigures } from "./item-figures";

const figures = (share: number, more: Partial<ItemFigures> = {}): ItemFigures => ({
  facility: { share, low: 0, high: 1, base: 40 },
  discrimination: 0.3,
  upperLower: 0.4,
  groupSizes: null,
  roads: [{ about: "a", all: 3, groups: null }],
  parameters: [],
  ...more,
});

test("[I14] the observed step is the nearest to what the steps forecast", () => {
  expect([1, 0.83, 0.8, 0.62, 0.42, 0.41, 0.26, 0.2, 0].map(observedDifficulty)).toEqual([1, 1, 2, 3, 3, 4, 4, 5, 5]);
});

test("[I13, I14, I15] what is found, and what is not", () => {
  const usual = { difficulty: 3, distractors: ["a"] };
  expect(findingsOf(figures(0.5), usual)).toEqual([]);
  expect(findingsOf(figures(0.95), { ...usual, difficulty: 1 })).toEqual([]);
  expect(findingsOf(figures(0.96), { ...usual, difficulty: 1 })).toEqual(["too-easy"]);
  expect(findingsOf(figures(0.04), { ...usual, difficulty: 5 })).toEqual(["too-hard"]);
  expect(findingsOf(figures(0.5, { discrimination: -0.01 }), usual)).toEqual(["negative"]);
  expect(findingsOf(figures(0.5, { discrimination: null }), usual)).toEqual([]);
  expect(findingsOf(figures(0.9), usual)).toEqual(["off-forecast"]);
  expect(findingsOf(figures(0.75), usual)).toEqual([]);
  expect(findingsOf(figures(0.5), { ...usual, distractors: ["a", "b"] })).toEqual(["unused-distractor"]);
});
