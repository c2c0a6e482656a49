import { describe, expect, test } from "vitest";
import { type Drawn, historyOf } from "../../../tests/support/histories";
import { runRecord } from "../../../tests/support/run-records";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import { broadcast, gridTopology } from "./broadcast";
import { planOf } from "./run-seed";

const plans = Array.from({ length: 96 }, (_, index) => planOf(broadcast, index + 1, `${index + 1}`));
const S = 1_000_000;

describe("plans", () => {
  test("every scenario occurs in any 16 seeds in a row", () => {
    for (let start = 0; start + 16 <= plans.length; start += 1) {
      expect(new Set(plans.slice(start, start + 16).map(({ scenario }) => scenario)).size).toBe(broadcast.scenarios.length);
    }
  });

  test("topology first, then reads and broadcasts half and half, then a read of every node in the quiet", () => {
    for (const { scenario, plan } of plans) {
      const { nodes, operations } = plan;
      expect(operations.slice(0, nodes.length).map(({ f, node, atUs }) => [f, node, atUs])).toEqual(nodes.map((node) => ["topology", node, 0]));
      const last = operations.slice(-nodes.length);
      expect(last.map(({ f, node }) => `${f} ${node}`)).toEqual(nodes.map((node) => `read ${node}`));
      const load = operations.slice(nodes.length, -nodes.length);
      const share = load.filter(({ f }) => f === "broadcast").length / load.length;
      if (nodes.length === 25) expect(Math.abs(share - 0.5)).toBeLessThan(0.25);
      const quiet = (last[0]?.atUs ?? 0) - Math.max(load.at(-1)?.atUs ?? 0, ...plan.faults.map(({ atUs }) => atUs));
      expect(quiet).toBeGreaterThanOrEqual((scenario === "one-node" ? 1 : scenario === "partitions" || scenario === "split" ? 5 : 3) * S);
      const values = load.flatMap(({ f, value }) => (f === "broadcast" ? [value] : []));
      expect(new Set(values).size).toBe(values.length);
    }
  });

  test("the 25 nodes are asked 100 times a second, 100 ms apart from each other", () => {
    for (const { plan } of plans.filter(({ scenario }) => scenario === "scale" || scenario === "lossy")) {
      expect(plan.operations.length - 50).toBeGreaterThan(330);
      expect(plan.operations.length - 50).toBeLessThan(470);
      expect(plan.latency).toEqual({ kind: "constant", meanUs: 100_000 });
    }
    expect(new Set(plans.map(({ scenario, plan }) => `${scenario} ${plan.loss}`))).toContain("lossy 0.01");
  });

  test("the grid of 25 nodes has 40 edges, each known at both ends", () => {
    const grid = gridTopology(planOf(broadcast, 2, "2").plan.nodes);
    const edges = Object.entries(grid).flatMap(([node, others]) => others.map((other) => [node, other] as const));
    expect(edges).toHaveLength(80);
    for (const [node, other] of edges) expect(grid[other]).toContain(node);
    expect(gridTopology(["n1"])).toEqual({ n1: [] });
    expect(gridTopology(["n1", "n2", "n3", "n4", "n5"])).toEqual({ n1: ["n4", "n2"], n2: ["n5", "n3", "n1"], n3: ["n2"], n4: ["n1", "n5"], n5: ["n2", "n4"] });
  });
});

