// The rules of src/domain/simulator/SPEC.md about the network's faults, busy and paused nodes, targets and outages.
import { describe, expect, test } from "vitest";
import { type ClusterPlan, CLOCK_START_MS, type Fault } from "@/domain/simulator/cluster-plan";
import type { Effect, NodeCall } from "@/domain/simulator/node-host";
import type { PlainNode } from "../support/plain-host";
import { arrivals, echo, from1, hi, lost, onBoot, operation, play, silent } from "../support/play-cluster";

const THREE = ["n1", "n2", "n3"];
/** Each node says hi to all others every 10 ms; numbers count up. */
const chatty = (others: readonly string[] = THREE): ((id: string) => PlainNode) => (id) => {
  let n = 0;
  return (call) => {
    if (call.do !== "boot" && call.do !== "timer") return [];
    n += 1;
    return [["timer", "tick", 10, null], ...others.filter((to) => to !== id).map((to) => hi(to, n))];
  };
};
const ways = (changes: Partial<ClusterPlan>) => {
  const { trace } = play({ nodes: THREE, endAtUs: 100_000, ...changes }, chatty());
  const dead = trace.flatMap((event) => (event.kind === "lost" ? [`${event.message.from}→${event.message.to}`] : []));
  return [...new Set(dead)].sort();
};

describe("network", () => {
  test("N9 a link of its own latency leaves the others as they were", () => {
    const sends = from1(Array.from({ length: 40 }, (_, n) => hi(n % 2 === 0 ? "n2" : "n3", n)));
    const times = (links?: ClusterPlan["links"]) => {
      const { trace } = play({ nodes: THREE, latency: { kind: "exponential", meanUs: 5_000 }, ...(links === undefined ? {} : { links }) }, sends);
      const of = (rest: number) => new Map(arrivals(trace).flatMap(({ body, atUs }) => ((body as { n: number }).n % 2 === rest ? [[(body as { n: number }).n, atUs] as const] : [])));
      return { to2: of(0), to3: of(1) };
    };
    const slow = times([{ link: ["n1", "n3"], latency: { kind: "constant", meanUs: 70_000 } }]);
    expect(slow.to2).toEqual(times().to2);
    expect(new Set(slow.to3.values())).toEqual(new Set([70_000]));
  });

  test("N14 links that keep the order of sending: nothing overtakes on one, and what need not wait arrives as drawn", () => {
    const sends = from1(Array.from({ length: 60 }, (_, n) => hi(n % 2 === 0 ? "n2" : "n3", n)));
    const played = (fifo: boolean) => {
      const come = arrivals(play({ nodes: THREE, latency: { kind: "exponential", meanUs: 5_000 }, ...(fifo ? { fifo } : {}) }, sends).trace).map(({ body, atUs }) => ({ n: (body as { n: number }).n, atUs }));
      const numbersOf = (rest: number) => come.filter(({ n }) => n % 2 === rest).map(({ n }) => n);
      return { come, isSorted: [0, 1].map((rest) => numbersOf(rest).every((n, index, all) => index === 0 || n > (all[index - 1] ?? 0))), whole: come.map(({ n }) => n) };
    };
    const [loose, ordered] = [played(false), played(true)];
    expect(loose.isSorted).toEqual([false, false]);
    expect(ordered.isSorted).toEqual([true, true]);
    expect(ordered.whole, "the two links overtake each other").not.toEqual(ordered.whole.toSorted((one, other) => one - other));
    const drawn = new Map(loose.come.map(({ n, atUs }) => [n, atUs]));
    for (const rest of [0, 1]) {
      let latest = 0;
      for (const { n, atUs } of ordered.come.filter((one) => one.n % 2 === rest)) {
        latest = Math.max(latest, drawn.get(n) ?? 0);
        expect(atUs).toBe(latest);
      }
    }
  });

  test("N10 weather changes what is sent from then on", () => {
    const faults: Fault[] = [{ kind: "weather", atUs: 15_000, latency: { kind: "constant", meanUs: 1_000 }, loss: 1 }, { kind: "weather", atUs: 35_000, loss: 0, duplication: 1 }];
    const { trace } = play({ faults, endAtUs: 48_000 }, (id) => (id === "n1" ? chatty(["n2"])("n1") : silent));
    expect(arrivals(trace).map(({ atUs, copy }) => [atUs, copy])).toEqual([[10_000, 1], [20_000, 1], [41_000, 1], [41_000, 2]]);
    expect(lost(trace)).toEqual([{ why: "loss", atUs: 21_000 }, { why: "loss", atUs: 31_000 }]);
    expect(trace.find(({ kind }) => kind === "weather")).toMatchObject({ latency: { meanUs: 1_000 }, loss: 1, duplication: 0 });
  });

  test("N11 a cut link loses one way only; cuts add up, and a heal ends them", () => {
    const cut = (atUs: number, from: string, to: string): Fault => ({ kind: "cut", atUs, links: [[from, to]] });
    expect(ways({ faults: [cut(0, "n1", "n2")] })).toEqual(["n1→n2"]);
    expect(ways({ faults: [cut(0, "n1", "n2"), cut(1, "n3", "n1"), { kind: "partition", atUs: 2, sides: [["n2"], ["n3"]] }] })).toEqual(["n1→n2", "n2→n3", "n3→n1", "n3→n2"]);
    expect(ways({ faults: [cut(0, "n1", "n2"), { kind: "heal", atUs: 1 }] })).toEqual([]);
    expect(ways({ faults: [{ kind: "partition", atUs: 0, sides: [["n1"], ["n2"]] }, { kind: "partition", atUs: 1, sides: [["n1"], ["n3"]] }] })).toEqual(["n1→n3", "n3→n1"]);
  });

  test.each([["out", ["n2→n1", "n2→n3"]], ["in", ["n1→n2", "n3→n2"]], ["both", ["n1→n2", "n2→n1", "n2→n3", "n3→n2"]]] as const)("N12 isolated, %s", (way, dead) => {
    expect(ways({ faults: [{ kind: "isolate", atUs: 0, node: "n2", way }] })).toEqual(dead);
  });

  test("N13 C1 what finds a full inbox is lost, whoever sent it", () => {
    const service = { kind: "constant", meanUs: 50_000 } as const;
    const sends = from1([hi("n2", 1), hi("n2", 2), hi("n2", 3), hi("n2", 4)]);
    const { trace } = play({ service, inboxMax: 2, operations: [operation(10_000, { node: "n2" })] }, sends);
    expect(lost(trace)).toEqual([10_000, 10_000, 10_000].map((atUs) => ({ why: "overload", atUs })));
    expect(trace.flatMap((event) => (event.kind === "lost" ? [event.message.from] : []))).toEqual(["n1", "n1", "c1"]);
    expect(arrivals(trace).map(({ body }) => (body as { n: number }).n)).toEqual([1, 2]);
  });
});

