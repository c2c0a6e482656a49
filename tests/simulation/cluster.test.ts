// The rules of src/domain/simulator/SPEC.md, one by one; those of faults, services and chance are in files beside this one.
import { describe, expect, test } from "vitest";
import { type ClusterPlan, CLOCK_START_MS } from "@/domain/simulator/cluster-plan";
import { fateKey } from "@/domain/simulator/fate";
import type { Json } from "@/domain/simulator/message";
import type { Effect, NodeCall } from "@/domain/simulator/node-host";
import { runCluster } from "@/domain/simulator/run-cluster";
import { type PlainNode, plainHost } from "../support/plain-host";
import { arrivals, echo, from1, hi, lost, onBoot, operation, plan, play, readReply, silent } from "../support/play-cluster";

describe("time and chance", () => {
  test("T1 T2 events of one time happen in the order of their scheduling", () => {
    const { trace } = play({}, from1([hi("n2", 1), hi("n2", 2), hi("n2", 3)]));
    expect(arrivals(trace).map(({ body, atUs }) => [(body as { n: number }).n, atUs])).toEqual([[1, 10_000], [2, 10_000], [3, 10_000]]);
  });

  test("T3 switching duplication on leaves the first copies where they were", () => {
    const sends = from1(Array.from({ length: 200 }, (_, n) => hi("n2", n)));
    const delays = (duplication: number) => arrivals(play({ latency: { kind: "exponential", meanUs: 5_000 }, loss: 0.2, duplication }, sends).trace).filter(({ copy }) => copy === 1).map(({ body }) => (body as { n: number }).n);
    expect(new Set(delays(0)).size).toBeGreaterThan(100);
    expect(delays(0.5)).toEqual(delays(0));
  });

  test("the same seed is the same run, another seed is another", () => {
    const noisy = { latency: { kind: "exponential", meanUs: 5_000 }, loss: 0.1, duplication: 0.1 } as const;
    const sends = from1(Array.from({ length: 50 }, (_, n) => hi("n2", n)));
    const hash = (seed: string) => play({ ...noisy, seed }, sends).run.traceHash;
    expect(hash("1")).toBe(hash("1"));
    expect(hash("1")).not.toBe(hash("2"));
  });
});