describe("checks", () => {
  const base = planOf(broadcast, 2, "2").plan;
  const plan: ClusterPlan = { ...base, nodes: ["n1", "n2"], faults: [], operations: base.operations.slice(0, 2).map((operation) => ({ ...operation, atUs: 9 * S })) };
  const add = (value: Json, at: number, end = at): Drawn => ({ f: "broadcast", value, at, end });
  const read = (result: Json[], at: number, node = "n1"): Drawn => ({ f: "read", value: null, at, end: at, result, node });
  const finalReads = (...shown: Json[]): Drawn[] => [read(shown, 9 * S, "n1"), read(shown, 9 * S, "n2")];
  const judge = (check: string, drawn: readonly Drawn[], counters = {}) => broadcast.checks.find(({ id }) => id === check)?.judge(runRecord(historyOf(drawn), counters), plan);

  test("all values on all nodes", () => {
    expect(judge("five-nodes", [add(7, 0), add(8, 10), ...finalReads(8, 7)])).toMatchObject({ verdict: "valid", say: "All 2 values are on all nodes.", figures: { lost: 0 } });
  });

  test("a value that one final read lacks is lost, wherever else it is", () => {
    expect(judge("partitions", [add(7, 2 * S), read([], 9 * S, "n1"), read([7], 9 * S + 1, "n2")])).toMatchObject({
      verdict: "invalid",
      say: "n1 was told 7 at 2.000 s, and the final read of n1 at 9.000 s lacks it. 1 value of 1 is missing somewhere.",
      witnesses: [0, 3],
    });
  });

  test("values that nobody sent, values twice, and nodes that do not answer", () => {
    expect(judge("five-nodes", [add(7, 0), ...finalReads(7, 8)])?.say).toBe("The read of n1 at 9.000 s shows 8 which nobody had sent by then.");
    expect(judge("five-nodes", [add(7, 0), ...finalReads(7, 7)])).toMatchObject({ say: "The read of n1 at 9.000 s shows 7 more than once.", witnesses: [0, 3] });
    expect(judge("five-nodes", [add(7, 0), read([7], 9 * S, "n1")])).toMatchObject({ verdict: "unknown", say: "n2 did not answer the final read." });
  });

  test("latency runs from the request, so a late answer buys nothing", () => {
    const slow = [add(7, 0, S), read([], 700_000), ...finalReads(7)];
    expect(judge("fast", slow)).toMatchObject({ verdict: "invalid", figures: { "max-ms": 700 }, witnesses: [0, 1] });
    expect(judge("frugal", slow)).toMatchObject({ verdict: "valid", figures: { "median-ms": 700 } });
  });

  test("messages and bytes by operation, the bounds exclusive and inclusive as they are published", () => {
    const four = [add(7, 0), read([7], 10), ...finalReads(7)];
    expect(judge("fast", four, { serverMessages: 119 })).toMatchObject({ verdict: "valid", figures: { "msgs-per-op": 29.8 } });
    expect(judge("fast", four, { serverMessages: 120 })?.say).toBe("30 messages per operation, and fewer than 30 are wanted.");
    expect(judge("frugal", four, { serverMessages: 80 })?.verdict).toBe("invalid");
    expect(judge("bytes", four, { serverMessages: 1, serverBytes: 8_000 })).toMatchObject({ verdict: "valid", figures: { "bytes-per-op": 2_000 } });
    expect(judge("bytes", four, { serverMessages: 1, serverBytes: 8_001 })?.verdict).toBe("invalid");
    expect(judge("bytes", four)?.verdict).toBe("unknown");
  });

  test("what is not delivered is not efficient either", () => {
    expect(judge("fast", [add(7, 0), ...finalReads()])).toMatchObject({ verdict: "invalid", figures: { lost: 1 } });
  });

  test("replies are read by their type", () => {
    const operation = (f: string, value: Json) => ({ atUs: 0, client: 0, node: "n1", f, value, body: { type: f } });
    expect(broadcast.readReply(operation("read", null), { type: "read_ok", messages: [1] })).toEqual([1]);
    expect(broadcast.readReply(operation("read", null), { type: "read_ok", messages: "1" })).toBeNull();
    expect(broadcast.readReply(operation("broadcast", 7), { type: "broadcast_ok" })).toBe(7);
    expect(broadcast.readReply(operation("broadcast", 0), { type: "broadcast_ok" })).toBe(0);
    expect(broadcast.readReply(operation("topology", null), { type: "topology_ok" })).toBe(true);
    expect(broadcast.readReply(operation("topology", null), { type: "ok" })).toBeNull();
  });
});