describe("nodes", () => {
  const pause = (atUs: number, forUs?: number): Fault => ({ kind: "pause", atUs, node: "n2", ...(forUs === undefined ? {} : { forUs }) });

  test("P7 a paused node handles later what came, in its order; its disk goes on", () => {
    const two: PlainNode = (call) => (call.do === "boot" ? [["timer", "t", 5, null], ["write", "a", 1], ["fsync", 1]] : []);
    const faults = [pause(500), { kind: "resume", atUs: 80_000, node: "n2" } as const, { kind: "crash", atUs: 90_000, node: "n2" } as const, { kind: "restart", atUs: 91_000, node: "n2" } as const];
    const { run, handled, calls } = play({ faults }, (id) => (id === "n2" ? two : onBoot([hi("n2", 7)])));
    expect(handled("n2").slice(1, 4).map(({ trigger, atUs }) => [trigger.kind, atUs])).toEqual([["synced", 80_000], ["timer", 80_000], ["message", 80_000]]);
    expect((calls("n2", "timer")[0] as { now: number }).now).toBe(CLOCK_START_MS + 80);
    expect(run.trace?.flatMap(({ kind, atUs }) => (kind === "paused" || kind === "resumed" ? [[kind, atUs]] : []))).toEqual([["paused", 500], ["resumed", 80_000]]);
    // Whatever a crash would have kept by chance: the fsync ended before it, while the node was paused.
    const stopped: Fault[] = [pause(500), { kind: "crash", atUs: 2_000, node: "n2" }, { kind: "restart", atUs: 3_000, node: "n2" }];
    for (let seed = 0; seed < 12; seed += 1) {
      const boots = play({ seed: String(seed), faults: stopped }, (id) => (id === "n2" ? two : silent)).calls("n2", "boot");
      expect((boots[1] as Extract<NodeCall, { do: "boot" }>).disk).toEqual({ a: 1 });
    }
  });

  test("P8 a busy node works on one thing after the other, and answers at the end", () => {
    const operations = [operation(0), operation(1_000, { client: 1 }), operation(2_000, { client: 2 })];
    const { run } = play({ operations, service: { kind: "constant", meanUs: 30_000 } }, () => echo);
    expect(run.history.flatMap(({ type, value, timeUs }) => (type === "ok" ? [[value, timeUs]] : []))).toEqual([[0, 30_000], [1_000, 60_000], [2_000, 90_000]]);
  });

  test("P8 a node becomes slow, and fast again", () => {
    const faults: Fault[] = [{ kind: "slow", atUs: 10_000, node: "n1", service: { kind: "constant", meanUs: 5_000 } }, { kind: "slow", atUs: 30_000, node: "n1", service: null }];
    const { run, trace } = play({ operations: [operation(0), operation(20_000), operation(40_000)], faults }, () => echo);
    expect(run.history.flatMap(({ type, timeUs }) => (type === "ok" ? [timeUs] : []))).toEqual([0, 25_000, 40_000]);
    expect(trace.flatMap((event) => (event.kind === "slowed" ? [event.service?.meanUs ?? null] : []))).toEqual([5_000, null]);
  });

  test("P9 a crash empties the inbox and ends the pause", () => {
    const faults = [pause(1_000), { kind: "crash", atUs: 20_000, node: "n2" } as const, { kind: "restart", atUs: 30_000, node: "n2" } as const];
    const { trace, run } = play({ faults, operations: [operation(40_000, { node: "n2" })] }, (id) => (id === "n1" ? onBoot([hi("n2")]) : echo));
    expect(arrivals(trace).map(({ body }) => (body as { type: string }).type)).toEqual(["echo"]);
    expect(run.outages.map(({ kind, fromUs, untilUs }) => [kind, fromUs, untilUs])).toEqual([["paused", 1_000, 20_000], ["down", 20_000, 30_000]]);
  });

  test("P10 a timer that is cleared while it waits keeps nobody busy", () => {
    const clears: PlainNode = (call) => (call.do === "boot" ? [["timer", "t", 12, null]] : call.do === "message" ? [["clear", "t"]] : []);
    const sends = from1([hi("n2", 1), ["timer", "second", 12, null]]);
    const again: PlainNode = (call) => (call.do === "timer" ? [hi("n2", 2)] : sends("n1")(call));
    const { handled } = play({ service: { kind: "constant", meanUs: 30_000 } }, (id) => (id === "n1" ? again : clears));
    expect(handled("n2").map(({ trigger, atUs }) => [trigger.kind, atUs])).toEqual([["boot", 0], ["message", 40_000], ["message", 82_000]]);
  });

  test("P11 a drifting clock, its timers and its time-outs", () => {
    const again: PlainNode = (call) => (call.do === "message" ? [["timer", "t", 1_000, null], ["rpc", "n3", { type: "x", msg_id: 1 }, 1, 2_000]] : []);
    const faults: Fault[] = [{ kind: "clock-drift", atUs: 0, node: "n2", ppm: 250_000 }, { kind: "clock-drift", atUs: 5_000_000, node: "n2", ppm: 0 }];
    const { handled, calls } = play({ nodes: THREE, faults, operations: [operation(1_000_000, { node: "n2" }), operation(6_000_000, { node: "n2" })] }, (id) => (id === "n2" ? again : silent));
    expect(handled("n2").flatMap(({ trigger, atUs }) => (trigger.kind === "timer" || trigger.kind === "rpc-timeout" ? [[trigger.kind, atUs]] : []))).toEqual([
      ["timer", 1_800_000], ["rpc-timeout", 2_600_000], ["timer", 7_000_000], ["rpc-timeout", 8_000_000],
    ]);
    expect((calls("n2", "timer") as { now: number }[]).map(({ now }) => now - CLOCK_START_MS)).toEqual([2_250, 8_250]);
  });
});

