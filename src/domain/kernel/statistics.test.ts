import { describe, expect, test } from "vitest";
import { meanOf, medianOf, shareOf } from "./statistics";

describe("shareOf", () => {
  // Reference values: Newcombe (1998), Statistics in Medicine 17, table I, method 3 (score without continuity correction).
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("%i of %i lies between %f and %f", (hits, base, low, high) => {
    const share = shareOf(hits, base);
    expect(share?.share).toBe(hits / base);
    expect(share?.low).toBeCloseTo(low, 4);
    expect(share?.high).toBeCloseTo(high, 4);
  });

  test("nothing observed is unknown", () => {
    expect(shareOf(0, 0)).toBeNull();
  });
});

test("meanOf", () => {
  expect(meanOf([1, 2, 6])).toBe(3);
  expect(meanOf([])).toBeNull();
});

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
])("medianOf %j is %f", (values, median) => {
  expect(medianOf(values)).toBe(median);
});

test("medianOf nothing is unknown", () => {
  expect(medianOf([])).toBeNull();
});
