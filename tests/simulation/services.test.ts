// The rules of src/domain/simulator/SPEC.md about services, buggify and probabilistic concurrency testing.
import { describe, expect, test } from "vitest";
import type { ClusterPlan } from "@/domain/simulator/cluster-plan";
import type { Body, Json } from "@/domain/simulator/message";
import type { Effect } from "@/domain/simulator/node-host";
import { makeService, SEQ_STATES_MAX } from "@/domain/simulator/services";
import type { PlainNode } from "../support/plain-host";
import { arrivals, from1, hi, lost, onBoot, play, silent } from "../support/play-cluster";

const read = (key: Json): Body => ({ type: "read", key });
const write = (key: Json, value: Json): Body => ({ type: "write", key, value });
const cas = (key: Json, from: Json, to: Json): Body => ({ type: "cas", key, from, to });
const shown = ({ type, value, code }: Body): Json => (type === "error" ? (code ?? null) : type === "read_ok" ? (value ?? null) : type);

describe("services", () => {
  const ask = (to: string, body: Body, msgId = 1): Effect => ["send", to, { ...body, msg_id: msgId } as unknown as Json];
  const noisy: Partial<ClusterPlan> = { services: ["lin-kv"], duplication: 1 };

  test("S1 a request and its reply take the plan's latency, are not duplicated, and cross partitions but no cut", () => {
    const faults = [{ kind: "partition", atUs: 0, sides: [["n1"], ["n2"]] }] as const;
    const { trace, run } = play({ ...noisy, faults }, from1([ask("lin-kv", write("x", 1))]));
    expect(trace.filter(({ kind }) => kind === "served").map(({ atUs }) => atUs)).toEqual([10_000]);
    expect(arrivals(trace)).toEqual([{ atUs: 20_000, copy: 1, body: { type: "write_ok", in_reply_to: 1 } }]);
    expect(run.counters.serverMessages).toBe(2);
    const cut = (link: readonly [string, string]) => lost(play({ ...noisy, faults: [{ kind: "cut", atUs: 1, links: [link] }] }, from1([ask("lin-kv", write("x", 1))])).trace);
    expect(cut(["n1", "lin-kv"])).toEqual([{ why: "partition", atUs: 10_000 }]);
    expect(cut(["lin-kv", "n1"])).toEqual([{ why: "partition", atUs: 20_000 }]);
    expect(lost(play({ ...noisy, loss: 1 }, from1([ask("lin-kv", write("x", 1))])).trace)).toEqual([{ why: "loss", atUs: 10_000 }]);
    expect(lost(play({}, from1([ask("lin-kv", write("x", 1))])).trace)).toEqual([{ why: "no-such-node", atUs: 0 }]);
  });

  test("S2 lin-kv reads what was written last, and says Maelstrom's codes", () => {
    const kv = makeService("lin-kv", "1");
    const say = (body: Body) => shown(kv.answer("n1", body));
    expect([read("x"), cas("x", 1, 2), write("x", { a: 1, b: 2 }), read("x"), cas("x", { b: 2, a: 1 }, 7), cas("x", 8, 9), read("x")].map(say)).toEqual([20, 20, "write_ok", { a: 1, b: 2 }, "cas_ok", 22, 7]);
    expect([write(1, "number"), read("1"), { ...cas("new", 1, 2), create_if_not_exists: true }, read("new")].map(say)).toEqual(["write_ok", 20, "cas_ok", 2]);
    expect([{ type: "dance", key: 1 }, { type: "read" }, { type: "write", key: 1 }, { type: "cas", key: 1, from: 1 }].map(say)).toEqual([10, 12, 12, 12]);
  });

  test("S3 seq-kv shows old states to others, never to who has seen a newer one, and not those long gone", () => {
    const stale = new Set<Json>();
    for (let seed = 0; seed < 200; seed += 1) {
      const kv = makeService("seq-kv", String(seed));
      for (let value = 0; value < 100; value += 1) kv.answer("n1", write("x", value));
      expect(shown(kv.answer("n1", read("x")))).toBe(99);
      let seen = -1;
      for (let turn = 0; turn < 5; turn += 1) {
        const value = shown(kv.answer("n2", read("x"))) as number;
        expect(value).toBeGreaterThanOrEqual(seen);
        seen = value;
        stale.add(value);
      }
    }
    expect(Math.min(...([...stale] as number[]))).toBe(100 - SEQ_STATES_MAX);
    expect(stale.size).toBe(SEQ_STATES_MAX);
  });

  test("S3 what changes something happens in the newest state; a write of what is there need not", () => {
    const outcomes = new Set<Json>();
    for (let seed = 0; seed < 50; seed += 1) {
      const kv = makeService("seq-kv", String(seed));
      for (const value of [0, 1, 2]) kv.answer("n1", write("x", value));
      outcomes.add(shown(kv.answer("n2", cas("x", 1, 5))));
      kv.answer("n2", write("y", seed));
      expect(shown(kv.answer("n2", read("x")))).toBe(2);
      const other = makeService("seq-kv", String(seed));
      for (const value of [0, 1, 0]) other.answer("n1", write("x", value));
      other.answer("n1", write("y", 1));
      other.answer("n2", write("x", 0));
      outcomes.add(`y ${JSON.stringify(shown(other.answer("n2", read("y"))))}`);
    }
    expect(outcomes).toEqual(new Set([20, 22, "y 1", "y 20"]));
  });

  test("S4 lww-kv shows old values, forgets the earlier of two writes, and comes to agree", () => {
    const seen = new Set<Json>();
    for (let seed = 0; seed < 50; seed += 1) {
      const kv = makeService("lww-kv", String(seed));
      for (const value of [1, 2]) kv.answer("n1", write("x", value));
      seen.add(shown(kv.answer("n1", read("x"))));
      for (let turn = 0; turn < 60; turn += 1) kv.answer("n1", read("x"));
      expect(new Set(Array.from({ length: 20 }, () => shown(kv.answer("n2", read("x")))))).toHaveLength(1);
    }
    expect(seen).toEqual(new Set([1, 2, 20]));
  });

  test("S5 lin-tso gives each timestamp once", () => {
    const tso = makeService("lin-tso", "1");
    expect([1, 2, 3].map(() => tso.answer("n1", { type: "ts" })["ts"])).toEqual([0, 1, 2]);
    expect(shown(tso.answer("n1", read("x")))).toBe(10);
  });

  test("S6 a request without msg_id is carried out and not answered", () => {
    const sends = from1([["send", "lin-kv", { type: "write", key: "x", value: 1 }], ["timer", "t", 15, null]]);
    const asks: PlainNode = (call) => (call.do === "timer" ? [ask("lin-kv", read("x"), 2)] : sends("n1")(call));
    const { trace } = play({ services: ["lin-kv"] }, (id) => (id === "n1" ? asks : silent));
    expect(arrivals(trace).map(({ body }) => body)).toEqual([{ type: "read_ok", value: 1, in_reply_to: 2 }]);
  });
});