describe("faults", () => {
  const leads: PlainNode = (call) => (call.do === "boot" ? [["timer", "t", 50, null]] : call.do === "timer" ? [["send", "n3", { type: "append_entries" }]] : []);
  const second = (id: string) => (id === "n2" ? leads : silent);

  test("F1 whoever sent the last message of a type is struck; before the first one nobody is", () => {
    const fault = (atUs: number): Fault => ({ kind: "crash", atUs, node: { lastSenderOf: "append_entries" } });
    const { trace } = play({ nodes: THREE, faults: [fault(10_000), fault(60_000)] }, second);
    expect(trace.flatMap((event) => (event.kind === "crashed" ? [[event.node, event.atUs]] : []))).toEqual([["n2", 60_000]]);
    const cut = play({ nodes: THREE, faults: [{ kind: "isolate", atUs: 10_000, node: { lastSenderOf: "append_entries" }, way: "both" }] }, second);
    expect(cut.trace.some(({ kind }) => kind === "cut")).toBe(false);
  });

  test("F2 a crash and a pause end by themselves, and never a later one", () => {
    const ups = (faults: Fault[]) => play({ faults }, () => silent).trace.flatMap((event) => (event.kind === "resumed" || (event.kind === "handled" && event.trigger.kind === "boot" && event.trigger.restarted) ? [event.atUs] : []));
    const at = (atUs: number) => ({ atUs, node: "n1" });
    expect(ups([{ kind: "crash", ...at(1_000), forUs: 5_000 }])).toEqual([6_000]);
    expect(ups([{ kind: "crash", ...at(1_000), forUs: 5_000 }, { kind: "restart", ...at(2_000) }, { kind: "crash", ...at(3_000) }])).toEqual([2_000]);
    expect(ups([{ kind: "pause", ...at(1_000), forUs: 5_000 }, { kind: "resume", ...at(2_000) }, { kind: "pause", ...at(3_000) }])).toEqual([2_000]);
  });

  test("F3 the record lists who was out, and who was cut off from whom", () => {
    const faults: Fault[] = [
      { kind: "partition", atUs: 1_000, sides: [["n1"], ["n2", "n3"]] },
      { kind: "cut", atUs: 2_000, links: [["n2", "n3"]] },
      { kind: "heal", atUs: 3_000 },
      { kind: "pause", atUs: 4_000, node: "n1", forUs: 500 },
      { kind: "crash", atUs: 5_000, node: "n2" },
    ];
    const ticking: PlainNode = () => [["timer", "t", 100, null]];
    expect(play({ nodes: THREE, faults, endAtUs: 9_000_000 }, () => ticking).run.outages).toEqual([
      { kind: "cut", node: "n2", peers: ["n1"], fromUs: 1_000, untilUs: 2_000 },
      { kind: "cut", node: "n3", peers: ["n1"], fromUs: 1_000, untilUs: 2_000 },
      { kind: "cut", node: "n1", peers: ["n2", "n3"], fromUs: 1_000, untilUs: 3_000 },
      { kind: "cut", node: "n2", peers: ["n1", "n3"], fromUs: 2_000, untilUs: 3_000 },
      { kind: "cut", node: "n3", peers: ["n1", "n2"], fromUs: 2_000, untilUs: 3_000 },
      { kind: "paused", node: "n1", fromUs: 4_000, untilUs: 4_500 },
      { kind: "down", node: "n2", fromUs: 5_000, untilUs: 9_000_000 },
    ]);
  });

  test("F4 what is already so changes nothing", () => {
    const at = { atUs: 1_000, node: "n1" };
    const kinds = (faults: Fault[]) => play({ faults }, () => silent).trace.map(({ kind }) => kind).filter((kind) => kind === "paused" || kind === "resumed");
    expect(kinds([{ kind: "pause", ...at }, { kind: "pause", ...at, atUs: 2_000 }, { kind: "resume", ...at, atUs: 3_000 }, { kind: "resume", ...at, atUs: 4_000 }])).toEqual(["paused", "resumed"]);
    expect(kinds([{ kind: "crash", ...at }, { kind: "pause", ...at, atUs: 2_000 }])).toEqual([]);
  });
});

