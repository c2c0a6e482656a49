import { describe, expect, test } from "vitest";
import { type Drawn, historyOf } from "../../../tests/support/histories";
import { runRecord } from "../../../tests/support/run-records";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { Outage } from "../simulator/outages";
import type { Upcall } from "../simulator/run-record";
import type { TraceEvent } from "../simulator/trace";
import { planOf } from "./run-seed";
import { threePhaseCommit } from "./three-phase-commit";

const MS = 1_000;
const plans = Array.from({ length: 64 }, (_, index) => planOf(threePhaseCommit, index + 1, `${index + 1}`));
const of = (id: string): ClusterPlan[] => plans.filter(({ scenario }) => scenario === id).map(({ plan }) => plan);

/** The request of the round in which a fault strikes, and how long after it. */
function aimOf({ operations }: ClusterPlan, atUs: number) {
  const operation = operations.filter((one) => one.atUs < atUs).at(-1);
  return { node: operation?.node, afterUs: atUs - (operation?.atUs ?? 0) };
}

describe("plans", () => {
  test("every scenario occurs in any 16 seeds in a row, with its faults and no others", () => {
    for (let start = 0; start + 16 <= plans.length; start += 1) {
      expect(new Set(plans.slice(start, start + 16).map(({ scenario }) => scenario)).size).toBe(threePhaseCommit.scenarios.length);
    }
    const kinds: Record<string, Set<string>> = {};
    for (const { scenario, plan } of plans) for (const { kind } of plan.faults) (kinds[scenario] ??= new Set()).add(kind);
    const stops = new Set(["crash", "cut", "heal"]);
    expect(kinds).toEqual({ coordinator: stops, participant: stops, partitions: new Set(["partition", "heal"]) });
  });

  test("no message takes longer than 20 ms", () => {
    for (const { plan } of plans) {
      expect(plan.latency.kind).not.toBe("exponential");
      expect((plan.latency.kind === "uniform" ? 2 : 1) * plan.latency.meanUs).toBeLessThanOrEqual(20 * MS);
    }
  });

  test("one node stops in a round: the coordinator, or one that is not, at every step of the protocol", () => {
    const aims = (id: string) => of(id).flatMap((plan) => plan.faults.flatMap((fault) => (fault.kind === "crash" ? [{ ...aimOf(plan, fault.atUs), stopped: fault.node, meanUs: plan.latency.meanUs }] : [])));
    expect(aims("coordinator").every(({ node, stopped }) => node === stopped)).toBe(true);
    expect(aims("participant").every(({ node, stopped }) => node !== stopped)).toBe(true);
    for (const id of ["coordinator", "participant"]) expect(new Set(aims(id).map(({ afterUs, meanUs }) => Math.floor((afterUs - 1) / meanUs)))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });

  test("partitions strike every 4 ms after a request, and the coordinator is always cut off from somebody", () => {
    for (const plan of of("partitions")) {
      const cuts = plan.faults.flatMap((fault) => (fault.kind === "partition" ? [{ ...aimOf(plan, fault.atUs), sides: fault.sides }] : []));
      expect(cuts.map(({ afterUs }) => afterUs)).toEqual(Array.from({ length: 12 }, (_, index) => (index + 1) * 4 * MS));
      expect(cuts.every(({ node, sides }) => node !== undefined && sides[0]?.includes(node) === true && (sides[1]?.length ?? 0) > 0)).toBe(true);
    }
  });

  test("the last transaction of a run with faults meets none", () => {
    for (const plan of [...of("coordinator"), ...of("participant"), ...of("partitions")]) {
      const lastUs = plan.operations.at(-1)?.atUs ?? 0;
      for (const fault of plan.faults) expect(fault.atUs + (fault.kind === "crash" ? (fault.forUs ?? 0) : 0)).toBeLessThan(lastUs);
    }
  });
});

describe("checks", () => {
  const plan: ClusterPlan = { ...planOf(threePhaseCommit, 2, "2").plan, nodes: ["n1", "n2", "n3"] };
  const writes = { n2: { k1: 1 }, n3: { k1: 1 } };
  const asked = (outcome?: "commit" | "abort"): Drawn => ({ f: "transact", value: { txn: "t1", writes }, at: 0, ...(outcome === undefined ? {} : { end: 50 * MS, result: outcome }) });
  const decides = (node: string, outcome: string, atMs: number): Upcall => ({ node, incarnation: 0, value: { txn: "t1", outcome }, timeUs: atMs * MS, event: atMs });
  const hears = (node: string, atMs: number, body: Json = { type: "prepare", txn: "t1" }, from = "n1"): TraceEvent => ({
    ...{ number: atMs, atUs: atMs * MS, kind: "handled", node, incarnation: 0, did: [], failed: false },
    trigger: { kind: "message", message: { number: atMs, from, to: node, body }, copy: 1 },
  });

  interface Run {
    readonly upcalls?: readonly Upcall[];
    readonly trace?: readonly TraceEvent[];
    readonly outages?: readonly Outage[];
    readonly outcome?: "commit" | "abort";
  }

  const judge = (check: string, { upcalls = [], trace = [], outages = [], outcome }: Run) =>
    threePhaseCommit.checks.find(({ id }) => id === check)?.judge({ ...runRecord(historyOf([asked(outcome)]), {}, outages, upcalls), trace, endedAtUs: 2_000 * MS }, plan);

  const heard = [hears("n2", 10), hears("n3", 12)];
  const STOPPED: Outage = { kind: "down", node: "n1", fromUs: 30 * MS, untilUs: 730 * MS };

  test("whoever has heard of a transaction decides within 500 ms", () => {
    expect(judge("non-blocking", { trace: heard, upcalls: [decides("n2", "commit", 60), decides("n3", "commit", 512)] })).toMatchObject({ verdict: "valid", figures: { "blocked-ms": 500 } });
    expect(judge("non-blocking", { trace: heard, upcalls: [decides("n2", "commit", 60), decides("n3", "commit", 513)], outages: [STOPPED] })).toMatchObject({
      verdict: "invalid",
      say: "n3 heard of t1 at 0.012 s, and decided on it only at 0.513 s. Its coordinator n1 stopped at 0.030 s. 1 decision came late or not at all.",
      witnesses: [12, 513],
      figures: { stuck: 1 },
    });
    expect(judge("non-blocking", { trace: heard, upcalls: [decides("n2", "commit", 60)] })?.say).toContain("n3 heard of t1 at 0.012 s, and never decided on it.");
  });

  test("who stopped is excused, and so is who never heard of it", () => {
    const outages: Outage[] = [{ kind: "down", node: "n3", fromUs: 100 * MS, untilUs: 800 * MS }];
    expect(judge("non-blocking", { trace: heard, upcalls: [decides("n2", "abort", 60)], outages })).toMatchObject({ verdict: "valid" });
    expect(judge("non-blocking", { trace: heard.slice(0, 1), upcalls: [decides("n2", "abort", 60)] })).toMatchObject({ verdict: "valid" });
    expect(judge("non-blocking", {})).toMatchObject({ verdict: "unknown" });
  });

  test("a transaction may be named anywhere in a message, and only by a node", () => {
    const named = (body: Json, from?: string) => judge("non-blocking", { trace: [hears("n2", 10, body, from)] })?.verdict;
    expect(named({ type: "x", about: [{ t1: 1 }] })).toBe("invalid");
    expect(named("t1")).toBe("invalid");
    expect(named({ type: "x", about: "t11" })).toBe("unknown");
    expect(named({ type: "prepare", txn: "t1" }, "c1")).toBe("unknown");
  });

  test("nothing is promised where messages of a node that is up are lost, which a shrunk plan must not come to", () => {
    const check = threePhaseCommit.checks.find(({ id }) => id === "agreement");
    const upcalls = [decides("n2", "commit", 60), decides("n3", "abort", 200)];
    const cut = { kind: "cut", atUs: 30 * MS, links: [["n1", "n2"]] } as const;
    const verdict = (faults: ClusterPlan["faults"]) => check?.judge(runRecord(historyOf([asked()]), {}, [], upcalls), { ...plan, faults }).verdict;
    expect(verdict([cut])).toBe("unknown");
    expect(verdict([{ kind: "crash", atUs: 30 * MS, node: "n1" }, cut])).toBe("invalid");
    expect(verdict([{ kind: "crash", atUs: 31 * MS, node: "n1" }, cut])).toBe("unknown");
  });

  test("under partitions the two sides have to differ", () => {
    expect(judge("price", { upcalls: [decides("n2", "commit", 60), decides("n3", "abort", 200)] })).toMatchObject({ verdict: "valid", say: expect.stringContaining("As it has to be: t1: n2 committed it") as string });
    expect(judge("price", { upcalls: [decides("n2", "abort", 60), decides("n3", "abort", 200)] })?.say).toContain("In none of these partitions");
    expect(judge("price", { upcalls: [{ ...decides("n2", "abort", 60), value: "abort" }] })).toMatchObject({ verdict: "invalid", say: expect.stringContaining("a decision looks like") as string });
    expect(judge("price", {})).toMatchObject({ verdict: "unknown" });
  });

  test("the rules of atomic commitment hold as in two-phase commit", () => {
    expect(judge("agreement", { upcalls: [decides("n2", "commit", 60), decides("n3", "abort", 200)] })).toMatchObject({ verdict: "invalid", figures: { split: 1 } });
    expect(judge("commits", { outcome: "abort" })).toMatchObject({ verdict: "invalid" });
    expect(judge("commits", { outcome: "commit" })).toMatchObject({ verdict: "valid" });
  });
});