describe("network", () => {
  const many = from1(Array.from({ length: 1_000 }, (_, n) => hi("n2", n)));

  test("N1 exponential delays overtake, and keep their mean", () => {
    const seen = arrivals(play({ latency: { kind: "exponential", meanUs: 10_000 } }, many).trace);
    const order = seen.map(({ body }) => (body as { n: number }).n);
    expect(order).not.toEqual([...order].sort((a, b) => a - b));
    const mean = seen.reduce((sum, { atUs }) => sum + atUs, 0) / seen.length;
    expect(mean).toBeGreaterThan(9_000);
    expect(mean).toBeLessThan(11_000);
  });

  test("N2 about as many are lost as the plan says, each where it would have arrived", () => {
    const dead = lost(play({ loss: 0.3 }, many).trace);
    expect(dead.length).toBeGreaterThan(250);
    expect(dead.length).toBeLessThan(350);
    expect(new Set(dead.map(({ atUs, why }) => `${why} ${atUs}`))).toEqual(new Set(["loss 10000"]));
  });

  test("N3 a duplicated message arrives twice", () => {
    const { trace, run } = play({ duplication: 1, latency: { kind: "uniform", meanUs: 5_000 } }, from1([hi("n2")]));
    expect(arrivals(trace).map(({ copy }) => copy).sort()).toEqual([1, 2]);
    expect(run.counters.duplicated).toBe(1);
  });

  test("N4 a partition cuts what arrives while it stands, also what was sent before", () => {
    const timers: PlainNode = (call) => (call.do === "boot" ? [hi("n2", 0), ["timer", "later", 20, null]] : call.do === "timer" ? [hi("n2", 1)] : []);
    const faults = [{ kind: "partition", atUs: 5_000, sides: [["n1"], ["n2"]] }, { kind: "heal", atUs: 25_000 }] as const;
    const { trace } = play({ faults }, (id) => (id === "n1" ? timers : silent));
    expect(lost(trace)).toEqual([{ why: "partition", atUs: 10_000 }]);
    expect(arrivals(trace).map(({ atUs }) => atUs)).toEqual([30_000]);
  });

  test("N5 what arrives at a node that is down is lost", () => {
    expect(lost(play({ faults: [{ kind: "crash", atUs: 1_000, node: "n2" }] }, from1([hi("n2")])).trace)).toEqual([{ why: "down", atUs: 10_000 }]);
  });

  test("N6 a message to oneself arrives at once", () => {
    expect(arrivals(play({ loss: 1 }, from1([hi("n1")])).trace).map(({ atUs }) => atUs)).toEqual([0]);
  });

  test("N7 a message to nobody is lost", () => {
    expect(lost(play({}, from1([hi("n9")])).trace)).toEqual([{ why: "no-such-node", atUs: 0 }]);
  });

  test("N8 a message whose fate is told fares as told, and all others as they would have", () => {
    const sends = from1(Array.from({ length: 40 }, (_, n) => hi("n2", n)));
    const rough = { latency: { kind: "uniform", meanUs: 5_000 }, loss: 0.2, duplication: 0.2 } as const;
    const fates = {
      [fateKey("n1", "n2", "hi", 3)]: [{ number: 1, afterUs: 77_000, lost: false }],
      [fateKey("n1", "n2", "hi", 4)]: [{ number: 1, afterUs: 78_000, lost: true }],
      [fateKey("n1", "n2", "hi", 5)]: [{ number: 1, afterUs: 79_000, lost: false }, { number: 2, afterUs: 80_000, lost: false }],
      [fateKey("n2", "n1", "hi", 6)]: [{ number: 1, afterUs: 81_000, lost: false }],
    } as const;
    const outcomes = (changes: Partial<ClusterPlan>) =>
      play({ ...rough, ...changes }, sends).trace.flatMap((event) => {
        if (event.kind === "lost") return [{ n: (event.message.body as { n: number }).n, atUs: event.atUs, copy: event.copy, fate: event.why }];
        if (event.kind !== "handled" || event.trigger.kind !== "message") return [];
        return [{ n: (event.trigger.message.body as { n: number }).n, atUs: event.atUs, copy: event.trigger.copy, fate: "arrived" }];
      });
    const isTold = ({ n }: { n: number }) => n >= 2 && n <= 4;
    const [told, drawn] = [outcomes({ fates }), outcomes({})];
    expect(told.filter(isTold)).toEqual([
      { n: 2, atUs: 77_000, copy: 1, fate: "arrived" },
      { n: 3, atUs: 78_000, copy: 1, fate: "loss" },
      { n: 4, atUs: 79_000, copy: 1, fate: "arrived" },
      { n: 4, atUs: 80_000, copy: 2, fate: "arrived" },
    ]);
    expect(told.filter((one) => !isTold(one))).toEqual(drawn.filter((one) => !isTold(one)));
  });

  test("N8 a fate opens no partition and wakes no node", () => {
    const fates = { [fateKey("n1", "n2", "hi", 1)]: [{ number: 1, afterUs: 2_000, lost: false }] } as const;
    expect(lost(play({ fates, faults: [{ kind: "partition", atUs: 1_000, sides: [["n1"], ["n2"]] }] }, from1([hi("n2")])).trace)).toEqual([{ why: "partition", atUs: 2_000 }]);
    expect(lost(play({ fates, faults: [{ kind: "crash", atUs: 1_000, node: "n2" }] }, from1([hi("n2")])).trace)).toEqual([{ why: "down", atUs: 2_000 }]);
  });
});

