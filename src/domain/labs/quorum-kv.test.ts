import { describe, expect, test } from "vitest";
import { type Drawn, historyOf } from "../../../tests/support/histories";
import { runRecord } from "../../../tests/support/run-records";
import type { ClusterPlan, PlannedOperation } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { Counters } from "../simulator/run-record";
import { quorumKv } from "./quorum-kv";
import { CONVERGE_US, homesOf, REPAIR_READS_US, REPAIR_US, ringOf } from "./quorum-kv-story";
import { planOf } from "./run-seed";

const S = 1_000_000;
const plans = Array.from({ length: 64 }, (_, index) => planOf(quorumKv, index + 1, `${index + 1}`));

describe("plans", () => {
  test("every scenario occurs in any 16 seeds in a row, with its faults and no others", () => {
    for (let start = 0; start + 16 <= plans.length; start += 1) expect(new Set(plans.slice(start, start + 16).map(({ scenario }) => scenario)).size).toBe(quorumKv.scenarios.length);
    const kinds: Record<string, Set<string>> = {};
    for (const { scenario, plan } of plans) for (const { kind, atUs } of plan.faults) if (atUs < (plan.settledAtUs ?? 0)) (kinds[scenario] ??= new Set()).add(kind);
    expect(kinds).toEqual({
      strict: new Set(["partition", "heal"]),
      sloppy: new Set(["partition", "heal"]),
      "power-cuts": new Set(["crash"]),
      "two-down": new Set(["crash"]),
      "many-keys": new Set(["isolate", "heal"]),
    });
  });

  test("where quorums are sloppy every side has two nodes, and never more than two nodes are down", () => {
    for (const { scenario, plan } of plans) {
      const earlier = plan.faults.filter(({ atUs }) => atUs < (plan.settledAtUs ?? 0));
      if (scenario === "sloppy") for (const fault of earlier) if (fault.kind === "partition") expect(Math.min(...fault.sides.map((side) => side.length))).toBeGreaterThanOrEqual(2);
      if (scenario !== "two-down") continue;
      const downs = earlier.flatMap((fault) => (fault.kind === "crash" ? [{ fromUs: fault.atUs, untilUs: fault.atUs + (fault.forUs ?? Infinity) }] : []));
      for (const { fromUs } of downs) expect(downs.filter((one) => one.fromUs <= fromUs && fromUs < one.untilUs).length).toBeLessThanOrEqual(2);
    }
  });

  test("all is whole when the plan has settled; 10 s later every node is asked alone, and then every key is read", () => {
    for (const { plan } of plans) {
      const settledAtUs = plan.settledAtUs ?? 0;
      for (const fault of plan.faults) if (fault.kind === "crash") expect(fault.atUs + (fault.forUs ?? Infinity)).toBeLessThanOrEqual(settledAtUs);
      const alone = plan.operations.filter(({ f, atUs }) => f === "local" && atUs === settledAtUs + CONVERGE_US);
      expect(alone.map(({ node }) => node)).toEqual(plan.nodes);
      expect(plan.faults).toContainEqual({ kind: "partition", atUs: settledAtUs + CONVERGE_US - 1, sides: plan.nodes.map((node) => [node]) });
      const keysOf = (f: string, fromUs: number) => new Set(plan.operations.filter((one) => one.f === f && one.atUs >= fromUs).map(({ body }) => body["key"]));
      for (const key of keysOf("put", 0)) expect(keysOf("get", settledAtUs + CONVERGE_US)).toContain(key);
    }
  });

  test("values are never put twice, and a context is one of the same key", () => {
    for (const { plan } of plans) {
      const values = plan.operations.flatMap(({ f, value }) => (f === "put" ? [(value as string[])[1]] : []));
      expect(new Set(values).size).toBe(values.length);
      for (const { body, keeps, sends } of plan.operations) for (const carried of [keeps, sends]) if (carried !== undefined) expect(carried.as).toBe(body["key"]);
    }
  });
});

test("a ring begins at the key's number and goes around", () => {
  const nodes = ["n1", "n2", "n3", "n4", "n5", "n6"];
  expect(ringOf("k4", nodes)).toEqual(["n5", "n6", "n1", "n2", "n3", "n4"]);
  expect(homesOf("k13", nodes)).toEqual(["n2", "n3", "n4"]);
});

