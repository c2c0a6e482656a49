/** The numbers against what they are about: arrivals that come and go, every outcome of the dice, the definition. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { generatorCalled } from "../registry";
import { type ChainWorld, MINUTES_A_YEAR } from "./availability-chain";
import type { FanoutWorld } from "./percentile-fanout";
import type { LittleWorld } from "./littles-law";
import type { SamplesWorld } from "./percentile-read";

/** Everyone comes at a fixed pace and stays for a fixed time: the mean number inside, looked at 1,000 times in ten seconds. */
function meanInside(perSecond: number, stayMs: number): number {
  const looks = Array.from({ length: 1000 }, (_, index) => 100 + index * 0.01 + 0.0037);
  const arrivedBy = (second: number) => Math.floor(second * perSecond);
  return looks.reduce((sum, second) => sum + arrivedBy(second) - arrivedBy(second - stayMs / 1000), 0) / looks.length;
}

test("littles-law: the three numbers describe a door through which people come and go", () => {
  for (const { world, truth } of drawnWorlds<LittleWorld>("littles-law", 300)) {
    const { inside, perSecond, stayMs } = world;
    const answer = Number(truth.answer);
    const counted = meanInside(perSecond ?? answer, stayMs ?? answer);
    expect(Math.abs(counted - (inside ?? answer))).toBeLessThanOrEqual(0.02 * counted + 0.1);
  }
});

/** The weights of all combinations of up and down in which the whole works. */
function upByOutcomes({ parts }: ChainWorld): number {
  const machines = parts.flatMap(({ name, up, copies }) => Array.from({ length: copies }, () => ({ name, up: up / 100 })));
  let sum = 0;
  for (let bits = 0; bits < 2 ** machines.length; bits += 1) {
    const isUp = (index: number) => (bits & (1 << index)) !== 0;
    const works = parts.every(({ name }) => machines.some((machine, index) => machine.name === name && isUp(index)));
    if (works) sum += machines.reduce((weight, { up }, index) => weight * (isUp(index) ? up : 1 - up), 1);
  }
  return 100 * sum;
}

test("availability-chain agrees with the sum over all outcomes", () => {
  for (const { world, truth } of drawnWorlds<ChainWorld>("availability-chain", 200)) {
    expect(Number(truth.up)).toBeCloseTo(upByOutcomes(world), 9);
    expect(Number(truth.down)).toBeCloseTo(((100 - upByOutcomes(world)) * MINUTES_A_YEAR) / 100, 4);
  }
});

test("availability-chain: the minutes follow a wrong share that was written, and no rounding of a right one", () => {
  const world: ChainWorld = { parts: [{ name: "A", up: 99, copies: 2 }] };
  const { solve } = generatorCalled("availability-chain");
  expect(Number(solve(world, { up: 98 }).down)).toBeCloseTo(10_512, 6);
  expect(Number(solve(world, { up: 99.995 }).down)).toBeCloseTo(52.56, 6);
});

test("percentile-fanout agrees with the sum over all outcomes of a few calls", () => {
  for (const { world, truth } of drawnWorlds<FanoutWorld>("percentile-fanout", 100, { calls: [2, 11], percentiles: ["90", "95", "98"] })) {
    let slow = 0;
    for (let bits = 1; bits < 2 ** world.calls; bits += 1) {
      const late = Array.from({ length: world.calls }, (_, call) => (bits >> call) & 1).reduce((sum, bit) => sum + bit, 0);
      slow += (1 - world.percentile / 100) ** late * (world.percentile / 100) ** (world.calls - late);
    }
    expect(Number(truth.slow)).toBeCloseTo(100 * slow, 9);
  }
});

test("percentile-fanout: 100 calls at p99, the example of The Tail at Scale: 63 %", () => {
  const worlds = drawnWorlds<FanoutWorld>("percentile-fanout", 1, { calls: [100, 100], percentiles: ["99"] });
  expect(Number(worlds[0]?.truth.slow)).toBeCloseTo(63.397, 3);
});

test("percentile-read: the smallest sample that at least p per cent of the samples do not exceed", () => {
  for (const { world, truth } of drawnWorlds<SamplesWorld>("percentile-read", 300)) {
    for (const percentile of [50, 75, 90]) {
      const reaches = (value: number) => world.samples.filter((sample) => sample <= value).length * 100 >= percentile * world.samples.length;
      expect(truth[`p${percentile}`]).toBe(Math.min(...world.samples.filter(reaches)));
    }
  }
});
