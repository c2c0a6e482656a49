import { describe, expect, test } from "vitest";
import { type Drawn, historyOf } from "../../../tests/support/histories";
import { runRecord } from "../../../tests/support/run-records";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { Outage } from "../simulator/outages";
import type { Counters } from "../simulator/run-record";
import type { Did, TracedMessage, TraceEvent, Trigger } from "../simulator/trace";
import { leaseLock } from "./lease-lock";
import { planOf } from "./run-seed";

const MS = 1_000;
const S = 1_000_000;
const plans = Array.from({ length: 64 }, (_, index) => planOf(leaseLock, index + 1, `${index + 1}`));

describe("plans", () => {
  test("every scenario occurs in any 16 seeds in a row, with its faults", () => {
    for (let start = 0; start + 16 <= plans.length; start += 1) {
      expect(new Set(plans.slice(start, start + 16).map(({ scenario }) => scenario)).size).toBe(leaseLock.scenarios.length);
    }
    const kinds: Record<string, Set<string>> = {};
    for (const { scenario, plan } of plans) for (const { kind } of plan.faults) (kinds[scenario] ??= new Set()).add(kind);
    const END = ["restart", "resume", "weather"];
    expect(kinds).toEqual({
      sleepers: new Set(["pause", "crash", ...END]),
      late: new Set(["pause", ...END]),
      clocks: new Set(["pause", "clock-jump", ...END]),
      crashes: new Set(["crash", ...END]),
      everything: new Set(["pause", "crash", "clock-jump", ...END]),
    });
  });

  test("from the time when a plan has settled everybody is up and awake, and the weather is that of the beginning", () => {
    for (const { plan } of plans.filter(({ scenario }) => scenario !== "calm")) {
      const last = plan.faults.filter(({ atUs }) => atUs === plan.settledAtUs);
      expect(last.filter(({ kind }) => kind === "restart" || kind === "resume")).toHaveLength(2 * plan.nodes.length);
      expect(last.at(-1)).toMatchObject({ kind: "weather", latency: plan.latency, loss: 0, duplication: 0 });
      expect(Math.max(...plan.faults.map(({ atUs }) => atUs))).toBe(plan.settledAtUs);
    }
  });

  test("in the end every worker appends to both documents, and both are looked at when that has to be through", () => {
    for (const { plan } of plans) {
      const last = plan.operations.filter(({ atUs }) => atUs > (plan.settledAtUs ?? 0));
      expect(last.filter(({ f }) => f === "append")).toHaveLength(10);
      const looks = last.filter(({ f }) => f === "show");
      expect(looks.map(({ value }) => value)).toEqual([{ name: "a" }, { name: "b" }]);
      const kept = leaseLock.checks.find(({ id }) => id === "effects")?.lastLookUs?.(plan) ?? 0;
      expect(plan.operations.filter(({ atUs }) => atUs >= kept), "what shrinking has to leave").toEqual(looks);
      for (const look of looks) expect(look.atUs).toBeGreaterThanOrEqual((last[0]?.atUs ?? 0) + 2 * plan.clientTimeoutUs);
    }
  });
});

