import { describe, expect, test } from "vitest";
import { type Drawn, historyOf } from "../../../tests/support/histories";
import { runRecord } from "../../../tests/support/run-records";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { Counters, Upcall } from "../simulator/run-record";
import type { Did, TracedMessage, TraceEvent } from "../simulator/trace";
import { lamportMutex } from "./lamport-mutex";
import { planOf } from "./run-seed";

const MS = 1_000;
const S = 1_000_000;
const plans = Array.from({ length: 96 }, (_, index) => planOf(lamportMutex, index + 1, `${index + 1}`));

describe("plans", () => {
  test("every scenario occurs in any 16 seeds in a row, and nothing ever fails", () => {
    for (let start = 0; start + 16 <= plans.length; start += 1) {
      expect(new Set(plans.slice(start, start + 16).map(({ scenario }) => scenario)).size).toBe(lamportMutex.scenarios.length);
    }
    for (const { plan } of plans) expect([plan.faults, plan.loss, plan.duplication]).toEqual([[], 0, 0]);
  });

  test("links keep the order of sending in one scenario alone", () => {
    const fifo = new Set(plans.filter(({ plan }) => plan.fifo === true).map(({ scenario }) => scenario));
    expect(fifo).toEqual(new Set(["in-order"]));
    for (const { scenario, plan } of plans) if (scenario === "in-order") expect(plan.fifo).toBe(true);
  });

  test("requests come in bursts: for most of them another node asks within 40 ms; and there is time for the last", () => {
    for (const { scenario, plan } of plans) {
      if (scenario === "events") continue;
      const met = plan.operations.filter((one) => plan.operations.some((other) => other.node !== one.node && Math.abs(other.atUs - one.atUs) <= 40 * MS));
      expect(met.length).toBe(plan.operations.length);
      expect(plan.endAtUs).toBeGreaterThan((plan.operations.at(-1)?.atUs ?? 0) + plan.clientTimeoutUs);
    }
  });
});