describe("clients", () => {
  test("C1 C4 an answer is ok, at once", () => {
    const { run } = play({ operations: [operation(5_000)] }, () => echo);
    expect(run.history.map(({ type, value, timeUs, process }) => ({ type, value, timeUs, process }))).toEqual([
      { type: "invoke", value: 5_000, timeUs: 5_000, process: 0 },
      { type: "ok", value: 5_000, timeUs: 5_000, process: 0 },
    ]);
  });

  test("C2 C6 C7 C8 a client waits for its turn, gives up in time, and is another process then", () => {
    const { run } = play({ operations: [operation(0), operation(1_000), operation(9_500_000)] }, () => silent);
    expect(run.history.map(({ type, timeUs, process }) => [type, timeUs, process])).toEqual([
      ["invoke", 0, 0], ["info", 1_000_000, 0],
      ["invoke", 1_000_000, 1], ["info", 2_000_000, 1],
      ["invoke", 9_500_000, 2], ["info", 10_000_000, 2],
    ]);
  });

  test("C3 only the node that was asked answers, and only the request under way", () => {
    const liar: PlainNode = (call) => (call.do === "boot" ? [["timer", "lie", 100, null]] : call.do === "timer" ? [["send", "c1", { type: "echo_ok", echo: "forged", in_reply_to: 1 }]] : []);
    const wrongId: PlainNode = (call) => (call.do === "message" ? [["send", "c1", { type: "echo_ok", echo: "old", in_reply_to: 7 }]] : []);
    const { run } = play({ operations: [operation(50_000)] }, (id) => (id === "n1" ? wrongId : liar));
    expect(run.history.map(({ type }) => type)).toEqual(["invoke", "info"]);
  });

  test.each([[11, "fail"], [22, "fail"], [0, "info"], [13, "info"], [1_000, "info"]])("C5 the error %i is %s", (code, type) => {
    const refuse: PlainNode = (call) => (call.do === "message" ? [["send", call.src, { type: "error", code, text: "no", in_reply_to: (call.body as { msg_id: number }).msg_id }]] : []);
    const { run } = play({ operations: [operation(0)] }, () => refuse);
    expect(run.history[1]).toMatchObject({ type, error: { code, text: "no" } });
  });

  test("C6 a reply that cannot be read is info, and says so", () => {
    const babble: PlainNode = (call) => (call.do === "message" ? [["send", call.src, { type: "what", in_reply_to: (call.body as { msg_id: number }).msg_id }]] : []);
    expect(play({ operations: [operation(0)] }, () => babble).run.history[1]).toMatchObject({ type: "info", error: { code: -1 } });
  });

  test("C9 what a client keeps of an ok reply goes along with its later requests, and with nobody else's", () => {
    const keeps = { field: "echo", as: "last" };
    const sends = { field: "context", as: "last" };
    const operations = [
      operation(0, { sends }), operation(1_000, { keeps }), operation(2_000, { sends }), operation(3_000, { client: 1, sends }),
      operation(4_000, { keeps: { field: "absent", as: "last" } }), operation(5_000, { sends, body: { type: "unreadable" }, keeps }), operation(6_000, { sends }),
    ];
    const asked = play({ operations }, () => echo).calls("n1", "message").map((call) => (call.do === "message" ? (call.body as { context?: Json }).context : null));
    expect(asked).toEqual([undefined, undefined, 1_000, undefined, undefined, 1_000, 1_000]);
  });
});

