// The rules of the section "Search" of src/domain/simulator/SPEC.md.
import { describe, expect, test } from "vitest";
import type { Json } from "@/domain/simulator/message";
import type { Effect, NodeCall } from "@/domain/simulator/node-host";
import type { RunRecord } from "@/domain/simulator/run-record";
import type { SearchScope } from "@/domain/simulator/search/scope";
import type { PlainNode } from "../support/plain-host";
import { from1, hi, onBoot, operation, silent } from "../support/play-cluster";
import { anyNode, ordersOf, scope, searchNodes, upcallsOf } from "../support/search-cluster";

const THREE = ["n1", "n2", "n3"];
/** Hands over what it is told of, but for its start. */
const tells: PlainNode = (call) => (call.do === "boot" ? [] : [["deliver", what(call)]]);
const what = (call: NodeCall): number | string => (call.do === "message" ? ((call.body as { n?: number }).n ?? 0) : call.do === "timer" ? call.name : call.do);

describe("X1: every step that may come next is taken", () => {
  test("X1: messages arrive in any order", async () => {
    const orders = await ordersOf(scope(), (id) => (id === "n1" ? onBoot([hi("n2", 1), hi("n2", 2)]) : tells));
    expect([...orders].sort()).toEqual(["n2:1", "n2:1 n2:2", "n2:2", "n2:2 n2:1"]);
  });

  test("X1: on links that keep the order, in their order", async () => {
    const orders = await ordersOf(scope({ fifo: true }), (id) => (id === "n1" ? onBoot([hi("n2", 1), hi("n2", 2)]) : tells));
    expect([...orders].sort()).toEqual(["n2:1", "n2:1 n2:2"]);
  });

  test("X1: a crash keeps any first part of what is not synced, and a node that is down restarts", async () => {
    const node: PlainNode = (call) => (call.do !== "boot" ? [] : call.restarted ? [["deliver", call.disk]] : [["append", "log", 1], ["append", "log", 2]]);
    const orders = await ordersOf(scope({ nodes: ["n1"], crashes: 1 }), () => node);
    expect([...orders].sort()).toEqual(['n1:{"log":[1,2]}', 'n1:{"log":[1]}', "n1:{}"]);
  });

  test("X1: a client sends its next request when it has its answer", async () => {
    const node: PlainNode = (call) => (call.do === "message" ? [["deliver", (call.body as unknown as { echo: number }).echo], ["send", call.src, { ...(call.body as object), type: "echo_ok", in_reply_to: (call.body as { msg_id: number }).msg_id }]] : []);
    const operations = [1, 2].map((number) => operation(number)).concat(operation(3, { client: 1 }));
    const orders = await ordersOf(scope({ nodes: ["n1"], operations }), () => node);
    const whole = [...orders].filter((order) => order.split(" ").length === 3).sort();
    expect(whole).toEqual(["n1:1 n1:2 n1:3", "n1:1 n1:3 n1:2", "n1:3 n1:1 n1:2"]);
  });
});

test("X2: a run has no more faults and steps than its scope", async () => {
  const node = (id: string): PlainNode => (id === "n1" ? onBoot([hi("n2", 1), hi("n2", 2), ["timer", "t", 5, null]]) : tells);
  const lost = new Set<number>();
  const note = ({ counters }: RunRecord) => lost.add(counters.lost).size < 0;
  await searchNodes(scope({ drops: 1 }), node, { isViolation: note, readsTrace: true });
  expect([...lost].sort()).toEqual([0, 1]);
  expect((await searchNodes(scope({ depth: 1 }), node)).end).toEqual({ kind: "exhausted", isCut: true });
  expect((await searchNodes(scope({ depth: 2 }), node)).end).toEqual({ kind: "exhausted", isCut: false });
});

test("X3: what one sends to oneself, and answers to clients, take no step", async () => {
  const { states } = await searchNodes(scope({ nodes: ["n1"] }), () => (call) => (call.do === "boot" ? [hi("n1", 1)] : [["deliver", 1]]));
  expect(states).toBe(1);
});

describe("X4: each node has its own time", () => {
  test("X4: timers fire as they are due on their node, whatever others do", async () => {
    const timers: Effect[] = [["timer", "late", 20, null], ["timer", "soon", 10, null]];
    const orders = await ordersOf(scope({ timers: 4 }), () => (call) => (call.do === "boot" ? timers : [["deliver", what(call)]]));
    const whole = [...orders].filter((order) => order.split(" ").length === 4);
    expect(whole).toHaveLength(6);
    expect(whole.every((order) => order.indexOf('n1:"soon"') < order.indexOf('n1:"late"'))).toBe(true);
    expect(orders).toContain('n1:"soon" n1:"late" n2:"soon" n2:"late"');
  });

  test("X4: a clock shows when its timers were due", async () => {
    const shown = new Set<number>();
    const node: PlainNode = (call) => {
      shown.add(call.now);
      return call.do === "boot" ? [["timer", "t", 10, null], hi("n2")] : call.do === "timer" && call.name === "t" ? [["timer", "u", 5, null]] : [];
    };
    await searchNodes(scope({ timers: 2 }), (id) => (id === "n1" ? node : silent));
    expect([...shown]).toEqual([1_700_000_000_000, 1_700_000_000_010, 1_700_000_000_015]);
  });
});

test("X5: states are the same whatever the order of steps that have nothing to do with each other", async () => {
  const node = (id: string): PlainNode => (id === "n1" ? onBoot([hi("n2", 1), hi("n3", 1)]) : silent);
  const { states } = await searchNodes(scope({ nodes: THREE }), node);
  expect(states).toBe(4);
});

