import fc from "fast-check";
import { expect, test } from "vitest";
import { alphaOf, wholeFigures } from "./whole-figures";

/** Four learners, three items. */
const BY_HAND = [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]];

test("[I11] alpha by hand", () => {
  // Item variances 1/4, 1/3, 1/4; totals 3 2 1 0 with variance 5/3: 3/2 * (1 - (5/6) / (5/3)) = 3/4.
  expect(alphaOf(BY_HAND)).toBeCloseTo(0.75, 12);
  // Without the second item: totals 2 1 1 0 with variance 2/3: 2 * (1 - (1/2) / (2/3)) = 1/2.
  expect(alphaOf(BY_HAND.map(([a, , c]) => [a ?? 0, c ?? 0]))).toBeCloseTo(0.5, 12);
});

test("[I11] none for one item, and none where all totals are the same", () => {
  expect(alphaOf([[1], [0]])).toBeNull();
  expect(alphaOf([[1, 0], [0, 1]])).toBeNull();
});

test("[I5, I11, I12] the whole of twenty learners: the table by hand five times over", () => {
  expect(wholeFigures(Array(4).fill(BY_HAND).flat() as number[][])).toBeNull();
  const figures = wholeFigures(Array(5).fill(BY_HAND).flat() as number[][]);
  // All variances shrink alike, so that alpha stays. Totals: 25 squares over 19.
  expect(figures?.mean).toBe(1.5);
  expect(figures?.deviation).toBeCloseTo(Math.sqrt(25 / 19), 12);
  expect(figures?.alpha).toBeCloseTo(0.75, 12);
  expect(figures?.standardError).toBeCloseTo(Math.sqrt(25 / 19) * 0.5, 12);
  expect(figures?.alphaIfDeleted[1]).toBeCloseTo(0.5, 12);
});

test("alpha is at most 1, is 1 for copies of one item, and does not hang on the order of items", () => {
  const rows = fc.array(fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 30 });
  fc.assert(
    fc.property(rows, (table) => {
      const alpha = alphaOf(table);
      if (alpha !== null) expect(alpha).toBeLessThanOrEqual(1 + 1e-9);
      expect(alphaOf(table.map((row) => [...row].reverse())) ?? 0).toBeCloseTo(alpha ?? 0, 9);
      const copies = alphaOf(table.map(([first]) => [first ?? 0, first ?? 0, first ?? 0]));
      if (copies !== null) expect(copies).toBeCloseTo(1, 9);
    }),
  );
});
