import { expect, test } from "vitest";
import { makeTokenBucket } from "./token-bucket";

test("so many at once, then as they come back, never more than the bucket holds", () => {
  let ms = 0;
  const bucket = makeTokenBucket({ perSecond: 10, burst: 3 }, () => ms);
  expect([bucket.take(2), bucket.take(1), bucket.take(1)]).toEqual([0, 0, 100]);
  ms = 99;
  expect(bucket.take(1)).toBe(1);
  ms = 100;
  expect(bucket.take(1)).toBe(0);
  ms = 60_000;
  expect([bucket.take(4), bucket.take(3)]).toEqual([100, 0]);
});

test("what was spent beyond it has to come back first", () => {
  let ms = 0;
  const bucket = makeTokenBucket({ perSecond: 10, burst: 3 }, () => ms);
  bucket.spend(13);
  expect(bucket.take(1)).toBe(1_100);
  ms = 1_100;
  expect(bucket.take(1)).toBe(0);
});
