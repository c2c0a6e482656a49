import { expect, test } from "vitest";
import { fewWords, itemsHref, signed, stepWords } from "./words";

test("figures in words", () => {
  expect([signed(-0.125), signed(0.4), signed(null)]).toEqual(["−0.13", "0.40", "–"]);
  expect(fewWords(1)).toMatch(/^1 learner of the 20/);
  expect(fewWords(99)).toMatch(/^Few learners/);
  expect(fewWords(100)).toBeNull();
});

test("observed difficulty beside the forecast", () => {
  const figures = { facility: { share: 0.5, low: 0.3, high: 0.7, base: 20 }, discrimination: null, upperLower: null, observed: 3, findings: [] };
  expect([stepWords({ difficulty: 3, figures }), stepWords({ difficulty: 1, figures }), stepWords({ difficulty: 1, figures: null })]).toEqual(["3, as forecast", "3, forecast 1", "–"]);
});

test("an address keeps its filter", () => {
  expect(itemsHref({ use: "practice" })).toBe("/teach/items?use=practice");
  expect(itemsHref({ use: "assigned", finding: "too-easy" })).toBe("/teach/items?use=assigned&finding=too-easy");
});