describe("checks", () => {
  const base = planOf(leaseLock, 2, "2").plan;
  const NODES = ["n1", "n2", "n3", "n4"];

  /** What a server was asked at some time, and what it answered when. Without `end` it gave no answer. */
  interface Asked {
    readonly at: number;
    readonly from: string;
    readonly body: { readonly type: string; readonly name?: string; readonly [key: string]: Json | undefined };
    readonly end?: number;
    readonly answer?: { readonly [key: string]: Json };
  }

  const A = { name: "a" };
  const acquire = (from: string, at: number, token?: Json): Asked => ({ at, from, body: { type: "acquire", ...A }, end: at + 10, answer: token === undefined ? { type: "error", code: 11 } : { type: "acquire_ok", token } });
  const renew = (from: string, at: number, token: number, type = "renew_ok"): Asked => ({ at, from, body: { type: "renew", ...A, token }, end: at, answer: { type } });
  const release = (from: string, at: number, token: number): Asked => ({ at, from, body: { type: "release", ...A, token } });
  const read = (from: string, at: number, token: number, type = "read_ok"): Asked => ({ at, from, body: { type: "read", ...A, token }, end: at + 10, answer: { type, elements: [] } });
  const write = (from: string, at: number, token: number, elements: number[], type = "write_ok"): Asked => ({ at, from, body: { type: "write", ...A, token, elements }, end: at + 10, answer: { type } });
  const append = (element: number, at: number, end?: number, workMs = 0): Drawn => ({ f: "append", value: { name: "a", element, workMs }, at, ...(end === undefined ? {} : { end }) });
  const show = (at: number, elements: Json): Drawn => ({ f: "show", value: { name: "a" }, node: "n2", at, end: at, result: elements });

  interface Run {
    readonly asked?: readonly Asked[];
    readonly drawn?: readonly Drawn[];
    readonly outages?: readonly Outage[];
    readonly boots?: readonly number[];
    readonly counters?: Partial<Counters>;
  }

  const isForStore = ({ body: { type } }: Asked) => type === "read" || type === "write";

  /** Events of hand-made traces are numbered like their times in ms. */
  function traceOf(asked: readonly Asked[], boots: readonly number[]): TraceEvent[] {
    const events = asked.flatMap((one, index): TraceEvent[] => {
      const node = isForStore(one) ? "n2" : "n1";
      const message: TracedMessage = { number: index, from: one.from, to: node, body: { ...one.body, msg_id: index } as unknown as Json };
      const reply: TracedMessage = { number: 1_000 + index, from: node, to: one.from, body: { ...one.answer, in_reply_to: index } };
      const at = (ms: number, trigger: Trigger, did: readonly Did[]): TraceEvent => ({ number: ms, atUs: ms * MS, kind: "handled", node, incarnation: 0, trigger, did, failed: false });
      const sent: Did[] = one.end === undefined ? [] : [{ kind: "sent", message: reply, copies: 1 }];
      const trigger = { kind: "message", message, copy: 1 } as const;
      return one.end === undefined || one.end === one.at ? [at(one.at, trigger, sent)] : [at(one.at, trigger, []), at(one.end, { kind: "synced" }, sent)];
    });
    const booted = boots.map((ms): TraceEvent => ({ number: ms, atUs: ms * MS, kind: "handled", node: "n1", incarnation: 1, trigger: { kind: "boot", restarted: true }, did: [], failed: false }));
    return [...events, ...booted].sort((one, other) => one.number - other.number);
  }

  function judge(check: string, { asked = [], drawn = [], outages = [], boots = [], counters = {} }: Run) {
    const history = historyOf(drawn).map((entry) => ({ ...entry, event: Math.floor(entry.timeUs / MS) }));
    const plan: ClusterPlan = { ...base, nodes: NODES, settledAtUs: 8 * S, operations: drawn.map(({ at, f, value }) => ({ atUs: at, client: 0, node: "n3", f, value, body: { type: f, ...(value as object) } })) };
    const run = { ...runRecord(history, counters, outages), trace: traceOf(asked, boots), endedAtUs: 20 * S };
    return leaseLock.checks.find(({ id }) => id === check)?.judge(run, plan);
  }


  test("tokens grow from grant to grant, and are numbers", () => {
    expect(judge("tokens", { asked: [acquire("n3", 100, 1), acquire("n4", 700, 2)] })).toMatchObject({ verdict: "valid" });
    const down: Outage = { kind: "down", node: "n1", fromUs: 500 * MS, untilUs: 600 * MS };
    expect(judge("tokens", { asked: [acquire("n3", 100, 2), acquire("n4", 700, 2)], outages: [down] })).toMatchObject({
      verdict: "invalid",
      say: "The lock a was lent to n3 with the token 2 at 0.110 s, and to n4 with 2 at 0.710 s, after a crash at 0.500 s: no greater one.",
      witnesses: [110, 710],
    });
    expect(judge("tokens", { asked: [acquire("n3", 100, "one")] })?.say).toContain("without a token that is a number");
    expect(judge("tokens", { asked: [acquire("n3", 100, 1), acquire("n3", 200, 1)] }), "told again what it holds").toMatchObject({ verdict: "valid" });
    expect(judge("tokens", { asked: [acquire("n3", 100)] })).toMatchObject({ verdict: "unknown" });
  });

  test("no grant in the lease of another: it lasts for 500 ms from the answer, unless it is released by its holder", () => {
    expect(judge("leases", { asked: [acquire("n3", 100, 1), acquire("n4", 600, 2)] })).toMatchObject({ verdict: "valid" });
    expect(judge("leases", { asked: [acquire("n3", 100, 1), acquire("n4", 599, 2)] })).toMatchObject({
      verdict: "invalid",
      say: "n4 was lent the lock a at 0.609 s, in the lease of n3 with the token 1, which lasts until 0.610 s and had not been released.",
      witnesses: [110, 609],
    });
    expect(judge("leases", { asked: [acquire("n3", 100, 1), release("n3", 200, 1), acquire("n4", 300, 2)] })).toMatchObject({ verdict: "valid" });
    expect(judge("leases", { asked: [acquire("n3", 100, 2), release("n4", 200, 1), acquire("n4", 300, 3)] })).toMatchObject({ verdict: "invalid" });
    expect(judge("leases", {})).toMatchObject({ verdict: "unknown" });
  });

  test("a renewal makes a lease longer, and must not come into that of another", () => {
    expect(judge("leases", { asked: [acquire("n3", 100, 1), renew("n3", 500, 1), acquire("n4", 900, 2)] })).toMatchObject({ verdict: "invalid" });
    expect(judge("leases", { asked: [acquire("n3", 100, 1), renew("n3", 500, 1, "error"), acquire("n4", 900, 2)] })).toMatchObject({ verdict: "valid" });
    expect(judge("leases", { asked: [acquire("n3", 100, 1), acquire("n4", 700, 2), renew("n3", 800, 1)] })?.say).toContain("n3 had its lease of the lock a renewed at 0.800 s, in the lease of n4");
    expect(judge("leases", { asked: [acquire("n3", 100, 1), renew("n3", 700, 1), acquire("n4", 800, 2)] }), "what has ended is not made longer").toMatchObject({ verdict: "valid" });
  });

  test("the store lets in nothing under an older token, whether a read or a write showed the newer one", () => {
    const lent = [acquire("n3", 100, 1), acquire("n4", 700, 2)];
    expect(judge("fence", { asked: [...lent, read("n3", 150, 1), read("n4", 750, 2), write("n3", 800, 1, [1], "error")] })).toMatchObject({ verdict: "valid" });
    expect(judge("fence", { asked: [...lent, read("n4", 750, 2), write("n3", 800, 1, [1])] })).toMatchObject({
      verdict: "invalid",
      say: 'n2 let n3 write "a" under the token 1 at 0.810 s, although n4 had shown it the token 2 at 0.760 s.',
      witnesses: [760, 800, 810],
    });
    expect(judge("fence", { asked: [...lent, read("n4", 750, 2), write("n3", 755, 1, [1])] }), "both at once").toMatchObject({ verdict: "valid" });
    expect(judge("fence", { asked: lent })).toMatchObject({ verdict: "unknown" });
  });

  test("a token is used by whom it was given to", () => {
    expect(judge("fence", { asked: [acquire("n3", 100, 1), write("n4", 200, 1, [1])] })?.say).toContain("which was given to another worker");
    expect(judge("fence", { asked: [acquire("n3", 100, 1), write("n3", 200, 7, [1])] })?.say).toContain("which the lock service had not given to anybody");
  });

  test("what was confirmed is there in the end, once, and nothing else is", () => {
    const work = [write("n3", 100, 1, [1]), read("n4", 50, 2), write("n4", 200, 2, [2])];
    const two = [append(1, 0, 150 * MS), append(2, 1, 250 * MS)];
    expect(judge("effects", { asked: [write("n4", 200, 2, [1, 2])], drawn: [...two, show(S, [1, 2])] })).toMatchObject({ verdict: "valid" });
    expect(judge("effects", { asked: work, drawn: [...two, show(S, [2])] })).toMatchObject({
      verdict: "invalid",
      say: 'n4 wrote the document "a" under the token 2 at 0.210 s without 1, which n3 had written under 1 at 0.110 s: the document had been read before that. 1 confirmed element of it is gone in the end.',
      witnesses: [110, 210],
      figures: { "lost-elements": 1 },
    });
    expect(judge("effects", { asked: [write("n3", 100, 1, [1]), read("n4", 150, 2), write("n4", 200, 2, [2])], drawn: [...two, show(S, [2])] })?.say).toContain("the store did not show it any more");
    expect(judge("effects", { asked: work.slice(0, 1), drawn: [...two, show(S, [1])] })?.say).toContain("2 was confirmed to be in the document");
    expect(judge("effects", { asked: [write("n3", 100, 1, [1, 9])], drawn: [append(1, 0, 150 * MS), show(S, [1, 9])] })?.say).toContain("shows 9 at 1.000 s, which nobody asked to append");
    expect(judge("effects", { asked: [write("n3", 100, 1, [1, 1])], drawn: [append(1, 0, 150 * MS), show(S, [1, 1])] })?.say).toContain("shows 1 twice");
    expect(judge("effects", { drawn: [append(1, 0, 150 * MS), show(S, [1])] })?.say).toContain("no worker has ever written that");
    const hasty = [read("n3", 50, 1), write("n3", 99, 1, [1])];
    expect(judge("effects", { asked: hasty, drawn: [append(1, 0, 150 * MS, 40), show(S, [1])] })).toMatchObject({ verdict: "invalid", witnesses: [60, 99] });
    expect(judge("effects", { asked: hasty, drawn: [append(1, 0, 150 * MS, 39), show(S, [1])] })).toMatchObject({ verdict: "valid" });
    expect(judge("effects", { drawn: [append(1, 0, 150 * MS)] })).toMatchObject({ verdict: "unknown" });
    expect(judge("effects", { drawn: [append(1, 0), show(S, [])] })).toMatchObject({ verdict: "unknown" });
  });

  test("a lock is free when it was released, 1 s after its last grant or renewal, and a lease after a restart", () => {
    expect(judge("freed", { asked: [acquire("n3", 100, 1), acquire("n4", 1_400)] })).toMatchObject({ verdict: "valid" });
    expect(judge("freed", { asked: [acquire("n3", 100, 1), acquire("n4", 1_450)] })).toMatchObject({
      verdict: "invalid",
      say: "n4 asked for the lock a at 1.450 s and was refused. It was last lent or renewed at 0.110 s (n3, token 1): after 1 s it has to be free.",
    });
    expect(judge("freed", { asked: [acquire("n3", 100, 1), renew("n3", 500, 1), acquire("n4", 1_450)] })).toMatchObject({ verdict: "valid" });
    expect(judge("freed", { asked: [acquire("n3", 100, 1), acquire("n4", 1_450)], boots: [1_000] })).toMatchObject({ verdict: "valid" });
    expect(judge("freed", { asked: [acquire("n3", 100, 1), acquire("n4", 1_450)], outages: [{ kind: "down", node: "n1", fromUs: 1_300 * MS, untilUs: 1_400 * MS }] })).toMatchObject({ verdict: "valid" });
    expect(judge("freed", { asked: [acquire("n3", 100, 1), release("n3", 150, 1), acquire("n4", 500)] })?.say).toContain("n3 had released it at 0.150 s");
    expect(judge("freed", { asked: [acquire("n3", 100, 1), { at: 1_450, from: "n4", body: { type: "acquire", ...A } }] })?.say).toContain("got no answer");
    expect(judge("freed", { asked: [acquire("n3", 100, 1), acquire("n4", 1_450), acquire("n5", 1_445, 2)] }), "it is just being lent").toMatchObject({ verdict: "valid" });
    expect(judge("freed", { asked: [acquire("n3", 100, 1)] })?.say).toContain("0 refusals");
    expect(judge("freed", {})).toMatchObject({ verdict: "unknown" });
  });

  test("when the faults are over, every append is confirmed", () => {
    expect(judge("recovery", { drawn: [append(1, 9 * S, 10 * S)] })).toMatchObject({ verdict: "valid" });
    expect(judge("recovery", { drawn: [append(1, 9 * S)] })).toMatchObject({ verdict: "invalid", figures: { unconfirmed: 1 } });
    expect(judge("recovery", { drawn: [append(1, S)] })).toMatchObject({ verdict: "unknown" });
  });

  test("messages per append", () => {
    const drawn = [append(1, S, 2 * S)];
    expect(judge("frugal", { drawn, counters: { serverMessages: 20 } })).toMatchObject({ verdict: "valid", figures: { "msgs-per-op": 20 } });
    expect(judge("frugal", { drawn, counters: { serverMessages: 21 } })).toMatchObject({ verdict: "invalid" });
    expect(judge("frugal", { drawn })).toMatchObject({ verdict: "unknown" });
  });

  test("replies are read by their type", () => {
    const operation = (f: string) => ({ atUs: 0, client: 0, node: "n2", f, value: { name: "a", element: 1 }, body: { type: f } });
    expect(leaseLock.readReply(operation("append"), { type: "append_ok" })).toEqual({ name: "a", element: 1 });
    expect(leaseLock.readReply(operation("append"), { type: "show_ok" })).toBeNull();
    expect(leaseLock.readReply(operation("show"), { type: "show_ok", elements: [1] })).toEqual([1]);
    expect(leaseLock.readReply(operation("show"), { type: "show_ok", elements: "1" })).toBeNull();
  });
});