describe("checks", () => {
  const base = planOf(lamportMutex, 1, "1").plan;

  /** What a handler was run for, and what it did; `at` is its time in ms and the number of its event. */
  interface Step {
    readonly at: number;
    readonly node: string;
    readonly from?: string;
    readonly body: { readonly type: string; readonly to?: string };
    readonly note?: number;
    readonly did?: readonly Did[];
  }

  const stamped = (...stamps: Json[]): Did[] => stamps.map((at) => ({ kind: "delivered", value: { at } }));
  const note = (number: number): TracedMessage => ({ number, from: "n1", to: "n2", body: { type: "note", at: 1 } });
  const local = (node: string, at: number, ...stamps: Json[]): Step => ({ at, node, body: { type: "local" }, did: stamped(...stamps) });
  const sends = (number: number): Did => ({ kind: "sent", message: note(number), copies: 1 });
  const tell = (at: number, stamp: number, ...numbers: number[]): Step => ({ at, node: "n1", body: { type: "tell", to: "n2" }, did: [...stamped(stamp), ...numbers.map(sends)] });
  const hear = (at: number, number: number, stamp: number): Step => ({ at, node: "n2", from: "n1", body: { type: "note" }, note: number, did: stamped(stamp) });
  const asks = (node: string, at: number, ...numbers: Json[]): Step => ({
    at, node, body: { type: "lock" },
    did: numbers.map((number, index) => ({ kind: "sent", message: { number: 100 * at + index, from: node, to: "n9", body: { type: "request", at: number } }, copies: 1 })),
  });
  const upcall = (node: string, at: number, value: Json): Upcall => ({ node, incarnation: 0, value, timeUs: at * MS, event: at });
  const stay = (node: string, number: Json, from: number, to?: number): Upcall[] => [upcall(node, from, { enter: number }), ...(to === undefined ? [] : [upcall(node, to, { leave: number })])];
  const lock = (node: string, ms: number, at: number, end?: number): Drawn => ({ f: "lock", value: { ms }, node, at: at * MS, ...(end === undefined ? {} : { end: end * MS }) });

  interface Run {
    readonly steps?: readonly Step[];
    readonly stays?: readonly (readonly Upcall[])[];
    readonly drawn?: readonly Drawn[];
    readonly counters?: Partial<Counters>;
  }

  function judge(check: string, { steps = [], stays = [], drawn = [], counters = {} }: Run) {
    const history = historyOf(drawn).map((entry) => ({ ...entry, event: Math.floor(entry.timeUs / MS) }));
    const operations = drawn.map(({ at, f, value, node = "n1" }) => ({ atUs: at, client: 0, node, f, value, body: { type: f, ...(value as { ms: number }) } }));
    const plan: ClusterPlan = { ...base, nodes: ["n1", "n2", "n3"], operations };
    const trace = steps.map(({ at, node, from = "c1", body, note: number = 7_000 + at, did = [] }): TraceEvent => ({
      number: at, atUs: at * MS, kind: "handled", node, incarnation: 0, trigger: { kind: "message", message: { number, from, to: node, body }, copy: 1 }, did, failed: false,
    }));
    const upcalls = stays.flat().sort((one, other) => one.event - other.event);
    return lamportMutex.checks.find(({ id }) => id === check)?.judge({ ...runRecord(history, counters, [], upcalls), trace, endedAtUs: 9 * S }, plan);
  }

  test("the numbers of a node grow", () => {
    expect(judge("own-order", { steps: [local("n1", 10, 1), local("n2", 20, 1), local("n1", 30, 2)] })).toMatchObject({ verdict: "valid" });
    expect(judge("own-order", { steps: [local("n1", 10, 1), local("n1", 30, 1)] })).toMatchObject({
      verdict: "invalid",
      say: "n1 did something by itself at 0.010 s with the number 1; after that n1 did something by itself at 0.030 s with the number 1. 1 pair of events like this.",
      witnesses: [10, 30],
    });
    expect(judge("own-order", {})).toMatchObject({ verdict: "unknown" });
  });

  test("each event has one whole number", () => {
    expect(judge("own-order", { steps: [local("n1", 10)] })?.say).toContain("handed over no number");
    expect(judge("own-order", { steps: [local("n1", 10, 1, 2)] })?.say).toContain("handed over [1,2]");
    expect(judge("own-order", { steps: [local("n1", 10, 1.5)] })).toMatchObject({ verdict: "invalid", witnesses: [10] });
    expect(judge("messages", { steps: [local("n1", 10, "1")] })).toMatchObject({ verdict: "unknown" });
  });

  test("a note is sent when a client asks for it, to whom it is for", () => {
    expect(judge("own-order", { steps: [tell(10, 4)] })?.say).toBe("n1 was asked to send a note at 0.010 s, and sent 0 of them.");
    expect(judge("own-order", { steps: [tell(10, 4, 0, 1)] })?.say).toContain("sent 2 of them");
    expect(judge("own-order", { steps: [{ ...tell(10, 4, 0), body: { type: "tell", to: "n3" } }] })?.say).toContain("to somebody else");
    expect(judge("own-order", { steps: [hear(20, 0, 5)] })?.say).toContain("which was not sent when a client asked for it");
  });

  test("a note is received with a greater number than it was sent with", () => {
    expect(judge("messages", { steps: [tell(10, 4, 0), hear(20, 0, 5)] })).toMatchObject({ verdict: "valid" });
    expect(judge("messages", { steps: [tell(10, 4, 0), hear(20, 0, 4)] })).toMatchObject({
      verdict: "invalid",
      say: "n1 sent a note at 0.010 s with the number 4; after that n2 received the note of n1 at 0.020 s with the number 4. 1 pair of events like this.",
      witnesses: [10, 20],
    });
    expect(judge("messages", { steps: [tell(10, 4, 0), tell(11, 3, 1), hear(20, 0, 5)] }), "that is the other check's fault").toMatchObject({ verdict: "valid" });
  });

  test("at most one is inside, also where one leaves as another enters", () => {
    expect(judge("exclusion", { stays: [stay("n1", 1, 10, 20), stay("n2", 1, 20.5, 30)] })).toMatchObject({ verdict: "valid" });
    expect(judge("exclusion", { stays: [stay("n1", 1, 10, 20), stay("n2", 2, 15, 25)] })).toMatchObject({
      verdict: "invalid",
      say: "n1 was inside from 0.010 s until 0.020 s with its request 1, and n2 entered at 0.015 s with its request 2. That happened 1 time.",
      witnesses: [10, 15],
      figures: { "entered-while-held": 1 },
    });
    expect(judge("exclusion", { stays: [stay("n1", 1, 10), stay("n2", 2, 500, 510)] })?.say).toContain("from 0.010 s for good");
    expect(judge("exclusion", { stays: [stay("n1", 1, 10, 30), stay("n2", 2, 12, 14), stay("n3", 3, 20, 22)] }), "the long stay counts, not the last one").toMatchObject({ figures: { "entered-while-held": 2 } });
    expect(judge("exclusion", {})).toMatchObject({ verdict: "unknown" });
  });

  test("grants follow the numbers, and the names where numbers are equal", () => {
    const steps = [asks("n1", 1, 4, 4), asks("n2", 2, 4, 4), asks("n3", 3, 2, 2)];
    expect(judge("order", { steps, stays: [stay("n3", 2, 10, 11), stay("n1", 4, 12, 13), stay("n2", 4, 14, 15)] })).toMatchObject({ verdict: "valid" });
    expect(judge("order", { steps, stays: [stay("n2", 4, 12, 13), stay("n1", 4, 14, 15)] })).toMatchObject({
      verdict: "invalid",
      say: "n2 entered at 0.012 s with its request (4, n2), and only after it, at 0.014 s, n1 with the earlier request (4, n1).",
      witnesses: [12, 14],
    });
    expect(judge("order", { steps, stays: [stay("n1", 4, 10, 11), stay("n3", 2, 12, 13)] })).toMatchObject({ verdict: "invalid" });
    expect(judge("order", { steps, stays: [stay("n1", 9, 10, 11)] })?.say).toContain("had sent no request with that number");
    expect(judge("order", { steps: [asks("n1", 20, 4)], stays: [stay("n1", 4, 10, 11)] }), "sent later").toMatchObject({ verdict: "invalid" });
    expect(judge("order", { steps: [{ ...asks("n1", 1, 4), body: { type: "local" } }], stays: [stay("n1", 4, 10, 11)] }), "not when it was asked").toMatchObject({ verdict: "invalid" });
    expect(judge("order", { steps })).toMatchObject({ verdict: "unknown" });
  });

  test("every request is granted, once, for as long as was asked", () => {
    expect(judge("granted", { drawn: [lock("n1", 10, 5, 40)], stays: [stay("n1", 1, 20, 30)] })).toMatchObject({ verdict: "valid", figures: { "longest-wait-ms": 15 } });
    expect(judge("granted", { drawn: [lock("n1", 10, 5)] })).toMatchObject({ verdict: "invalid", figures: { starved: 1 } });
    expect(judge("granted", { drawn: [lock("n1", 10, 5, 40)], stays: [stay("n1", 1, 20, 29)] })?.say).toContain("had stayed for 9 ms");
    expect(judge("granted", { drawn: [lock("n1", 10, 5, 40)], stays: [stay("n1", 1, 20)] })?.say).toContain("had not left");
    expect(judge("granted", { drawn: [lock("n1", 10, 5, 40)] })?.say).toContain("entered 0 times");
    expect(judge("granted", { drawn: [lock("n1", 1, 5, 40)], stays: [stay("n1", 1, 10, 12), stay("n1", 1, 14, 16)] })?.say).toContain("entered 2 times");
    expect(judge("granted", {})).toMatchObject({ verdict: "unknown" });
  });

  test("messages per request: three for each other node", () => {
    const drawn = [lock("n1", 1, 5, 40)];
    expect(judge("frugal", { drawn, counters: { serverMessages: 6 } })).toMatchObject({ verdict: "valid", figures: { "msgs-per-lock": 6 } });
    expect(judge("frugal", { drawn, counters: { serverMessages: 7 } })).toMatchObject({ verdict: "invalid" });
    expect(judge("frugal", { drawn })).toMatchObject({ verdict: "unknown" });
  });

  test("replies are read by their type", () => {
    const operation = { atUs: 0, client: 0, node: "n1", f: "lock", value: { ms: 5 }, body: { type: "lock" } };
    expect(lamportMutex.readReply(operation, { type: "lock_ok" })).toEqual({ ms: 5 });
    expect(lamportMutex.readReply(operation, { type: "local_ok" })).toBeNull();
  });
});
