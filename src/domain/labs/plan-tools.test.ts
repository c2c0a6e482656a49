import { describe, expect, test } from "vitest";
import { random } from "../kernel/seeded-random";
import type { Outage } from "../simulator/outages";
import { isOutWithin, partitions, shuffled, sides } from "./plan-tools";

const NODES = ["n1", "n2", "n3", "n4", "n5"];
const seeds = Array.from({ length: 200 }, (_, index) => random(index, "test"));

describe("drawn faults", () => {
  test("the sides of a partition hold each node once, and none is empty", () => {
    const counts = new Set<number>();
    for (const seed of seeds) {
      const drawn = sides(seed, NODES);
      counts.add(drawn.length);
      expect(drawn.flat().sort()).toEqual(NODES);
      expect(drawn.every((side) => side.length > 0)).toBe(true);
    }
    expect(counts).toEqual(new Set([2, 3]));
    expect(sides(random(1, "two"), ["n1", "n2"])).toHaveLength(2);
  });

  test("partitions and heals take turns, and the last heal comes when it should", () => {
    for (const seed of seeds) {
      const faults = partitions(seed, NODES, { fromUs: 100, toUs: 9_000, count: 3 });
      expect(faults.map(({ kind }) => kind)).toEqual(["partition", "heal", "partition", "heal", "partition", "heal"]);
      const times = faults.map(({ atUs }) => atUs);
      expect(times).toEqual([...times].sort((one, other) => one - other));
      expect([Math.min(...times) >= 100, Math.max(...times)]).toEqual([true, 9_000]);
    }
  });

  test("a shuffle keeps all things and changes their order", () => {
    const orders = new Set(seeds.map((seed) => shuffled(seed, NODES).join()));
    expect(orders.size).toBeGreaterThan(80);
    for (const order of orders) expect(order.split(",").sort()).toEqual(NODES);
  });
});

describe("a node is out", () => {
  const outage = (kind: "down" | "paused", fromUs: number, untilUs: number, node = "n1"): Outage => ({ kind, node, fromUs, untilUs });
  const outages: readonly Outage[] = [outage("down", 100, 200), outage("paused", 500, 600), outage("down", 150, 10_000, "n2"), { kind: "cut", node: "n3", peers: ["n1"], fromUs: 0, untilUs: 10_000 }];

  test.each([
    [0, 99, false],
    [0, 100, true],
    [120, 130, true],
    [200, 300, true],
    [201, 499, false],
    [90, 700, true],
    [560, 570, true],
    [601, 900, false],
  ])("from %i to %i: %s", (from, to, isOut) => expect(isOutWithin(outages, "n1", from, to)).toBe(isOut));

  test("only itself counts, and that it is cut off is no excuse", () => {
    expect(isOutWithin(outages, "n2", 10_000, 10_000)).toBe(true);
    expect(isOutWithin(outages, "n3", 0, 10_000)).toBe(false);
  });
});
