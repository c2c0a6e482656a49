// The rules of the section "By hand" of src/domain/simulator/SPEC.md.
import { describe, expect, test } from "vitest";
import type { ClusterPlan } from "@/domain/simulator/cluster-plan";
import type { Choice } from "@/domain/simulator/manual/choice";
import { CHOICE_US, DELAY_US, ManualRun } from "@/domain/simulator/manual/manual-run";
import type { Effect } from "@/domain/simulator/node-host";
import { runCluster } from "@/domain/simulator/run-cluster";
import type { RunRecord } from "@/domain/simulator/run-record";
import { type PlainNode, plainHost } from "../support/plain-host";
import { arrivals, echo, from1, hi, lost, onBoot, operation, plan, readReply, silent } from "../support/play-cluster";

type Make = (id: string) => PlainNode;

const begin = (changes: Partial<ClusterPlan>, make: Make, from = 0) => ManualRun.begin({ plan: plan(changes), readReply, host: plainHost(make), from });

/** Takes choices, each of which has to be possible. */
async function lead(run: ManualRun, ...choices: readonly Choice[]): Promise<RunRecord> {
  for (const choice of choices) expect(await run.take(choice), JSON.stringify(choice)).toBe(true);
  return run.record();
}
const deliver = (message: number, copy: 1 | 2 = 1): Choice => ({ kind: "deliver", message, copy });
const drop = (message: number): Choice => ({ kind: "drop", message, copy: 1 });
const delay = (message: number): Choice => ({ kind: "delay", message, copy: 1 });

/** Messages that cause messages, timers, a disk, chance on the network, faults and clients. */
const busy: Partial<ClusterPlan> = {
  latency: { kind: "exponential", meanUs: 8_000 },
  ...{ loss: 0.1, duplication: 0.2, endAtUs: 700_000, tornWrites: 0.5, buggify: true },
  operations: Array.from({ length: 12 }, (_, at) => operation(at * 9_000, { client: at % 2, node: at % 2 === 0 ? "n1" : "n2" })),
  faults: [
    { kind: "partition", atUs: 60_000, sides: [["n1"], ["n2"]] },
    { kind: "heal", atUs: 90_000 },
    { kind: "crash", atUs: 120_000, node: "n2", forUs: 30_000 },
    { kind: "pause", atUs: 200_000, node: "n1", forUs: 20_000 },
    { kind: "slow", atUs: 250_000, node: "n1", service: { kind: "uniform", meanUs: 3_000 } },
  ],
};
const chatty: Make = (id) => (call) => {
  const peer = id === "n1" ? "n2" : "n1";
  const again: Effect = ["timer", "again", 25, null];
  if (call.do === "boot" || call.do === "timer") return [hi(peer), hi(id), ["append", "log", 1], ["fsync", 1], again];
  return call.do === "message" && call.src.startsWith("c") ? [...echo(call), hi(peer, 1)] : [];
};

describe("K1: a run that nobody leads", () => {
  const whole = runCluster(plan(busy), readReply, plainHost(chatty), { inspect: true });

  test.each([0, 1, 7, 50, 111, 160, 200])("K1: goes on from event %i as it did", async (from) => {
    expect(whole.events).toBeGreaterThan(250);
    const run = await begin(busy, chatty, from);
    expect(run.events).toBeGreaterThanOrEqual(from);
    expect(await lead(run, { kind: "run", events: 20 }, { kind: "run", events: 1 }, { kind: "finish" })).toEqual(whole);
  });

  test("K1: ends as it does where its events are too many, and where there are no more", async () => {
    const few = { ...busy, eventsMax: 100 };
    const plain = runCluster(plan(few), readReply, plainHost(chatty), { inspect: true });
    expect(plain.ending.kind).toBe("too-many-events");
    expect(await lead(await begin(few, chatty, 90), { kind: "run", events: 500 })).toEqual(plain);
    const end = await begin({}, from1([hi("n2")]));
    expect((await lead(end, { kind: "run", events: 500 })).ending.kind).toBe("finished");
  });
});

