import { describe, expect, test } from "vitest";
import { countTicks, linearScale, linePath } from "./scale";

test("a scale maps its ends to its ends, also upside down", () => {
  const y = linearScale([0, 1], [200, 20]);
  expect([0, 0.5, 1].map(y)).toEqual([200, 110, 20]);
  expect(linearScale([3, 3], [10, 90])(3)).toBe(10);
});

describe("countTicks", () => {
  test.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 5, 10]],
    [38, [0, 20, 40]],
    [40, [0, 20, 40]],
    [120, [0, 50, 100, 150]],
  ])("up to %d", (highest, ticks) => {
    expect(countTicks(highest, 3)).toEqual(ticks);
  });
});

test("a path moves once and draws the rest, with two decimals at most", () => {
  expect(linePath([[0, 1], [1 / 3, 2], [5, 6]])).toBe("M0 1L0.33 2L5 6");
  expect(linePath([])).toBe("");
});