describe("checks", () => {
  type Told = Drawn & { readonly client: number; readonly sends?: PlannedOperation["sends"] };
  const SETTLED = 4 * S;
  const END = SETTLED + CONVERGE_US;
  const base = planOf(quorumKv, 1, "1").plan;
  const timed = (at: number, end: number | null) => ({ at, ...(end === null ? {} : { end }) });
  /** A put by a client, with what it last read, or blindly. */
  const put = (value: string, at: number, { client = 0, end = at, blind = false, type = "ok" as "ok" | "fail" }: { client?: number; end?: number | null; blind?: boolean; type?: "ok" | "fail" } = {}): Told =>
    ({ f: "put", value: ["k0", value], ...timed(at, end), type, node: "n1", client, ...(blind ? {} : { sends: { field: "context", as: "k0" } }) });
  const remove = (at: number, client = 0): Told => ({ f: "delete", value: "k0", at, end: at, node: "n2", client, sends: { field: "context", as: "k0" } });
  const get = (values: string[], at: number, { client = 0, end = at, chars = 9 }: { client?: number; end?: number; chars?: number } = {}): Told =>
    ({ f: "get", value: "k0", at, end, node: "n4", result: { values, contextChars: chars }, client });
  const last = (...values: string[]): Told => get(values, END + 1, { client: 9 });
  const alone = (at: number, held: Record<string, Json>): Told[] => base.nodes.map((node, client) => ({ f: "local", value: null, at, end: at, node, client, result: held[node] ?? {} }));

  function judge(check: string, told: readonly Told[], { counters = {}, changes = {} }: { counters?: Partial<Counters>; changes?: Partial<ClusterPlan> } = {}) {
    const operations = told.map(({ at, f, value, node = "n1", client, sends }): PlannedOperation => ({ atUs: at, client, node, f, value, body: { type: f }, ...(sends === undefined ? {} : { sends }) }));
    const plan: ClusterPlan = { ...base, settledAtUs: SETTLED, faults: [], operations, ...changes };
    return quorumKv.checks.find(({ id }) => id === check)?.judge(runRecord(historyOf(told), counters), plan);
  }

  test("a confirmed value may go only by a write of somebody who knew of it", () => {
    expect(judge("nothing-lost", [put("a", S), last("a")])).toMatchObject({ verdict: "valid" });
    expect(judge("nothing-lost", [put("a", S), put("b", 2 * S, { client: 1 }), last("b")])?.say).toContain('Whoever wrote "b", which is there, had not seen it');
    expect(judge("nothing-lost", [put("a", S), get(["a"], 2 * S), put("b", 3 * S), last("b")])).toMatchObject({ verdict: "valid" });
    expect(judge("nothing-lost", [put("a", S), get(["a"], 2 * S), put("b", 3 * S, { blind: true }), last("b")])).toMatchObject({ verdict: "invalid", figures: { lost: 1 } });
    expect(judge("nothing-lost", [put("a", S), get(["a"], 2 * S), remove(3 * S), last()])).toMatchObject({ verdict: "valid" });
    expect(judge("nothing-lost", [put("a", S), get(["a"], 2 * S), put("b", 3 * S, { end: null }), last()])).toMatchObject({ verdict: "valid" });
    expect(judge("nothing-lost", [put("a", S, { end: null }), last()])).toMatchObject({ verdict: "valid" });
    expect(judge("nothing-lost", [put("a", S)])).toMatchObject({ verdict: "unknown" });
    expect(judge("nothing-lost", [])).toMatchObject({ verdict: "unknown" });
  });

  test("what was overwritten by somebody who was shown it is overwritten for all that follows", () => {
    const chain = [put("a", S), get(["a"], 2 * S), put("b", 2.1 * S), get(["b"], 2.2 * S, { client: 1 }), put("c", 2.3 * S, { client: 1 })];
    expect(judge("nothing-lost", [...chain, last("c")])).toMatchObject({ verdict: "valid" });
    expect(judge("siblings", [...chain, get(["a", "c"], 3 * S, { client: 2 }), last("c")])?.say).toContain('"c" was written by a client that had been shown the other');
  });

  test("siblings do not know of each other, were put there, and stay dead when they are", () => {
    const two = [put("a", S), put("b", S, { client: 1 })];
    expect(judge("siblings", [...two, last("a", "b")])).toMatchObject({ verdict: "valid" });
    expect(judge("siblings", [...two, last("a", "x")])?.say).toContain("which nobody has put there");
    expect(judge("siblings", [put("a", S, { type: "fail" }), put("b", S, { client: 1 }), last("a", "b")])?.say).toContain("refused with an error");
    expect(judge("siblings", [put("a", S), get(["a"], 2 * S), remove(3 * S), last("a")])?.say).toContain("which a client that had seen it deleted at 3.000 s");
    expect(judge("siblings", [put("a", S), get(["a"], 2 * S), put("b", 3 * S), last("a")])?.say).toContain('had replaced by "b"');
    expect(judge("siblings", [put("a", S), get(["a"], 2 * S), put("b", 3 * S, { end: null }), last("a")])).toMatchObject({ verdict: "valid" });
  });

  test("a strict read shows the last confirmed writes or what is written meanwhile", () => {
    const story = [put("a", S), get(["a"], 1.1 * S), put("b", 2 * S, { end: 3 * S })];
    for (const values of [["a"], ["b"], ["a", "b"]]) expect(judge("regular", [...story, get(values, 2.5 * S, { client: 1 })])).toMatchObject({ verdict: "valid" });
    expect(judge("regular", [...story, get([], 1.5 * S, { client: 1 })])?.say).toContain('A read at n4, asked for later, at 1.500 s, shows [], and nobody had written over it.');
    expect(judge("regular", [...story, get(["a"], 3.5 * S, { client: 1 })])).toMatchObject({ verdict: "invalid" });
    expect(judge("regular", [...story, get(["a", "b"], 3.5 * S, { client: 1 })])?.say).toContain('still shows "a"');
    expect(judge("regular", [put("a", S), get(["a"], 2 * S), remove(3 * S), get(["a"], 3.5 * S, { client: 1 })])?.say).toContain("a delete over");
    expect(judge("regular", [put("a", S, { end: null })])).toMatchObject({ verdict: "unknown" });
  });

  test("what a read showed all homes hold soon, and nothing older", () => {
    const readsAt = SETTLED + REPAIR_READS_US;
    const story = [put("a", S), get(["a"], S), put("b", 2 * S), get(["b"], readsAt, { client: 1 })];
    const held = (values: string[]) => alone(readsAt + REPAIR_US, { n1: { k0: ["b"] }, n2: { k0: ["b"] }, n3: { k0: values } });
    expect(judge("read-repair", [...story, ...held(["b"])])).toMatchObject({ verdict: "valid" });
    for (const values of [[], ["a"], ["a", "b"]]) expect(judge("read-repair", [...story, ...held(values)])?.say).toContain("n3, a home of k0 that was whole all the while");
    expect(judge("read-repair", story)).toMatchObject({ verdict: "unknown" });
  });

  test("homes agree in the end, each by itself, and others hold nothing", () => {
    const story = [put("a", S)];
    const all = { n1: { k0: ["a"] }, n2: { k0: ["a"] }, n3: { k0: ["a"] } };
    expect(judge("convergence", [...story, ...alone(END, all)])).toMatchObject({ verdict: "valid" });
    expect(judge("convergence", [...story, ...alone(END, { ...all, n3: {} })])?.say).toContain('n1 holds ["a"] for k0 and n3, another home of it, []');
    expect(judge("convergence", story)).toMatchObject({ verdict: "unknown" });
    expect(judge("hints", [...story, ...alone(END, all)])).toMatchObject({ verdict: "valid" });
    expect(judge("hints", [...story, ...alone(END, { ...all, n5: { k0: [] } })])?.say).toContain("n5 still holds [] for k0, whose homes are n1, n2, n3");
    expect(judge("hints", story)).toMatchObject({ verdict: "unknown" });
  });

  test("answers are asked for where a quorum is in reach", () => {
    const silent = [put("a", S, { end: null }), put("b", 5 * S)];
    expect(judge("answers", silent)).toMatchObject({ verdict: "invalid" });
    expect(judge("answers", silent, { changes: { faults: [{ kind: "partition", atUs: S, sides: [["n1"], ["n2"]] }] } })).toMatchObject({ verdict: "valid" });
    expect(judge("always-writable", silent)).toMatchObject({ verdict: "invalid" });
  });

  test("contexts and messages have a size", () => {
    expect(judge("bounded", [get([], S, { chars: 400 })])).toMatchObject({ verdict: "valid", figures: { "context-chars": 400 } });
    expect(judge("bounded", [get([], S, { chars: 401 })])).toMatchObject({ verdict: "invalid" });
    expect(judge("bounded", [])).toMatchObject({ verdict: "unknown" });
    expect(judge("bytes", [get([], S)], { counters: { serverMessages: 1, serverBytes: 850 } })).toMatchObject({ verdict: "valid" });
    expect(judge("bytes", [get([], S)], { counters: { serverMessages: 1, serverBytes: 851 } })).toMatchObject({ verdict: "invalid", figures: { "bytes-per-op": 851 } });
    expect(judge("bytes", [get([], S)])).toMatchObject({ verdict: "unknown" });
  });

  test("replies are read by their type", () => {
    const operation = (f: string, value: Json): PlannedOperation => ({ atUs: 0, client: 0, node: "n1", f, value, body: { type: f } });
    expect(quorumKv.readReply(operation("put", ["k0", "a"]), { type: "put_ok" })).toEqual(["k0", "a"]);
    expect(quorumKv.readReply(operation("delete", "k0"), { type: "put_ok" })).toBeNull();
    expect(quorumKv.readReply(operation("get", "k0"), { type: "get_ok", values: ["a"], context: { n1: 1 } })).toEqual({ values: ["a"], contextChars: 8 });
    for (const values of [["a", "a"], [1], "a", null]) expect(quorumKv.readReply(operation("get", "k0"), { type: "get_ok", values })).toBeNull();
    expect(quorumKv.readReply(operation("local", null), { type: "local_ok", values: { k0: [] } })).toEqual({ k0: [] });
    for (const values of [[], null, { k0: "a" }]) expect(quorumKv.readReply(operation("local", null), { type: "local_ok", values })).toBeNull();
  });
});
