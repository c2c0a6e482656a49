/** The estimate against an estimate by hand, and against what doubling a quantity does to each cell. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { generatorCalled } from "../registry";
import type { EnvelopeWorld } from "./envelope";

const CELLS = ["mean", "peak", "storage", "bandwidth"] as const;

test("by hand: 8.64 million users with 10 writes of 1 kB a day, kept for 100 days in 3 copies, peak twice the mean", () => {
  const cells = generatorCalled("envelope").solve({ millionUsers: 8.64, writesPerUser: 10, kilobytes: 1, days: 100, replicas: 3, peakFactor: 2 });
  expect(CELLS.map((cell) => Number(cells[cell]).toPrecision(6))).toEqual(["1000.00", "2000.00", "25.9200", "16.0000"]);
});

test.each([
  ["millionUsers", [2, 2, 2, 2]],
  ["writesPerUser", [2, 2, 2, 2]],
  ["kilobytes", [1, 1, 2, 2]],
  ["days", [1, 1, 2, 1]],
  ["replicas", [1, 1, 2, 1]],
  ["peakFactor", [1, 2, 1, 2]],
] as const)("twice the %s multiplies mean, peak, storage and bandwidth by %j", (name, factors) => {
  for (const { world, truth } of drawnWorlds<EnvelopeWorld>("envelope", 50)) {
    const doubled = generatorCalled("envelope").solve({ ...world, [name]: world[name] * 2 });
    CELLS.forEach((cell, index) => expect(Number(doubled[cell]) / Number(truth[cell])).toBeCloseTo(factors[index] ?? 0, 9));
  }
});
