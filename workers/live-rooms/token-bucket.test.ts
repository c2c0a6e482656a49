import { expect, test } from "vitest";
import { makeTokenBucket } from "./token-bucket";

test("so many at once, then as they come back, never more than the bucket holds", () => {
  let ms = 0;
  const bucket = makeTokenBucket({ perSecond: 8, burst: 3 }, () => ms);
  expect([bucket.take(2), bucket.take(1), bucket.take(1)]).toEqual([0, 0, 125]);
  ms = 62.5;
  expect(bucket.take(1)).toBe(63);
  ms = 125;
  expect(bucket.take(1)).toBe(0);
  ms = 60_000;
  expect([bucket.take(4), bucket.take(3)]).toEqual([125, 0]);
});

test("what was spent beyond it has to come back first", () => {
  let ms = 0;
  const bucket = makeTokenBucket({ perSecond: 8, burst: 3 }, () => ms);
  bucket.spend(11);
  expect(bucket.take(1)).toBe(1_125);
  ms = 1_125;
  expect(bucket.take(1)).toBe(0);
});
