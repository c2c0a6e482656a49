/** The laws against a job that is really divided, and a search of all numbers of nodes. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { type ScalingWorld, speedUp } from "./amdahl-usl";

/** Milliseconds of a job of 1,000,000 ms: the serial part, one node's share of the rest, and a talk to every other node. */
const duration = ({ serialPercent, pairMills }: ScalingWorld, nodes: number, talks: boolean) => {
  const serial = serialPercent * 10_000;
  const talk = talks ? pairMills * 1000 : 0;
  return serial + (1_000_000 - serial) / nodes + talk * (nodes - 1);
};

test("agrees with the time of a divided job, and with the best of all numbers of nodes", () => {
  for (const { world, truth } of drawnWorlds<ScalingWorld>("amdahl-usl", 500)) {
    const gain = (nodes: number, talks: boolean) => 1_000_000 / duration(world, nodes, talks);
    expect(truth["amdahl"]).toBeCloseTo(gain(world.nodes, false), 6);
    expect(Number(truth["ceiling"]) / gain(1e9, false)).toBeCloseTo(1, 5);
    expect(truth["usl"]).toBeCloseTo(gain(world.nodes, true), 6);
    const all = Array.from({ length: world.nodesMax }, (_, index) => gain(index + 1, true));
    expect(gain(Number(truth["best"]), true)).toBeCloseTo(Math.max(...all), 9);
  }
});

test("Amdahl's law for 5 % of serial work: 16 nodes give 9.14, and no number gives 20", () => {
  expect(speedUp(0.05, 0, 16)).toBeCloseTo(9.14, 2);
  expect(speedUp(0.05, 0, 100_000)).toBeLessThan(20);
});
