import { describe, expect, test } from "vitest";
import { type Drawn, historyOf } from "../../../tests/support/histories";
import { runRecord } from "../../../tests/support/run-records";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { Outage } from "../simulator/outages";
import { planOf } from "./run-seed";
import { uniqueIds } from "./unique-ids";

const SEEDS = Array.from({ length: 96 }, (_, index) => index + 1);
const plans = SEEDS.map((n) => planOf(uniqueIds, n, `${n}`));
const ask = (at: number, id: Json, node = "n1", more: Partial<Drawn> = {}): Drawn => ({ f: "generate", value: null, at, end: at + 1, result: id, node, ...more });

describe("plans", () => {
  test("every scenario occurs in any 16 seeds in a row", () => {
    for (let start = 0; start + 16 <= plans.length; start += 1) {
      expect(new Set(plans.slice(start, start + 16).map(({ scenario }) => scenario)).size).toBe(5);
    }
  });

  test("three nodes are asked about a thousand times, and at a thousand a second while they are asked", () => {
    for (const { plan } of plans) {
      expect([plan.nodes.length, plan.operations.length >= 990, plan.operations.length <= 1_800]).toEqual([3, true, true]);
      const [first] = plan.operations;
      const firstTenth = plan.operations.filter(({ atUs }) => atUs - (first?.atUs ?? 0) < 100_000).length;
      expect(firstTenth).toBeGreaterThan(60);
      expect(firstTenth).toBeLessThan(140);
    }
  });

  test("a scenario has its faults and no others", () => {
    const kinds: Record<string, Set<string>> = {};
    for (const { scenario, plan } of plans) for (const { kind } of plan.faults) (kinds[scenario] ??= new Set()).add(kind);
    expect(kinds).toEqual({
      partitions: new Set(["partition", "heal"]),
      crashes: new Set(["crash", "restart"]),
      clocks: new Set(["clock-jump"]),
      everything: new Set(["partition", "heal", "crash", "restart", "clock-jump"]),
    });
  });

  test("clocks go back by up to 5 s, also while a node is down; where order is judged they never differ by more than 600 ms", () => {
    const jumps = plans.flatMap(({ plan }) => plan.faults.flatMap((fault) => (fault.kind === "clock-jump" ? [fault.byMs] : [])));
    expect(Math.min(...jumps)).toBeGreaterThanOrEqual(-5_000);
    expect(Math.min(...jumps)).toBeLessThan(-3_000);
    const judged = uniqueIds.checks.find(({ id }) => id === "sorted")?.scenarios ?? [];
    for (const { scenario, plan } of plans) {
      const offsets = plan.nodes.map((node) => plan.clockOffsetsMs[node] ?? 0);
      if (judged.includes(scenario)) expect(Math.max(...offsets) - Math.min(...offsets)).toBeLessThanOrEqual(600);
    }
  });

  test("a seed's plan is drawn anew alike", () => {
    expect(planOf(uniqueIds, 5, "5")).toEqual(planOf(uniqueIds, 5, "5"));
    expect(planOf(uniqueIds, 5, "6")).not.toEqual(planOf(uniqueIds, 5, "5"));
  });
});

describe("checks", () => {
  const { plan } = planOf(uniqueIds, 2, "2");
  const judge = (check: string, drawn: readonly Drawn[], { faults = plan.faults, outages = [] }: { readonly faults?: ClusterPlan["faults"]; readonly outages?: readonly Outage[] } = {}) =>
    uniqueIds.checks.find(({ id }) => id === check)?.judge(runRecord(historyOf(drawn), {}, outages), { ...plan, faults });

  test("the same id from two nodes", () => {
    expect(judge("unique", [ask(1_000, 7), ask(400_000, 7, "n3")])).toMatchObject({
      verdict: "invalid",
      say: "n1 and n3 both gave the id 7: at 0.001 s and at 0.400 s. 1 id of 2 answers came more than once.",
      witnesses: [1, 3],
    });
  });

  test("what happened to a node between giving an id twice", () => {
    const faults = [{ kind: "crash", atUs: 10, node: "n1" }, { kind: "clock-jump", atUs: 20, node: "n1", byMs: -5 }, { kind: "restart", atUs: 30, node: "n1" }] as const;
    expect(judge("restarts", [ask(0, "a"), ask(50, "a")], { faults })?.say).toContain("and in between it restarted and its clock went back");
  });

  test("a request to a node that is down, or goes down while it works, is excused; others are not", () => {
    const outages = [{ kind: "down", node: "n1", fromUs: 100, untilUs: 200 }] as const;
    const lost = (at: number, node: string): Drawn => ask(at, null, node, { end: at + 1_000_000, type: "info", code: 0 });
    expect(judge("answers", [ask(0, 1), lost(50, "n1"), lost(150, "n1")], { outages })).toMatchObject({
      verdict: "valid",
      say: "1 of 3 requests were answered; 2 were sent to a node that was down or paused.",
    });
    expect(judge("answers", [ask(0, 1), lost(150, "n2"), lost(300, "n1")], { outages })).toMatchObject({ verdict: "invalid", figures: { unanswered: 2 }, witnesses: [2, 4] });
  });

  test("a reply without an id is no answer", () => {
    const [operation] = plan.operations;
    if (operation === undefined) throw new Error("the plan has operations");
    expect(uniqueIds.readReply(operation, { type: "generate_ok", id: 0 })).toBe(0);
    expect(uniqueIds.readReply(operation, { type: "generate_ok" })).toBeNull();
    expect(uniqueIds.readReply(operation, { type: "generate", id: 1 })).toBeNull();
    expect(judge("answers", [ask(0, null, "n1", { type: "info", code: -1 })])).toMatchObject({ verdict: "invalid" });
  });

  test("ids of more than a second apart are in order, and of one kind", () => {
    expect(judge("sorted", [ask(0, 2), ask(1_500_000, 1)])).toMatchObject({ verdict: "invalid", say: "n1 gave 2 at 0.000 s, n1 gave 1 at 1.500 s: the later one should be greater." });
    expect(judge("sorted", [ask(0, 2), ask(1_500_000, "3")])?.say).toContain("only two numbers or two texts can be compared");
    expect(judge("sorted", [ask(0, 2), ask(900_000, 1), ask(1_500_000, 3)])).toMatchObject({ verdict: "valid" });
  });
});