describe("buggify", () => {
  const seeds = Array.from({ length: 120 }, (_, seed) => String(seed));

  test("B1 each site is on in about a quarter of the runs, and the record says so", () => {
    const on = seeds.map((seed) => play({ seed, buggify: true }, () => silent).run.buggify);
    for (const site of ["timer-late", "fsync-slow", "rpc-twice"] as const) {
      const count = on.filter((sites) => sites.includes(site)).length;
      expect([count > 15, count < 45]).toEqual([true, true]);
    }
    expect(new Set(on.map((sites) => sites.join())).size).toBeGreaterThan(4);
    expect(play({}, () => silent).run.buggify).toEqual([]);
  });

  test("B1 B2 timers are late, fsyncs slow and rpcs doubled only where their site is on, and then in a quarter of the cases", () => {
    const effects: Effect[] = Array.from({ length: 40 }, (_, n): Effect[] => [["timer", `t${n}`, 100, null], ["fsync", n], ["rpc", "n2", { type: "ask", msg_id: n }, n, 5_000]]).flat();
    const oddities = seeds.map((seed) => {
      const { run, handled, trace } = play({ seed, buggify: true }, from1(effects));
      const late = handled("n1").filter(({ trigger, atUs }) => trigger.kind === "timer" && atUs > 100_000);
      expect(late.every(({ atUs }) => atUs <= 200_000)).toBe(true);
      const slow = handled("n1").filter(({ trigger, atUs }) => trigger.kind === "synced" && atUs === 10_000);
      const counts = { "timer-late": late.length, "fsync-slow": slow.length, "rpc-twice": arrivals(trace).filter(({ copy }) => copy === 2).length };
      for (const [site, count] of Object.entries(counts)) if (!(run.buggify as readonly string[]).includes(site)) expect(count).toBe(0);
      return counts;
    });
    for (const site of ["timer-late", "fsync-slow", "rpc-twice"] as const) {
      const struck = oddities.map((counts) => counts[site]).filter((count) => count > 0);
      const mean = struck.reduce((sum, count) => sum + count, 0) / struck.length;
      expect([mean > 7, mean < 13]).toEqual([true, true]);
    }
  });
});

describe("probabilistic concurrency testing", () => {
  const NODES = ["n1", "n2", "n3"];
  const each = (count: number): ((id: string) => PlainNode) => (id) => onBoot(Array.from({ length: count }, (_, n) => NODES.filter((to) => to !== id).map((to) => hi(to, n))).flat());
  const times = (seed: string, depth: 2 | 3, count: number) => {
    const { trace } = play({ seed, nodes: NODES, schedule: { depth, messages: 6 * count, spreadUs: 60_000 } }, each(count));
    const seen = new Map<string, number[]>();
    for (const event of trace) {
      if (event.kind !== "handled" || event.trigger.kind !== "message") continue;
      const { message } = event.trigger;
      const link = `${message.from}→${message.to}`;
      seen.set(link, [...(seen.get(link) ?? []), event.atUs - 10_000]);
    }
    return seen;
  };

  test("O1 every link has a delay of its own within the spread, and every order of links occurs first", () => {
    const first = new Set<string>();
    for (let seed = 0; seed < 60; seed += 1) {
      const seen = [...times(String(seed), 2, 20)].map(([link, delays]) => ({ link, least: Math.min(...delays), most: Math.max(...delays) }));
      expect(new Set(seen.map(({ least }) => least)).size).toBe(6);
      expect(Math.max(...seen.map(({ most }) => most))).toBeLessThanOrEqual(60_000);
      first.add(seen.find(({ least }) => least === 0)?.link ?? "none");
    }
    first.delete("none");
    expect(first.size).toBe(6);
  });

  test.each([2, 3] as const)("O2 at %i - 1 points a link falls below all others", (depth) => {
    const falls = Array.from({ length: 60 }, (_, seed) => {
      const delays = [...times(String(seed), depth, 20).values()];
      for (const own of delays) expect(own).toEqual([...own].sort((one, other) => one - other));
      return delays.reduce((sum, own) => sum + new Set(own).size - 1, 0);
    });
    expect(Math.max(...falls)).toBe(depth - 1);
    expect(falls.filter((count) => count === depth - 1).length).toBeGreaterThan(40);
  });
});
