import { describe, expect, test } from "vitest";
import { type Drawn, historyOf } from "../../../tests/support/histories";
import { runRecord } from "../../../tests/support/run-records";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { Outage } from "../simulator/outages";
import { crdts } from "./crdts";
import { planOf } from "./run-seed";

const S = 1_000_000;
const plans = Array.from({ length: 64 }, (_, index) => planOf(crdts, index + 1, `${index + 1}`));

describe("plans", () => {
  test("every scenario occurs in any 16 seeds in a row, with its faults and no others", () => {
    for (let start = 0; start + 16 <= plans.length; start += 1) expect(new Set(plans.slice(start, start + 16).map(({ scenario }) => scenario)).size).toBe(crdts.scenarios.length);
    const kinds: Record<string, Set<string>> = {};
    for (const { scenario, plan } of plans) for (const { kind } of plan.faults) (kinds[scenario] ??= new Set()).add(kind);
    expect(kinds).toEqual({
      lossy: new Set(["weather"]),
      partitions: new Set(["partition", "heal"]),
      crashes: new Set(["crash"]),
      everything: new Set(["partition", "heal", "crash", "weather"]),
    });
  });

  test("faults are over when the plan has settled, and 4 s later every node is read", () => {
    for (const { plan } of plans) {
      const settledAtUs = plan.settledAtUs ?? 0;
      for (const fault of plan.faults) expect(fault.atUs + (fault.kind === "crash" ? (fault.forUs ?? Infinity) : 0)).toBeLessThanOrEqual(settledAtUs);
      expect(plan.operations.slice(-5).map(({ f, node, atUs }) => [f, node, atUs - settledAtUs])).toEqual(plan.nodes.map((node) => ["read", node, 4 * S]));
    }
  });

  test("where memory is judged the counter is only counted up; elsewhere it goes both ways", () => {
    for (const { scenario, plan } of plans) {
      const deltas = plan.operations.flatMap(({ f, value }) => (f === "count" ? [Number(value)] : []));
      expect(Math.min(...deltas) > 0).toBe(scenario === "crashes" || scenario === "everything");
    }
  });
});