describe("nodes", () => {
  const restart = [{ kind: "crash", atUs: 50_000, node: "n1" }, { kind: "restart", atUs: 80_000, node: "n1" }] as const;

  test("P1 P3 all boot at 0 in order; a restart is a new evaluation with another stream of chance", () => {
    const { calls, trace } = play({ faults: restart }, () => silent);
    expect(trace.slice(0, 2).map((event) => event.kind === "handled" && event.node)).toEqual(["n1", "n2"]);
    const boots = calls("n1", "boot") as Extract<NodeCall, { do: "boot" }>[];
    expect(boots.map(({ restarted }) => restarted)).toEqual([false, true]);
    expect(new Set(boots.map(({ seed }) => seed)).size).toBe(2);
  });

  test("P2 a crash loses timers; a second crash does nothing", () => {
    const { calls, run } = play({ faults: [restart[0], { ...restart[0], atUs: 51_000 }, restart[1]] }, () => (call) => (call.do === "boot" && !call.restarted ? [["timer", "t", 60, null]] : []));
    expect(calls("n1", "timer")).toEqual([]);
    expect(run.counters.crashes).toBe(1);
  });

  test("P4 a timer that is set again is one timer, also within one handler", () => {
    const { calls } = play({}, from1([["timer", "t", 10, 1], ["timer", "t", 30, 2], ["timer", "gone", 5, 0], ["clear", "gone"]]));
    expect(calls("n1", "timer")).toEqual([{ do: "timer", now: CLOCK_START_MS + 30, name: "t", data: 2 }]);
  });

  test("P4 a timer of an earlier life does not fire in the next", () => {
    const { calls } = play({ faults: restart }, () => onBoot([["timer", "t", 60, null]]));
    expect((calls("n1", "timer") as { now: number }[]).map(({ now }) => now)).toEqual([CLOCK_START_MS + 140]);
  });

  test("P5 an rpc ends once: with its reply or with its time-out", () => {
    const asks = from1([["rpc", "n2", { type: "echo", msg_id: 7 }, 7, 50]]);
    expect(play({}, (id) => (id === "n1" ? asks("n1") : echo)).calls("n1", "rpc-timeout")).toEqual([]);
    expect(play({}, asks).calls("n1", "rpc-timeout")).toEqual([{ do: "rpc-timeout", now: CLOCK_START_MS + 50, msgId: 7 }]);
  });

  test("P6 clocks are off as planned, jump, and timers do not follow them", () => {
    const faults = [{ kind: "clock-jump", atUs: 5_000, node: "n1", byMs: -3_000 }] as const;
    const { calls } = play({ clockOffsetsMs: { n1: 250 }, faults }, () => onBoot([["timer", "t", 10, null]]));
    expect((calls("n1", "boot")[0] as { now: number }).now).toBe(CLOCK_START_MS + 250);
    expect((calls("n1", "timer")[0] as { now: number }).now).toBe(CLOCK_START_MS + 250 - 3_000 + 10);
    expect((calls("n2", "timer")[0] as { now: number }).now).toBe(CLOCK_START_MS + 10);
  });
});

describe("disk", () => {
  const crash = (atUs: number) => [{ kind: "crash", atUs, node: "n1" }, { kind: "restart", atUs: atUs + 1_000, node: "n1" }] as const;
  const diskAfter = (changes: Partial<ClusterPlan>, effects: readonly Effect[]) => {
    const boots = play(changes, () => (call) => (call.do === "boot" && !call.restarted ? effects : [])).calls("n1", "boot") as Extract<NodeCall, { do: "boot" }>[];
    return boots[1]?.disk;
  };

  test("D1 what an fsync has finished survives, and its node is told", () => {
    const writes: Effect[] = [["write", "vote", "n2"], ["append", "log", 1], ["append", "log", 2], ["fsync", 1]];
    expect(diskAfter({ faults: crash(2_000) }, writes)).toEqual({ vote: "n2", log: [1, 2] });
    expect(play({}, from1(writes)).calls("n1", "synced")).toEqual([{ do: "synced", now: CLOCK_START_MS + 1, sync: 1 }]);
  });

  test("D2 a crash before the fsync has finished keeps some prefix, and every prefix occurs", () => {
    const writes: Effect[] = [["append", "log", 1], ["append", "log", 2], ["append", "log", 3], ["fsync", 1]];
    const kept = new Set<string>();
    for (let seed = 0; seed < 40; seed += 1) kept.add(JSON.stringify(diskAfter({ seed: String(seed), faults: crash(500) }, writes)));
    expect([...kept].sort()).toEqual(['{"log":[1,2,3]}', '{"log":[1,2]}', '{"log":[1]}', "{}"]);
  });

  test("D3 an fsync does not cover what was written after it began", () => {
    const writes: Effect[] = [["write", "a", 1], ["fsync", 1], ["write", "b", 2]];
    const kept = new Set<string>();
    for (let seed = 0; seed < 40; seed += 1) kept.add(JSON.stringify(diskAfter({ seed: String(seed), faults: crash(2_000) }, writes)));
    expect([...kept].sort()).toEqual(['{"a":1,"b":2}', '{"a":1}']);
  });
});

