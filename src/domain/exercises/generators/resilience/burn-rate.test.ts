/** The budget as requests that are counted down, and the table of the workbook. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { generatorCalled } from "../registry";
import type { BurnWorld } from "./burn-rate";

/** Steady traffic: enough that a rounded request does not show. */
const REQUESTS_A_MINUTE = 60_000;

/** Minutes until the failing requests have used up what is left. */
function minutesLeft({ target, days, left, fiveMinutes }: BurnWorld): number {
  let budget = (days * 24 * 60 * REQUESTS_A_MINUTE * (100 - target) * left) / 10_000;
  let minutes = 0;
  while (budget > 0) {
    budget -= (REQUESTS_A_MINUTE * fiveMinutes) / 100;
    minutes += 1;
  }
  return minutes;
}

test("the hours are those after which no failing request is left to spend", () => {
  for (const { world, truth } of drawnWorlds<BurnWorld>("burn-rate", 200)) {
    expect(Math.abs(Number(truth.hours) * 60 - minutesLeft(world))).toBeLessThanOrEqual(1);
    const failed = (share: number) => share / (100 - world.target);
    expect(truth.alert).toBe([world.hour, world.fiveMinutes].every((share) => failed(share) > world.threshold) ? "pages" : "stays silent");
  }
});

test.each([
  { percent: 0.1, burn: 1, hours: 720 },
  { percent: 0.2, burn: 2, hours: 360 },
  { percent: 1, burn: 10, hours: 72 },
  { percent: 100, burn: 1000, hours: 0.72 },
])("99.9 % over 30 days, $percent % fail: burn rate $burn", ({ percent, burn, hours }) => {
  const world: BurnWorld = { target: 99.9, days: 30, left: 100, hour: percent, fiveMinutes: percent, threshold: 14.4 };
  const cells = generatorCalled("burn-rate").solve(world);
  expect(Number(cells.now)).toBeCloseTo(burn, 6);
  expect(Number(cells.hours)).toBeCloseTo(hours, 6);
});

test("alert and hours follow a burn rate that was written, and no rounding of a right one", () => {
  const world: BurnWorld = { target: 99.9, days: 30, left: 50, hour: 2, fiveMinutes: 2, threshold: 14.4 };
  const { solve } = generatorCalled("burn-rate");
  expect(solve(world, { now: 2 })).toMatchObject({ alert: "stays silent", hours: 180 });
  expect(Number(solve(world, { now: 20.1 }).hours)).toBeCloseTo(18, 6);
});
