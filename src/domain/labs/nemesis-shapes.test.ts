import { describe, expect, test } from "vitest";
import { plainHost } from "../../../tests/support/plain-host";
import { smallPlan } from "../../../tests/support/small-plan";
import { random } from "../kernel/seeded-random";
import { type Fault } from "../simulator/cluster-plan";
import { Network } from "../simulator/network";
import { runCluster } from "../simulator/run-cluster";
import { bridge, halves, isolateOne, isolateSenderOf, majoritiesRing, oneWay, settle, swarm } from "./nemesis-shapes";

const SEEDS = Array.from({ length: 60 }, (_, seed) => String(seed));
const FIVE = ["n1", "n2", "n3", "n4", "n5"];

/** Whom each node can talk with in both ways, itself included. */
function seen(fault: Fault, nodes: readonly string[]): string[][] {
  const network = new Network(smallPlan({ nodes }));
  if (fault.kind === "partition") network.partition(fault.sides);
  if (fault.kind === "cut") network.cut(fault.links);
  return nodes.map((node) => nodes.filter((other) => !network.isCut(node, other) && !network.isCut(other, node)));
}

describe("shapes", () => {
  test("halves: a majority and the rest", () => {
    for (const seed of SEEDS) expect(seen(halves(random(seed, "test"), FIVE, 1), FIVE).map(({ length }) => length).sort()).toEqual([2, 2, 3, 3, 3]);
    expect(seen(halves(random("1", "test"), FIVE.slice(0, 4), 1), FIVE.slice(0, 4)).map(({ length }) => length).sort()).toEqual([1, 3, 3, 3]);
  });

  test("bridge: one node sees all, and each other one sees it and its half", () => {
    const middles = new Set<string | undefined>();
    for (const seed of SEEDS) {
      const view = seen(bridge(random(seed, "test"), FIVE, 1), FIVE);
      expect(view.map(({ length }) => length).sort()).toEqual([3, 3, 3, 3, 5]);
      middles.add(FIVE[view.findIndex(({ length }) => length === 5)]);
    }
    expect(middles.size).toBe(5);
  });

  test.each([3, 4, 5, 6, 7, 9])("majorities ring of %i: every node sees a majority, and no two the same unless that is everybody", (count) => {
    const nodes = Array.from({ length: count }, (_, index) => `n${index + 1}`);
    for (const seed of SEEDS.slice(0, 10)) {
      const views = seen(majoritiesRing(random(seed, "test"), nodes, 1), nodes);
      for (const view of views) expect(view.length).toBeGreaterThan(count / 2);
      if (count > 4) expect(new Set(views.map((view) => view.join())).size).toBe(count);
      if (count > 4) expect(Math.max(...views.map(({ length }) => length))).toBeLessThan(count);
    }
  });

  test("isolation of any one, of the leader, and of one way", () => {
    const drawn = SEEDS.map((seed) => isolateOne(random(seed, "test"), FIVE, 1));
    expect(new Set(drawn.map((fault) => (fault.kind === "isolate" ? fault.node : null))).size).toBe(5);
    expect(isolateSenderOf("append_entries", 7)).toEqual({ kind: "isolate", atUs: 7, node: { lastSenderOf: "append_entries" }, way: "both" });
    expect(new Set(SEEDS.map((seed) => JSON.stringify(oneWay(random(seed, "test"), "n1", 1)))).size).toBe(2);
  });
});

test("swarm: each feature is on in about half of the seeds, none never, and never none", () => {
  const features = ["loss", "crash", "pause"] as const;
  const drawn = SEEDS.map((seed) => swarm(random(seed, "test"), features));
  for (const feature of features) {
    const count = drawn.filter((on) => on.has(feature)).length;
    expect([count > 18, count < 48]).toEqual([true, true]);
  }
  expect(Math.min(...drawn.map(({ size }) => size))).toBe(1);
  expect(new Set(drawn.map((on) => [...on].join())).size).toBe(7);
});

describe("settle", () => {
  const rough: Fault[] = [
    { kind: "partition", atUs: 10_000, sides: [["n1"], ["n2", "n3", "n4", "n5"]] }, { kind: "crash", atUs: 20_000, node: "n1" }, { kind: "crash", atUs: 21_000, node: "n2", forUs: 900_000 },
    { kind: "pause", atUs: 30_000, node: "n3" }, { kind: "weather", atUs: 40_000, loss: 1 }, { kind: "slow", atUs: 45_000, node: "n4", service: { kind: "constant", meanUs: 600_000 } }, { kind: "crash", atUs: 90_000, node: "n1" },
  ];
  const plan = smallPlan({ nodes: FIVE, faults: rough });

  test("a majority is whole from then on and hears each other; the rest is cut off for good", () => {
    let downs = 0;
    for (const seed of SEEDS) {
      const { core, plan: settled } = settle(random(seed, "test"), plan, 60_000);
      expect([core.length, settled.settledAtUs, settled.faults.some(({ atUs }) => atUs > 60_000)]).toEqual([3, 60_000, false]);
      const run = runCluster(settled, () => null, plainHost((id) => (call) => (call.do === "message" ? [] : [["timer", "t", 20, null], ...FIVE.map((to) => ["send", to, { type: "hi", from: id }] as const)])), { inspect: true });
      const late = (run.trace ?? []).filter(({ atUs }) => atUs > 70_000);
      const ways = new Set(late.flatMap((event) => (event.kind === "handled" && event.trigger.kind === "message" && event.trigger.message.from !== event.node ? [`${event.trigger.message.from}→${event.node}`] : [])));
      expect(ways).toEqual(new Set(core.flatMap((from) => core.filter((to) => to !== from).map((to) => `${from}→${to}`))));
      downs += run.outages.filter(({ kind, untilUs, node }) => kind === "down" && untilUs === run.endedAtUs && !core.includes(node)).length;
    }
    expect(downs).toBeGreaterThan(20);
    expect(downs).toBeLessThan(100);
  });
});
