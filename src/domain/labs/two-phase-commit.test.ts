import { describe, expect, test } from "vitest";
import { type Drawn, historyOf } from "../../../tests/support/histories";
import { runRecord } from "../../../tests/support/run-records";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { Counters, Upcall } from "../simulator/run-record";
import { planOf } from "./run-seed";
import { twoPhaseCommit } from "./two-phase-commit";

const S = 1_000_000;
const plans = Array.from({ length: 96 }, (_, index) => planOf(twoPhaseCommit, index + 1, `${index + 1}`));

describe("plans", () => {
  test("every scenario occurs in any 16 seeds in a row, with its faults and no others", () => {
    for (let start = 0; start + 16 <= plans.length; start += 1) {
      expect(new Set(plans.slice(start, start + 16).map(({ scenario }) => scenario)).size).toBe(twoPhaseCommit.scenarios.length);
    }
    const kinds: Record<string, Set<string>> = {};
    for (const { scenario, plan } of plans) for (const { kind } of plan.faults) (kinds[scenario] ??= new Set()).add(kind);
    expect(kinds).toEqual({
      "crash-points": new Set(["crash", "weather"]),
      partitions: new Set(["partition", "heal", "weather"]),
      everything: new Set(["crash", "partition", "heal", "weather"]),
    });
  });

  test("all faults are over when the plan has settled, and the last phase begins 5 s later", () => {
    for (const { plan } of plans) {
      const settledAtUs = plan.settledAtUs ?? 0;
      for (const fault of plan.faults) expect(fault.atUs + (fault.kind === "crash" ? (fault.forUs ?? Infinity) : 0)).toBeLessThanOrEqual(settledAtUs);
      const last = plan.operations.filter(({ atUs }) => atUs > settledAtUs && atUs >= settledAtUs + 5 * S);
      expect(last.filter(({ f }) => f === "transact").map(({ value }) => Object.keys((value as { writes: object }).writes))).toEqual([["n2", "n3", "n4"], ["n2", "n3", "n4"]]);
    }
  });

  test("crashes hit every node at every step: within 120 ms of a request, in each sixth of that time", () => {
    const hits = plans.flatMap(({ scenario, plan }) =>
      scenario !== "crash-points" ? [] : plan.faults.flatMap((fault) => {
        if (fault.kind !== "crash") return [];
        const before = plan.operations.filter(({ f, atUs }) => f === "transact" && atUs <= fault.atUs).at(-1);
        return [{ node: fault.node, sixth: Math.floor((fault.atUs - (before?.atUs ?? 0)) / 20_000) }];
      }),
    );
    for (const node of ["n1", "n2", "n3", "n4"]) expect(new Set(hits.filter((hit) => hit.node === node).map(({ sixth }) => sixth))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });
});

describe("checks", () => {
  const base = planOf(twoPhaseCommit, 2, "2").plan;
  const transact = (txn: string, writes: Json, at: number, outcome?: "commit" | "abort"): Drawn =>
    ({ f: "transact", value: { txn, writes }, at, ...(outcome === undefined ? {} : { end: at + 100_000, result: outcome }) });
  const read = (node: string, at: number, values: Json): Drawn => ({ f: "read", value: null, node, at, end: at, result: values });
  const decides = (node: string, txn: string, outcome: string, at: number): Upcall => ({ node, incarnation: 0, value: { txn, outcome }, timeUs: at, event: at });
  const BOTH = { n2: { a: 1 }, n3: { b: 1 } };

  interface Run {
    readonly drawn: readonly Drawn[];
    readonly upcalls?: readonly Upcall[];
    readonly counters?: Partial<Counters>;
  }

  /** Events of hand-made histories are numbered like their times, so that upcalls fall between them. */
  function judge(check: string, { drawn, upcalls = [], counters = {} }: Run) {
    const history = historyOf(drawn).map((entry) => ({ ...entry, event: entry.timeUs }));
    const plan: ClusterPlan = { ...base, nodes: ["n1", "n2", "n3"], settledAtUs: 8 * S, operations: drawn.map(({ at, f, value }) => ({ atUs: at, client: 0, node: "n1", f, value, body: { type: f } })) };
    return twoPhaseCommit.checks.find(({ id }) => id === check)?.judge(runRecord(history, counters, [], upcalls), plan);
  }

  test("AC1 two participants, or a participant and the client's answer, that decide differently", () => {
    const drawn = [transact("t1", BOTH, S)];
    expect(judge("agreement", { drawn, upcalls: [decides("n2", "t1", "commit", 2 * S), decides("n3", "t1", "abort", 3 * S)] })).toMatchObject({
      verdict: "invalid",
      say: "t1: n2 committed it at 2.000 s, and n3 aborted it at 3.000 s. 1 transaction of 1 ended in two ways.",
      witnesses: [2 * S, 3 * S],
    });
    const told = [transact("t1", BOTH, S, "commit")];
    expect(judge("agreement", { drawn: told, upcalls: [decides("n2", "t1", "abort", 2 * S)] })?.say).toContain("n1 told its client that it is committed at 1.100 s, and n2 aborted it at 2.000 s");
    expect(judge("agreement", { drawn: told, upcalls: [decides("n2", "t1", "commit", 2 * S), decides("n2", "t1", "commit", 3 * S)] })).toMatchObject({ verdict: "valid" });
    expect(judge("agreement", { drawn })).toMatchObject({ verdict: "unknown" });
  });

  test("AC2 a decision that is taken back", () => {
    const upcalls = [decides("n2", "t1", "abort", 2 * S), decides("n2", "t1", "commit", 3 * S)];
    expect(judge("agreement", { drawn: [transact("t1", BOTH, S)], upcalls })?.say).toContain("the decision was taken back");
  });

  test("what is delivered has to be a decision of a participant", () => {
    const drawn = [transact("t1", BOTH, S)];
    const said = (node: string, value: Json) => judge("agreement", { drawn, upcalls: [{ node, incarnation: 0, value, timeUs: S, event: S }] })?.say;
    expect(said("n2", "commit")).toContain("a decision looks like");
    expect(said("n2", { txn: "t1", outcome: "yes" })).toContain("a decision looks like");
    expect(said("n2", { txn: "t9", outcome: "commit" })).toContain("nobody has asked for that transaction");
    expect(said("n4", { txn: "t1", outcome: "commit" })).toContain("it has no part in that transaction");
  });

  test("AC3 what has to be refused is committed by nobody", () => {
    const refused = { n2: { a: 1 }, n3: { b: -1 } };
    const drawn = [transact("t1", refused, S)];
    expect(judge("refusals", { drawn, upcalls: [decides("n2", "t1", "commit", 2 * S)] })).toMatchObject({
      verdict: "invalid",
      say: 't1 asks n3 for {"b":-1}, which it has to refuse, and n2 committed it at 2.000 s.',
    });
    expect(judge("refusals", { drawn: [transact("t1", refused, S, "commit")] })).toMatchObject({ verdict: "invalid" });
    expect(judge("refusals", { drawn, upcalls: [decides("n2", "t1", "abort", 2 * S)] })).toMatchObject({ verdict: "valid" });
  });

  test("AC4 aborted in vain, unless another transaction was at its keys or it had to be refused", () => {
    expect(judge("commits", { drawn: [transact("t1", BOTH, S, "abort")] })).toMatchObject({ verdict: "invalid", figures: { "aborted-in-vain": 1 } });
    expect(judge("commits", { drawn: [transact("t1", BOTH, S, "commit")] })).toMatchObject({ verdict: "valid" });
    expect(judge("commits", { drawn: [transact("t1", BOTH, S, "abort"), transact("t2", { n2: { a: 2 } }, S + 1, "abort")] })).toMatchObject({ verdict: "unknown" });
    expect(judge("commits", { drawn: [transact("t1", BOTH, S, "abort"), transact("t2", { n2: { b: 2 } }, S + 1, "commit")] })).toMatchObject({ verdict: "invalid" });
    expect(judge("commits", { drawn: [transact("t1", { n2: { a: -1 } }, S, "abort")] })).toMatchObject({ verdict: "unknown" });
  });

  test("two transactions that meet at two nodes are committed in one order at both", () => {
    const drawn = [transact("t1", BOTH, S), transact("t2", { n2: { a: 2 }, n3: { b: 2 } }, S), read("n2", 9 * S, { a: 2 }), read("n3", 9 * S, { b: 1 })];
    const crossed = [decides("n2", "t1", "commit", 2 * S), decides("n2", "t2", "commit", 3 * S), decides("n3", "t2", "commit", 4 * S), decides("n3", "t1", "commit", 5 * S)];
    expect(judge("isolation", { drawn, upcalls: crossed })).toMatchObject({ verdict: "invalid", witnesses: [2 * S, 3 * S, 4 * S, 5 * S] });
    expect(judge("isolation", { drawn, upcalls: crossed })?.say).toContain("n2 committed t1 before t2, and n3 committed t2 before t1");
  });

  test("a read shows what was committed last, however often it was delivered", () => {
    const upcalls = [decides("n2", "t1", "commit", 2 * S), decides("n2", "t2", "commit", 3 * S), decides("n2", "t1", "commit", 4 * S)];
    const drawn = (shown: Json) => [transact("t1", { n2: { a: 1 } }, S), transact("t2", { n2: { a: 2 } }, S), read("n2", 9 * S, shown), read("n3", 9 * S, {})];
    expect(judge("isolation", { drawn: drawn({ a: 2 }), upcalls })).toMatchObject({ verdict: "valid" });
    expect(judge("isolation", { drawn: drawn({ a: 1 }), upcalls })?.say).toBe("n2 committed t2 at 3.000 s, which set a to 2, and shows 1 at 9.000 s.");
    expect(judge("isolation", { drawn: drawn({ a: 2 }).slice(0, 3), upcalls })).toMatchObject({ verdict: "unknown" });
  });

  test("AC5 a participant that never comes to know of a commit, and a key that stays locked", () => {
    const last = transact("t9", BOTH, 13 * S, "commit");
    const known = [decides("n2", "t9", "commit", 14 * S), decides("n3", "t9", "commit", 15 * S)];
    expect(judge("recovery", { drawn: [last], upcalls: known })).toMatchObject({ verdict: "valid", figures: { "blocked-ms": 1_900 } });
    expect(judge("recovery", { drawn: [last], upcalls: known.slice(0, 1) })).toMatchObject({ verdict: "invalid", figures: { undecided: 1 } });
    expect(judge("recovery", { drawn: [transact("t9", BOTH, 13 * S, "abort")] })?.say).toContain("was aborted: one of its keys is still locked");
    expect(judge("recovery", { drawn: [transact("t9", BOTH, 13 * S)] })?.say).toContain("got no answer");
    expect(judge("recovery", { drawn: [transact("t1", BOTH, S, "abort")] })).toMatchObject({ verdict: "unknown" });
  });

  test("messages for each participant of a transaction", () => {
    const drawn = [transact("t1", BOTH, S, "commit")];
    expect(judge("frugal", { drawn, counters: { serverMessages: 9 } })).toMatchObject({ verdict: "valid", figures: { "msgs-per-participant": 4.5 } });
    expect(judge("frugal", { drawn, counters: { serverMessages: 10 } })).toMatchObject({ verdict: "invalid" });
    expect(judge("frugal", { drawn })).toMatchObject({ verdict: "unknown" });
  });

  test("replies are read by their type", () => {
    const operation = (f: string) => ({ atUs: 0, client: 0, node: "n1", f, value: null, body: { type: f } });
    expect(twoPhaseCommit.readReply(operation("transact"), { type: "transact_ok", outcome: "abort" })).toBe("abort");
    expect(twoPhaseCommit.readReply(operation("transact"), { type: "transact_ok", outcome: "maybe" })).toBeNull();
    expect(twoPhaseCommit.readReply(operation("read"), { type: "read_ok", values: { a: 1 } })).toEqual({ a: 1 });
    expect(twoPhaseCommit.readReply(operation("read"), { type: "read_ok", values: [1] })).toBeNull();
    expect(twoPhaseCommit.readReply(operation("read"), { type: "transact_ok", values: {} })).toBeNull();
  });
});
