import { describe, expect, test } from "vitest";
import { random } from "./seeded-random";

const take = (count: number, seed: number | string, name: string) => {
  const stream = random(seed, name);
  return Array.from({ length: count }, () => stream.fraction());
};

describe("random", () => {
  test("the same seed and name tell the same story, as pinned", () => {
    expect(take(3, 7, "n")).toEqual(take(3, "7", "n"));
    expect(take(3, 7, "n").map((fraction) => fraction.toFixed(9))).toEqual(["0.352725141", "0.203426677", "0.658194834"]);
  });

  test("another seed or another name tells another story", () => {
    expect(take(3, 7, "n")).not.toEqual(take(3, 8, "n"));
    expect(take(3, 7, "n")).not.toEqual(take(3, 7, "m"));
  });

  test("first values over many seeds are spread evenly", () => {
    const buckets = Array<number>(10).fill(0);
    for (let seed = 0; seed < 20_000; seed += 1) {
      const bucket = Math.floor(random(seed, "spread").fraction() * 10);
      buckets[bucket] = (buckets[bucket] as number) + 1;
    }
    // 20,000 / 10 = 2,000 a bucket with a standard deviation of 42: five of those either way.
    for (const count of buckets) expect(Math.abs(count - 2000)).toBeLessThan(212);
  });

  test("two names of one seed do not move together", () => {
    let same = 0;
    for (let seed = 0; seed < 10_000; seed += 1) {
      if (random(seed, "a").index(10) === random(seed, "b").index(10)) same += 1;
    }
    expect(Math.abs(same - 1000)).toBeLessThan(150);
  });

  test("index stays in its range", () => {
    const stream = random(1, "index");
    const seen = new Set(Array.from({ length: 200 }, () => stream.index(3)));
    expect([...seen].sort()).toEqual([0, 1, 2]);
  });
});