describe("disk", () => {
  const crash: Fault[] = [{ kind: "crash", atUs: 500, node: "n1", forUs: 1_000 }];
  const after = (writes: readonly Effect[], seeds: number) =>
    Array.from({ length: seeds }, (_, seed) => {
      const { calls, trace } = play({ seed: String(seed), faults: crash, tornWrites: 0.5 }, () => (call) => (call.do === "boot" && !call.restarted ? writes : []));
      return { disk: (calls("n1", "boot")[1] as Extract<NodeCall, { do: "boot" }>).disk, torn: trace.flatMap((event) => (event.kind === "crashed" ? [event.tornKey ?? null] : []))[0] ?? null };
    });

  test("D4 the first append that is lost may leave the beginning of its text", () => {
    const seen = after([["append", "log", { term: 1 }], ["append", "log", { term: 2 }]], 80);
    for (const { disk, torn } of seen) {
      const log = (disk["log"] ?? []) as unknown[];
      const last = log.at(-1);
      expect(typeof last === "string").toBe(torn === "log");
      if (typeof last === "string") expect([`{"term":${log.length}}`.startsWith(last), last.length < 10]).toEqual([true, true]);
    }
    expect(seen.filter(({ torn }) => torn !== null).length).toBeGreaterThan(10);
    expect(seen.filter(({ torn, disk }) => torn === null && ((disk["log"] ?? []) as unknown[]).length < 2).length).toBeGreaterThan(10);
  });

  test("D4 values by key are never torn", () => {
    expect(new Set(after([["write", "vote", "n2"], ["append", "log", 7]], 40).map(({ disk }) => JSON.stringify(disk["vote"] ?? null)))).toEqual(new Set(['"n2"', "null"]));
  });
});