describe("K2: what may be chosen", () => {
  test("K2: messages in any order, lost, or later", async () => {
    const run = await begin({}, from1([hi("n2", 1), hi("n2", 2), hi("n2", 3)]));
    expect(run.offers.messages.map(({ message, dueAtUs }) => [message.number, dueAtUs])).toEqual([[0, 10_000], [1, 10_000], [2, 10_000]]);
    const { trace = [] } = await lead(run, delay(0), deliver(2), drop(1), { kind: "finish" });
    expect(arrivals(trace)).toMatchObject([{ body: { n: 3 }, atUs: CHOICE_US }, { body: { n: 1 }, atUs: 10_000 + DELAY_US }]);
    expect(lost(trace)).toEqual([{ why: "loss", atUs: 2 * CHOICE_US }]);
  });

  test("K2: of a node the timer or time-out that is due first", async () => {
    const rpc: Effect = ["rpc", "n2", { type: "ask", msg_id: 9 }, 9, 40];
    const run = await begin({}, from1([["timer", "late", 50, null], rpc, ["timer", "soon", 30, null]]));
    expect(run.offers.timers.map(({ name, waitsForItsTurn }) => [name, waitsForItsTurn])).toEqual([["soon", false], ["n2", true], ["late", true]]);
    const fire: Choice = { kind: "timer", node: "n1" };
    const { trace = [] } = await lead(run, fire, fire, fire);
    expect(trace.flatMap((event) => (event.kind === "handled" && event.trigger.kind !== "boot" ? [[event.trigger.kind, event.atUs]] : []))).toEqual([["timer", 30_000], ["rpc-timeout", 40_000], ["timer", 50_000]]);
  });

  test("K2: an fsync ends, and a crash keeps as much as is said of what is not synced", async () => {
    const node: PlainNode = (call) => (call.do === "boot" && !call.restarted ? [["append", "log", 1], ["fsync", 1], ["append", "log", 2], ["append", "log", 3]] : []);
    const ways: readonly (readonly [readonly Choice[], unknown])[] = [
      [[{ kind: "crash", node: "n1", keeps: 0 }], {}],
      [[{ kind: "crash", node: "n1", keeps: 2 }], { log: [1, 2] }],
      [[{ kind: "synced", node: "n1" }, { kind: "crash", node: "n1", keeps: 0 }], { log: [1] }],
    ];
    for (const [choices, disk] of ways) {
      const run = await begin({ nodes: ["n1"] }, () => node);
      expect(run.offers.nodes).toEqual([{ node: "n1", isUp: true, isPaused: false, unsyncedWrites: 3, isSyncing: true }]);
      const { trace = [] } = await lead(run, ...choices, { kind: "restart", node: "n1" });
      const last = trace.at(-1);
      expect(last?.kind === "handled" ? last.picture?.disk : null).toEqual(disk);
    }
  });

  test("K2: a client sends its next request when it waits for no answer, or gives up", async () => {
    const operations = [operation(5_000), operation(6_000), operation(7_000, { client: 1, node: "n2" })];
    const run = await begin({ operations }, (id) => (id === "n2" ? echo : silent));
    expect(run.offers.operations.map(({ operation: number }) => number)).toEqual([0, 2]);
    expect(await run.take({ kind: "invoke", operation: 1 })).toBe(false);
    expect(await run.take({ kind: "invoke", operation: 0 })).toBe(true);
    expect(run.offers.operations.map(({ operation: number }) => number)).toEqual([2]);
    expect(run.offers.waiting.map(({ client, f }) => [client, f])).toEqual([["c1", "echo"]]);
    const { history } = await lead(run, { kind: "invoke", operation: 2 }, { kind: "give-up", operation: 0 }, { kind: "invoke", operation: 1 });
    expect(history.map(({ type, operation: number }) => `${type} ${number}`)).toEqual(["invoke 0", "invoke 2", "ok 2", "info 0", "invoke 1", "info 1"]);
  });

  test("K2: the next fault of the plan strikes, and the end of one that has one", async () => {
    const run = await begin({ faults: [{ kind: "heal", atUs: 900_000 }, { kind: "crash", atUs: 500_000, node: "n2", forUs: 100_000 }] }, () => silent);
    expect(run.offers.planned).toEqual({ what: "crash", node: "n2", atUs: 500_000 });
    await run.take({ kind: "planned" });
    expect(run.offers.planned).toMatchObject({ what: "crash-ends", node: "n2" });
    await run.take({ kind: "restart", node: "n2" });
    expect(run.offers.planned?.what).toBe("heal");
  });
});

test("K3: what is chosen takes a millisecond, what waits for a time comes no sooner", async () => {
  const run = await begin({ operations: [operation(0)] }, from1([hi("n2"), ["timer", "t", 20, null]]));
  const { trace = [] } = await lead(run, deliver(0), { kind: "invoke", operation: 0 }, { kind: "timer", node: "n1" }, { kind: "give-up", operation: 0 }, { kind: "crash", node: "n1", keeps: 0 });
  expect(trace.slice(2).map(({ kind, atUs }) => [kind, atUs])).toEqual([["handled", 1_000], ["invoked", 2_000], ["handled", 2_000], ["handled", 20_000], ["completed", 1_002_000], ["crashed", 1_003_000]]);
});

