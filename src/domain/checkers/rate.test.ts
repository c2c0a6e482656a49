import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mostPermitted, type RateRule, worstExcess } from "./rate";

const MS = 1_000;
const at = (...ms: number[]) => ms.map((one) => ({ fromUs: one * MS, toUs: one * MS }));
const threeASecond: RateRule = { kind: "window", limit: 3, windowUs: 1_000 * MS };
const bucket: RateRule = { kind: "bucket", ratePerS: 10, burst: 3 };

describe("windows", () => {
  test("any window counts, not those of the calendar", () => {
    expect(worstExcess(at(0, 900, 950, 1_000, 1_900), threeASecond)).toBeNull();
    expect(worstExcess(at(900, 950, 990, 1_010, 1_020), threeASecond)).toMatchObject({ fromUs: 900 * MS, toUs: 1_020 * MS, permitted: 3 });
  });

  test("a window is as long as its length, its end not included", () => {
    expect(worstExcess(at(0, 0, 0, 1_000), threeASecond)).toBeNull();
    expect(worstExcess(at(0, 0, 0, 999), threeASecond)?.passed).toHaveLength(4);
  });
});

describe("buckets", () => {
  test("every interval counts: a burst, and a rate that is a little too high for long", () => {
    expect(worstExcess(at(0, 0, 0, 100, 200), bucket)).toBeNull();
    expect(worstExcess(at(0, 0, 0, 99), bucket)).toMatchObject({ passed: at(0, 0, 0, 99) });
    expect(worstExcess(at(...Array.from({ length: 60 }, (_, index) => index * 90)), bucket)?.toUs).toBe(59 * 90 * MS);
  });

  test("a tolerance is a share of what is permitted", () => {
    expect(worstExcess(at(0, 0, 0, 0), bucket, 1.4)).toBeNull();
    expect(worstExcess(at(0, 0, 0, 0), bucket, 1.3)).not.toBeNull();
  });
});

test("what may have been let through earlier or later accuses nobody", () => {
  const others = at(0, 0, 50);
  expect(worstExcess([...others, { fromUs: 0, toUs: 400 * MS }], bucket)).toBeNull();
  expect(worstExcess([...others, { fromUs: 0, toUs: 40 * MS }], bucket)).not.toBeNull();
});

test("nothing let through is no excess, and nothing offered is nothing permitted", () => {
  for (const rule of [threeASecond, bucket]) {
    expect(worstExcess([], rule)).toBeNull();
    expect(mostPermitted([], rule)).toBe(0);
  }
});

const rules = fc.oneof(
  fc.record({ kind: fc.constant("window" as const), limit: fc.integer({ min: 1, max: 4 }), windowUs: fc.integer({ min: 1, max: 50 }).map((ms) => ms * MS) }),
  fc.record({ kind: fc.constant("bucket" as const), ratePerS: fc.integer({ min: 10, max: 200 }), burst: fc.integer({ min: 1, max: 4 }) }),
);
const times = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 9 }).map((list) => list.sort((a, b) => a - b));

/** The greatest subset that keeps the rule, by trying all of them. */
function byTrying(list: readonly number[], rule: RateRule): number {
  let most = 0;
  for (let mask = 0; mask < 2 ** list.length; mask += 1) {
    const chosen = list.filter((_, index) => (mask >> index) % 2 === 1);
    if (chosen.length > most && worstExcess(at(...chosen), rule) === null) most = chosen.length;
  }
  return most;
}

test("the most that is permitted is what the best choice of requests comes to", () => {
  fc.assert(fc.property(times, rules, (list, rule) => mostPermitted(list.map((ms) => ms * MS), rule) === byTrying(list, rule)), { numRuns: 150 });
});