describe("ends", () => {
  test("E1 with nothing left to happen, or at the plan's time", () => {
    expect(play({}, () => silent).run).toMatchObject({ ending: { kind: "finished" }, endedAtUs: 0 });
    const ticking: PlainNode = (call) => (call.do === "message" ? [] : [["timer", "t", 100, null]]);
    expect(play({}, () => ticking).run).toMatchObject({ ending: { kind: "finished" }, endedAtUs: 10_000_000 });
  });

  test("E2 what is no effect ends the run", () => {
    for (const effect of [["send", "n2", "no body"], ["fly", 1], ["timer", "t", -1, null], ["timer", "t", 1e99, null], "x", ["write", "", 1]]) {
      const { run } = play({}, from1([effect as unknown as Effect]));
      expect(run.ending).toMatchObject({ kind: "program-failed", node: "n1", failure: { kind: "bad-effect" } });
    }
  });

  test("E3 limits end the run with words", () => {
    const storm: PlainNode = (call) => (call.do === "message" || call.do === "boot" ? [hi("n1"), hi("n2")] : []);
    expect(play({ eventsMax: 500 }, () => storm).run.ending).toEqual({ kind: "too-many-events", eventsMax: 500 });
    const nested = JSON.parse(`${"[".repeat(100)}${"]".repeat(100)}`) as Json;
    const tooMuch: Effect[][] = [
      [["send", "n2", { type: "x", text: "x".repeat(70_000) }]],
      [["send", "n2", { type: "x", nested }]],
      Array.from({ length: 1_100 }, (_, name) => ["timer", `t${name}`, 1, null] as const),
      Array.from({ length: 100 }, (_, key) => ["write", `k${key}`, "x".repeat(60_000)] as const),
    ];
    for (const effects of tooMuch) expect(play({}, from1(effects)).run.ending).toMatchObject({ failure: { kind: "bad-effect" } });
  });

  test("E4 what nodes deliver is recorded with its life and its event, inspected or not", () => {
    const delivers: PlainNode = (call) => (call.do === "boot" ? [["deliver", call.restarted ? "back" : "here"]] : []);
    const faults = [{ kind: "crash", atUs: 5_000, node: "n1", forUs: 2_000 }] as const;
    const { run, handled } = play({ faults: [...faults] }, (id) => (id === "n1" ? delivers : silent));
    const events = handled("n1").map(({ number }) => number);
    expect(run.upcalls).toEqual([
      { node: "n1", incarnation: 0, value: "here", timeUs: 0, event: events[0] },
      { node: "n1", incarnation: 1, value: "back", timeUs: 7_000, event: events[1] },
    ]);
    expect(runCluster(plan({ faults: [...faults] }), readReply, plainHost((id) => (id === "n1" ? delivers : silent)), { inspect: false }).upcalls).toEqual(run.upcalls);
  });
});

describe("the trace hash", () => {
  test("H3 recording changes nothing", () => {
    const noisy = plan({ latency: { kind: "exponential", meanUs: 5_000 }, loss: 0.1, operations: [operation(1_000), operation(2_000)] });
    const hash = (inspect: boolean) => runCluster(noisy, readReply, plainHost(() => echo), { inspect }).traceHash;
    expect(hash(true)).toBe(hash(false));
  });

  test("H1 H2 what a handler asks for counts, an engine's words do not", () => {
    const hash = (reply: string) => runCluster(plan({ nodes: ["n1"] }), readReply, { boot: () => reply, handle: () => "[]\u0001\u0001", dispose: () => {} }, { inspect: false }).traceHash;
    expect(hash('[["log","a"]]\u0001\u0001')).not.toBe(hash('[["log","b"]]\u0001\u0001'));
    const failed = (message: string) => hash(`[]\u0001${JSON.stringify({ kind: "threw", message, frames: [] })}\u0001`);
    expect(failed("x is undefined")).toBe(failed("cannot read properties"));
    expect(failed("x")).not.toBe(hash("[]\u0001\u0001"));
  });
});