describe("checks", () => {
  const base = planOf(crdts, 1, "1").plan;
  const change = (f: string, value: Json, at: number, node = "n1", end: number | null = at): Drawn => ({ f, value, at, node, ...(end === null ? {} : { end }) });
  const read = (at: number, view: { count?: number; elements?: string[]; value?: number | null; text?: string[] }, node = "n1"): Drawn =>
    ({ f: "read", value: null, at, end: at, node, result: { count: 0, elements: [], value: null, text: [], ...view } });
  const cut = (fromUs: number, untilUs: number): Outage[] => [{ kind: "cut", node: "n1", peers: ["n2"], fromUs, untilUs }, { kind: "cut", node: "n2", peers: ["n1"], fromUs, untilUs }];
  /** Both nodes read the same at the end. */
  const last = (view: Parameters<typeof read>[1]): Drawn[] => [read(9 * S, view), read(9 * S, view, "n2")];

  function judge(check: string, drawn: readonly Drawn[], outages: readonly Outage[] = [], counters = {}) {
    const plan: ClusterPlan = { ...base, nodes: ["n1", "n2"], settledAtUs: 5 * S, operations: drawn.map(({ at, f, value, node = "n1" }) => ({ atUs: at, client: 0, node, f, value, body: { type: f } })) };
    return crdts.checks.find(({ id }) => id === check)?.judge(runRecord(historyOf(drawn), counters, outages), plan);
  }

  test("all nodes show the same at the end, elements in any order", () => {
    expect(judge("convergence", [read(9 * S, { elements: ["a", "b"] }), read(9 * S, { elements: ["b", "a"] }, "n2")])).toMatchObject({ verdict: "valid" });
    expect(judge("convergence", [read(9 * S, { count: 1 }), read(9 * S, { count: 2 }, "n2")])?.say).toContain("n1 shows the count 1 and n2 2");
    expect(judge("convergence", last({ text: ["b", "a"] }).map((one, index) => (index === 0 ? read(9 * S, { text: ["a", "b"] }) : one)))?.say).toContain('n1 shows the text ["a","b"] and n2 ["b","a"]');
    expect(judge("convergence", [read(9 * S, {})])).toMatchObject({ verdict: "unknown" });
    expect(judge("convergence", [read(1 * S, { count: 1 }), ...last({ count: 2 })])).toMatchObject({ verdict: "valid" });
  });

  test("a read of the counter holds all of its own node, and may hold what others were told", () => {
    const told = [change("count", 5, S), change("count", 3, S, "n2"), change("count", -2, S, "n2")];
    const end = last({ count: 6 });
    for (const count of [3, 5, 6, 8]) expect(judge("counter", [...told, read(2 * S, { count }), ...end])).toMatchObject({ verdict: "valid" });
    for (const count of [2, 9]) expect(judge("counter", [...told, read(2 * S, { count }), ...end])?.say).toContain(`n1 shows the count ${count} at 2.000 s. The sum of what n1 itself had confirmed`);
    expect(judge("counter", [...told, ...last({ count: 5 })])?.say).toContain("The sum of everything that was confirmed anywhere is 6.");
    expect(judge("counter", [change("count", 5, S, "n1", null), ...last({ count: 5 })])).toMatchObject({ verdict: "valid" });
    expect(judge("counter", [change("count", 5, S, "n1", null), ...last({ count: 0 })])).toMatchObject({ verdict: "valid" });
  });

  test("an addition that no removal can have seen is there in the end", () => {
    const both = [change("put", "pen", S), change("remove", "pen", 2 * S, "n2")];
    expect(judge("set", [...both, ...last({})], cut(0.5 * S, 3 * S))).toMatchObject({ verdict: "invalid" });
    expect(judge("set", [...both, ...last({ elements: ["pen"] })], cut(0.5 * S, 3 * S))).toMatchObject({ verdict: "valid" });
    for (const [fromS, untilS] of [[1.5, 3], [0.5, 1.5]] as const) expect(judge("set", [...both, ...last({})], cut(fromS * S, untilS * S))).toMatchObject({ verdict: "valid" });
    expect(judge("set", [...both, ...last({ elements: ["pen"] })])).toMatchObject({ verdict: "valid" });
    expect(judge("set", [change("remove", "pen", S), change("put", "pen", 2 * S), ...last({})])).toMatchObject({ verdict: "invalid" });
  });

  test("an element whose every addition was removed where it was put is gone, and nothing comes from nowhere", () => {
    const gone = [change("put", "pen", S), change("remove", "pen", 2 * S)];
    expect(judge("set", [...gone, ...last({ elements: ["pen"] })])?.say).toContain("every node that put it has removed it since");
    expect(judge("set", [...gone, ...last({})])).toMatchObject({ verdict: "valid" });
    expect(judge("set", [...gone, change("put", "pen", S, "n2"), ...last({ elements: ["pen"] })])).toMatchObject({ verdict: "valid" });
    expect(judge("set", last({ elements: ["ink"] }))?.say).toContain("nobody put it");
  });

  test("the register shows what was set and not what its node has replaced", () => {
    const set = [change("set", 1, S), change("set", 2, 2 * S), change("set", 3, S, "n2")];
    for (const value of [2, 3]) expect(judge("register", [...set, ...last({ value })])).toMatchObject({ verdict: "valid" });
    expect(judge("register", [...set, ...last({ value: 1 })])?.say).toBe("n1 set 1 and later, at 2.000 s, 2. In the end n1 shows 1 all the same.");
    expect(judge("register", [...set, ...last({ value: 9 })])).toMatchObject({ verdict: "invalid" });
    expect(judge("register", [...set, ...last({ value: null })])).toMatchObject({ verdict: "invalid" });
    expect(judge("register", last({ value: null }))).toMatchObject({ verdict: "valid" });
  });

  describe("text", () => {
    const insert = (word: string, after: string | null, at: number, node = "n1", end: number | null = at): Drawn => change("insert", [word, after], at, node, end);
    const erase = (word: string, at: number, node = "n1"): Drawn => change("erase", word, at, node);
    const two = [insert("a", null, S), insert("b", "a", 1.1 * S)];

    test("words stand behind what they were put behind, and before what had been there", () => {
      expect(judge("text", [...two, ...last({ text: ["a", "b"] })])).toMatchObject({ verdict: "valid" });
      expect(judge("text", [...two, ...last({ text: ["b", "a"] })])?.say).toContain('inserted "b" at 1.100 s, behind "a", and at 9.000 s n1 shows it before that');
      const between = [...two, insert("c", "a", 2 * S)];
      expect(judge("text", [...between, ...last({ text: ["a", "c", "b"] })])).toMatchObject({ verdict: "valid" });
      expect(judge("text", [...between, ...last({ text: ["a", "b", "c"] })])?.say).toContain('right behind "a", and at 9.000 s n1 shows it behind "b"');
      expect(judge("text", [...two, insert("c", null, 2 * S), ...last({ text: ["a", "b", "c"] })])?.say).toContain("at the beginning");
      expect(judge("text", [...two, insert("c", null, 2 * S, "n2"), ...last({ text: ["a", "b", "c"] })])).toMatchObject({ verdict: "valid" });
    });

    test("what two type at one place is not mixed", () => {
      const runs = [...two, insert("x", null, S, "n2"), insert("y", "x", 1.1 * S, "n2")];
      for (const text of [["a", "b", "x", "y"], ["x", "y", "a", "b"]]) expect(judge("text", [...runs, ...last({ text })])).toMatchObject({ verdict: "valid" });
      for (const text of [["a", "x", "b", "y"], ["a", "x", "y", "b"], ["x", "a", "b", "y"]]) expect(judge("text", [...runs, ...last({ text })])?.say).toContain("both at the beginning");
      const half = [insert("a", null, S), insert("b", "a", 1.1 * S, "n1", null), insert("x", null, S, "n2"), insert("y", "x", 1.1 * S, "n2")];
      expect(judge("text", [...half, ...last({ text: ["a", "x", "y", "b"] })])).toMatchObject({ verdict: "valid" });
    });

    test("erased words are gone, at their node at once and everywhere in the end; others stay", () => {
      const erased = [...two, erase("a", 2 * S)];
      expect(judge("text", [...erased, ...last({ text: ["b"] })])).toMatchObject({ verdict: "valid" });
      expect(judge("text", [...erased, read(3 * S, { text: ["a", "b"] }, "n2"), ...last({ text: ["b"] })])).toMatchObject({ verdict: "valid" });
      expect(judge("text", [...erased, read(3 * S, { text: ["a", "b"] }), ...last({ text: ["b"] })])?.say).toContain('n1 erased the word "a" at 2.000 s. At 3.000 s n1 shows it.');
      expect(judge("text", [...erased, ...last({ text: ["a", "b"] })])).toMatchObject({ verdict: "invalid" });
      expect(judge("text", [...erased, ...last({ text: [] })])?.say).toContain("nobody has erased it");
      expect(judge("text", last({ text: ["z"] }))?.say).toContain("which nobody has inserted");
    });

    test("words never change places", () => {
      const three = [insert("a", null, S), insert("b", null, S, "n2")];
      expect(judge("text", [...three, read(2 * S, { text: ["a", "b"] }), ...last({ text: ["b", "a"] })])?.say).toContain('n1 showed "a" before "b" at 2.000 s, and in the end n1 shows them the other way round');
      expect(judge("text", [...three, read(2 * S, { text: ["a", "b"] })])).toMatchObject({ verdict: "unknown" });
    });
  });

  test("a counter that goes back at a node, with the crash in between", () => {
    const down: Outage[] = [{ kind: "down", node: "n1", fromUs: 2 * S, untilUs: 3 * S }];
    expect(judge("memory", [read(S, { count: 8 }), read(4 * S, { count: 5 })], down)?.say).toBe("n1 showed the count 8 at 1.000 s and 5 at 4.000 s, after a crash at 2.000 s, although it was only ever counted up.");
    expect(judge("memory", [read(S, { count: 8 }), read(4 * S, { count: 5 }, "n2"), read(5 * S, { count: 8 })])).toMatchObject({ verdict: "valid" });
    expect(judge("memory", [])).toMatchObject({ verdict: "unknown" });
  });

  test("bytes between nodes by request", () => {
    const two = [change("count", 1, S), read(2 * S, { count: 1 })];
    expect(judge("bytes", two, [], { serverMessages: 1, serverBytes: 2_000 })).toMatchObject({ verdict: "valid", figures: { "bytes-per-op": 1_000 } });
    expect(judge("bytes", two, [], { serverMessages: 1, serverBytes: 2_002 })).toMatchObject({ verdict: "invalid" });
    expect(judge("bytes", two)).toMatchObject({ verdict: "unknown" });
  });

  test("replies are read by their type, and views by their fields", () => {
    const operation = (f: string, value: Json) => ({ atUs: 0, client: 0, node: "n1", f, value, body: { type: f } });
    expect(crdts.readReply(operation("count", 0), { type: "count_ok" })).toBe(0);
    expect(crdts.readReply(operation("count", 0), { type: "put_ok" })).toBeNull();
    const view = { count: 1, elements: ["a"], value: 2, text: ["w", "v"] };
    expect(crdts.readReply(operation("read", null), { type: "read_ok", ...view })).toEqual(view);
    expect(crdts.readReply(operation("read", null), { type: "read_ok", count: 1, elements: [], text: [] })).toEqual({ count: 1, elements: [], value: null, text: [] });
    for (const wrong of [{ count: "1" }, { elements: ["a", "a"] }, { elements: [1] }, { value: "2" }, { text: ["w", "w"] }, { text: "w" }]) expect(crdts.readReply(operation("read", null), { type: "read_ok", ...view, ...wrong })).toBeNull();
  });
});
