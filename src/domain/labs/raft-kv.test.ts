import { describe, expect, test } from "vitest";
import { type Drawn, historyOf } from "../../../tests/support/histories";
import { runRecord } from "../../../tests/support/run-records";
import { smallPlan } from "../../../tests/support/small-plan";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Json } from "../simulator/message";
import type { Outage } from "../simulator/outages";
import type { Check } from "./lab";
import { raftKv } from "./raft-kv";
import { lastRequestsFromUs } from "./raft-kv-checks";
import { planOf } from "./run-seed";

const MS = 1_000;
const S = 1_000 * MS;
const NODES = ["n1", "n2", "n3"];
const plans = Array.from({ length: 64 }, (_, index) => planOf(raftKv, index + 1, `${index + 1}`));

describe("plans", () => {
  test("every scenario occurs in any 16 seeds in a row", () => {
    for (let start = 0; start + 16 <= plans.length; start += 1) expect(new Set(plans.slice(start, start + 16).map(({ scenario }) => scenario)).size).toBe(raftKv.scenarios.length);
  });

  test("no value is asked for twice, and the workload's clients stay with their node", () => {
    for (const { plan } of plans) {
      const values = plan.operations.flatMap(({ f, body }) => (f === "write" ? [body["value"]] : f === "cas" ? [body["to"]] : []));
      expect(new Set(values).size).toBe(values.length);
      const homes = new Map<number, string>();
      for (const { client, node } of plan.operations) {
        expect(homes.get(client) ?? node).toBe(node);
        homes.set(client, node);
      }
    }
  });

  test("with faults each node is asked to write and to read when all has been whole for 2.5 s", () => {
    for (const { plan, scenario } of plans.filter((one) => one.scenario !== "calm")) {
      const fromUs = lastRequestsFromUs(plan);
      expect(fromUs - (plan.settledAtUs ?? 0), scenario).toBeGreaterThanOrEqual(2.5 * S);
      expect(plan.operations.filter(({ atUs }) => atUs >= fromUs).map(({ f, node }) => `${f} ${node}`)).toEqual([...plan.nodes.map((node) => `write ${node}`), ...plan.nodes.map((node) => `read ${node}`)]);
    }
  });
});

const checkOf = (id: string): Check => raftKv.checks.find((check) => check.id === id) as Check;
const judge = (id: string, told: readonly Drawn[], plan: ClusterPlan, outages: readonly Outage[] = []) => checkOf(id).judge(runRecord(historyOf(told), {}, outages), plan);

const unanswered = (value: number, at: number): Drawn => ({ f: "write", value: ["x", value], at });
const write = (value: number, at: number, rest: Partial<Drawn> = {}): Drawn => ({ ...unanswered(value, at), end: at + MS, ...rest });
const read = (got: Json, at: number, rest: Partial<Drawn> = {}): Drawn => ({ f: "read", value: ["x", null], result: ["x", got], at, end: at + MS, ...rest });
const cas = (from: number, to: number, at: number, rest: Partial<Drawn> = {}): Drawn => ({ f: "cas", value: ["x", [from, to]], at, end: at + MS, ...rest });

describe("linearizable", () => {
  const verdictOf = (...told: Drawn[]) => judge("linearizable", told, smallPlan());

  test("each key is a register, and another key is another one", () => {
    expect(verdictOf(write(1, S), cas(1, 2, 2 * S), read(2, 3 * S), read(null, 4 * S, { value: ["y", null], result: ["y", null] }))).toMatchObject({ verdict: "valid", say: "4 answers, and an order that explains them." });
    expect(verdictOf(write(1, S), write(2, 2 * S), read(1, 3 * S, { node: "n2" }))).toMatchObject({
      verdict: "invalid",
      say: expect.stringContaining('Key "x": no order of the requests explains this one: n2 read 1 (3.000 s to 3.001 s).') as string,
      figures: { "not-linearizable": 1 },
    });
  });

  test("who got no answer may have been heard or not, and whoever was refused was not", () => {
    const lost = unanswered(2, 2 * S);
    expect(verdictOf(write(1, S), lost, read(1, 3 * S)).verdict).toBe("valid");
    expect(verdictOf(write(1, S), lost, read(2, 3 * S)).verdict).toBe("valid");
    expect(verdictOf(write(1, S), write(2, 2 * S, { type: "fail", code: 11 }), read(2, 3 * S)).verdict).toBe("invalid");
  });

  test("errors that say what a key holds, or does not hold, have to be true", () => {
    const noKey = { type: "fail", code: 20 } as const;
    expect(verdictOf(read(null, S, noKey), write(1, 2 * S), cas(7, 2, 3 * S, { type: "fail", code: 22 }), read(1, 4 * S)).verdict).toBe("valid");
    expect(verdictOf(write(1, S), read(null, 2 * S, noKey)).verdict).toBe("invalid");
    const inVain = verdictOf(write(1, S), cas(1, 2, 2 * S, { type: "fail", code: 22 }));
    expect(inVain.verdict).toBe("invalid");
    expect(inVain.say).toContain("(in vain)");
  });

  test("without an answer nothing is known", () => {
    expect(verdictOf().verdict).toBe("unknown");
    expect(verdictOf(unanswered(1, S)).verdict).toBe("unknown");
  });
});