test("X5: what a life that is over was told makes a difference where the trace is read", async () => {
  const isBoth = ({ trace = [] }: RunRecord) => trace.some((event) => event.kind === "handled" && event.trigger.kind === "message") && trace.some(({ kind }) => kind === "crashed") && trace.at(-1)?.kind === "handled";
  const found = await searchNodes(scope({ crashes: 1, crashing: ["n2"], drops: 1 }), from1([hi("n2", 1)]), { isViolation: isBoth, readsTrace: true });
  expect(found.end.kind).toBe("violation");
});

/** Scopes in which runs without any reduction can still be counted. */
const SMALL: readonly Partial<SearchScope>[] = [
  { nodes: THREE, depth: 5 },
  { nodes: THREE, drops: 1, timers: 1, depth: 4 },
  { nodes: ["n1", "n2"], crashes: 1, timers: 1, depth: 4 },
  { nodes: THREE, crashes: 1, drops: 1, timers: 2, fifo: true, depth: 3 },
];

describe("X6: beside a search without sleep sets and without states that are known again", () => {
  const cases = SMALL.flatMap((changes) => Array.from({ length: 6 }, (_, index) => ({ changes, seed: index + 1 })));

  test.each(cases)("X6: the same is seen, seed $seed of $changes", async ({ changes, seed }) => {
    const wanted = scope(changes);
    const node = anyNode(seed, wanted.nodes);
    expect(await ordersOf(wanted, node)).toEqual(await ordersOf(wanted, node, { isPlain: true }));
  });

  test.each(cases)("X6: nodes are told the same, seed $seed of $changes", async ({ changes, seed }) => {
    const wanted = scope(changes);
    const told = async (isPlain: boolean) => {
      const stories = new Set<string>();
      await searchNodes(wanted, anyNode(seed, wanted.nodes), { isPlain, readsTrace: true, isViolation: (run) => stories.add(storiesOf(run, wanted.nodes)).size < 0 });
      return stories;
    };
    expect(await told(false)).toEqual(await told(true));
  });

  test("X6: far fewer runs are walked", async () => {
    const wanted = scope({ nodes: THREE, depth: 5 });
    let [few, many] = [0, 0];
    for (let seed = 1; seed <= 12; seed += 1) {
      few += (await searchNodes(wanted, anyNode(seed, wanted.nodes), { readsTrace: true })).steps;
      many += (await searchNodes(wanted, anyNode(seed, wanted.nodes), { readsTrace: true, isPlain: true })).steps;
    }
    expect(few * 2).toBeLessThan(many);
  });
});

/** By node what it handled and how it crashed, in its own order. */
const storiesOf = ({ trace = [] }: RunRecord, nodes: readonly string[]): string =>
  JSON.stringify(nodes.map((node) => trace.flatMap((event): Json[] => {
    if (event.kind === "crashed" && event.node === node) return [["crashed", event.lostWrites]];
    if (event.kind !== "handled" || event.node !== node) return [];
    const { trigger } = event;
    return [[trigger.kind, "message" in trigger ? [trigger.message.from, trigger.message.body] : "name" in trigger ? trigger.name : ""]];
  })));

test.each(Array.from({ length: 12 }, (_, index) => index + 1))("X7: a violation has the fewest steps, seed %i", async (seed) => {
  const wanted = scope({ nodes: THREE, timers: 1, depth: 5 });
  const isViolation = (run: RunRecord) => new Set(run.upcalls.map(({ value }) => JSON.stringify(value))).size === 3 && upcallsOf(run).endsWith("0");
  const stepsOf = async (isPlain: boolean) => {
    const { end } = await searchNodes(wanted, anyNode(seed, wanted.nodes), { isViolation, isPlain });
    return end.kind === "violation" ? end.steps.length : null;
  };
  expect(await stepsOf(false)).toBe(await stepsOf(true));
});

test("X7: the run that is reported is recorded with its trace", async () => {
  const { end } = await searchNodes(scope(), (id) => (id === "n1" ? onBoot([hi("n2", 1), hi("n2", 2)]) : tells), { isViolation: (run) => upcallsOf(run) === "n2:2" });
  expect(end).toMatchObject({ kind: "violation", steps: [{ kind: "deliver", to: "n2" }] });
  expect(end.kind === "violation" && end.run.trace?.at(-1)).toMatchObject({ kind: "handled", node: "n2", picture: { memory: null } });
});

test("X8: a search that used up its steps says how far it came", async () => {
  const chatter = (id: string): PlainNode => (call) => (call.do === "boot" || call.do === "message" ? [hi(id === "n1" ? "n2" : "n1", 1)] : []);
  const { end, steps, depth } = await searchNodes(scope({ depth: 50 }), chatter, { stepsMax: 50 });
  expect({ end, steps }).toEqual({ end: { kind: "spent" }, steps: 50 });
  expect(depth).toBeGreaterThan(1);
});

test("X9: a node that answers otherwise the second time ends the search", async () => {
  let count = 0;
  const node = (id: string): PlainNode => (call) => (id === "n2" && call.do === "message" ? [["deliver", (count += 1)]] : id === "n1" && call.do === "boot" ? [hi("n2", 1), hi("n2", 2), hi("n2", 3)] : []);
  expect((await searchNodes(scope(), node)).end).toEqual({ kind: "not-repeatable" });
});

test("X10: what a node draws hangs on its life alone", async () => {
  const seeds = new Set<string>();
  await searchNodes(scope({ crashes: 1 }), () => (call) => (call.do === "boot" && seeds.add(call.seed).size > 0 ? [] : []));
  expect([...seeds].sort()).toEqual(["s/n1/0", "s/n1/1", "s/n2/0", "s/n2/1"]);
});