test("K4: what was passed over stays, and comes first when the run goes on by itself", async () => {
  const run = await begin({}, from1([hi("n2", 1), hi("n2", 2), ["timer", "t", 500, null]]));
  const { trace = [] } = await lead(run, { kind: "timer", node: "n1" }, { kind: "run", events: 2 });
  expect(arrivals(trace)).toMatchObject([{ atUs: 500_000, body: { n: 1 } }, { atUs: 500_000, body: { n: 2 } }]);
});

test("K5: what takes no time follows at once, and a busy node goes on when its time is up", async () => {
  const node: PlainNode = (call) => (call.do === "message" && (call.body as { n?: number }).n === 1 ? [hi("n2", 2)] : []);
  const run = await begin({ service: { kind: "constant", meanUs: 7_000 } }, (id) => (id === "n1" ? onBoot([hi("n2", 1)]) : node));
  const { trace = [] } = await lead(run, deliver(0));
  expect(arrivals(trace)).toMatchObject([{ body: { n: 1 }, atUs: CHOICE_US + 7_000 }, { body: { n: 2 }, atUs: CHOICE_US + 14_000 }]);
});

describe("K6: a copy that is delivered", () => {
  test("K6: arrives although it would have been lost, and each copy for itself", async () => {
    const run = await begin({ loss: 1, duplication: 1 }, from1([hi("n2", 1)]));
    expect(run.offers.messages).toMatchObject([{ copy: 1, dueAtUs: null }, { copy: 2, dueAtUs: null }]);
    const { trace = [] } = await lead(run, deliver(0, 2), deliver(0, 1));
    expect(arrivals(trace).map(({ copy }) => copy)).toEqual([2, 1]);
  });

  test("K6: not where a partition or a node that is down takes it", async () => {
    const run = await begin({ faults: [{ kind: "partition", atUs: 1, sides: [["n1"], ["n2"]] }] }, from1([hi("n2", 1), hi("n2", 2)]));
    const { trace = [] } = await lead(run, { kind: "planned" }, deliver(0), { kind: "crash", node: "n2", keeps: 0 }, deliver(1));
    expect(lost(trace).map(({ why }) => why)).toEqual(["partition", "down"]);
  });

  test("K6: is the first of its link where links keep the order", async () => {
    const run = await begin({ fifo: true }, from1([hi("n2", 1), hi("n2", 2)]));
    expect(run.offers.messages.map(({ waitsForItsTurn }) => waitsForItsTurn)).toEqual([false, true]);
    expect([await run.take(deliver(1)), await run.take(delay(0)), await run.take(deliver(0)), await run.take(deliver(1))]).toEqual([false, false, true, true]);
  });
});

test("K7: a choice that is not possible changes nothing", async () => {
  const impossible: readonly Choice[] = [deliver(5), deliver(0, 2), { kind: "timer", node: "n1" }, { kind: "synced", node: "n1" }, { kind: "invoke", operation: 3 }, { kind: "give-up", operation: 0 }, { kind: "crash", node: "n1", keeps: 1 }, { kind: "restart", node: "n1" }, { kind: "planned" }, { kind: "crash", node: "n9", keeps: 0 }];
  const run = await begin({}, from1([hi("n2")]));
  for (const choice of impossible) expect(await run.take(choice), JSON.stringify(choice)).toBe(false);
  expect(await lead(run, deliver(0))).toEqual(await lead(await begin({}, from1([hi("n2")])), deliver(0)));
  expect(await run.take({ kind: "finish" })).toBe(false);
});

test("K8: the same choices give the same run", async () => {
  /** Takes what is offered, a kind after the other, and notes it. */
  const wander = async (choices: Choice[]): Promise<RunRecord> => {
    const run = await begin(busy, chatty, 30);
    for (let turn = 0; turn < 60; turn += 1) {
      const { messages, timers, operations, nodes, planned } = run.offers;
      const [message] = messages;
      const down = nodes.find(({ isUp }) => !isUp);
      const turns: readonly (Choice | null | undefined)[] = [
        message && deliver(message.message.number, message.copy),
        operations[0] && { kind: "invoke", operation: operations[0].operation },
        messages.at(-1) && { kind: "drop", message: messages.at(-1)?.message.number ?? 0, copy: messages.at(-1)?.copy ?? 1 },
        down === undefined ? { kind: "crash", node: "n1", keeps: 0 } : { kind: "restart", node: down.node },
        timers[0] && { kind: "timer", node: timers[0].node },
        planned && { kind: "planned" },
      ];
      const choice = turns[turn % turns.length];
      if (choice && (await run.take(choice))) choices.push(choice);
    }
    return run.record();
  };
  const choices: Choice[] = [];
  const led = await wander(choices);
  expect(choices.length).toBeGreaterThan(40);
  expect(await lead(await begin(busy, chatty, 30), ...choices)).toEqual(led);
  expect((await lead(await begin(busy, chatty, 30), ...choices.slice(0, -1))).traceHash).not.toBe(led.traceHash);
});