describe("answered", () => {
  const asked = (node: string, atUs: number, client: number, f: string) => ({ atUs, client, node, f, value: ["x", client], body: { type: f } });
  const operations = [asked("n1", S, 0, "write"), ...["write", "read"].flatMap((f, turn) => NODES.map((node, client) => asked(node, (6 + turn) * S, client, f)))];
  const plan = smallPlan({ operations, settledAtUs: 3 * S, clientTimeoutUs: 2 * S });
  const early = unanswered(9, S);
  const last = (changes: Partial<Drawn> = {}): Drawn[] => NODES.flatMap((node, turn) => (turn === 2 ? [write(turn, 6 * S, { node, ...changes })] : [write(turn, 6 * S, { node })])).concat(NODES.map((node) => read(1, 7 * S, { node })));

  test("only the last requests count, and each of them has to be answered", () => {
    expect(judge("answered", [early, ...last()], plan)).toMatchObject({ verdict: "valid", say: "6 of 6 requests were answered." });
    expect(judge("answered", [early, ...last({ end: 8 * S, type: "info", code: 0 })], plan)).toMatchObject({ verdict: "invalid", figures: { unanswered: 1 }, say: expect.stringContaining("n3 was asked to write at 6.000 s") as string });
    expect(judge("answered", [early, ...last({ type: "fail", code: 11 })], plan).say).toContain("answered with the error 11");
  });

  test("an error that says what a key holds is an answer, and who is down is excused", () => {
    const comparing = { f: "cas", value: ["x", [7, 8]], type: "fail", code: 22 } as const;
    expect(judge("answered", [early, ...last(comparing)], plan).verdict).toBe("valid");
    const down: Outage = { kind: "down", node: "n3", fromUs: 4 * S, untilUs: Infinity };
    expect(judge("answered", [early, ...last({ end: 8 * S, type: "info", code: 0 })], plan, [down])).toMatchObject({ verdict: "valid", say: expect.stringContaining("not part of the majority") as string });
  });

  test("where nothing was asked nothing is known", () => {
    expect(judge("answered", [], plan).verdict).toBe("unknown");
  });
});

describe("how long it takes", () => {
  /** A message there, the disk and a message back: 3 ms. The burst is asked for at 9 s. */
  const burst = [0, 1].map((client) => ({ atUs: 9 * S, client, node: "n1", f: "write", value: ["x", client], body: { type: "write" } }));
  const plan = smallPlan({ operations: [{ ...burst[0]!, atUs: S }, ...burst] });
  const quick = (readMs: number, writeMs: number) => [read(null, S, { end: S + readMs * MS }), write(1, 2 * S, { end: 2 * S + writeMs * MS })];

  test("reads and writes at the node that answers fastest", () => {
    expect(judge("fast", quick(3, 6), plan)).toMatchObject({ verdict: "valid", figures: { "read-rtts": 1.5, "read-rounds": 1, "write-rounds": 2 } });
    expect(judge("fast", [...quick(3, 6), read(null, 3 * S, { node: "n2", end: 4 * S })], plan).verdict).toBe("valid");
    expect(judge("fast", quick(6, 6), plan)).toMatchObject({ verdict: "invalid", say: expect.stringContaining("1.5 and 2.5 times are enough") as string });
    expect(judge("fast", quick(3, 9), plan).verdict).toBe("invalid");
    expect(judge("fast", quick(3, 6).slice(0, 1), plan).verdict).toBe("unknown");
  });

  test("all that is asked for at once", () => {
    const done = (ms: number): Drawn[] => [write(1, S), write(2, 9 * S), write(3, 9 * S, { end: 9 * S + ms * MS })];
    expect(judge("throughput", done(20), plan)).toMatchObject({ verdict: "valid", figures: { "ms-per-op": 10 } });
    expect(judge("throughput", done(22), plan)).toMatchObject({ verdict: "invalid", figures: { "ms-per-op": 11 } });
    expect(judge("throughput", [write(1, S)], plan).verdict).toBe("unknown");
  });
});
