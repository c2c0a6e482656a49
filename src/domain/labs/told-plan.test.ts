import { expect, test } from "vitest";
import { plainHost, type PlainNode } from "../../../tests/support/plain-host";
import { smallPlan } from "../../../tests/support/small-plan";
import type { ClusterPlan } from "../simulator/cluster-plan";
import { runCluster } from "../simulator/run-cluster";
import { toldPlan } from "./told-plan";

/** Hands each request on to the other nodes, and what it is told once more to the next one. */
const gossiping = (id: string): PlainNode => (call) => {
  if (call.do !== "message") return [];
  const body = call.body as { type: string; index: number; msg_id?: number };
  if (body.type === "ask") return [["send", id, { type: "own" }], ...["n1", "n2", "n3"].map((to) => ["send", to, { type: "told", index: body.index }] as const), ["send", call.src, { type: "asked", in_reply_to: body.msg_id ?? 0 }]];
  return body.type === "told" ? [["send", `n${(body.index % 3) + 1}`, { type: "again", index: body.index }], ["send", "n9", { type: "lost" }]] : [];
};
const play = (plan: ClusterPlan) => runCluster(plan, (_operation, reply) => reply.type, plainHost(gossiping), { inspect: true });

const rough = (changes: Partial<ClusterPlan> = {}): ClusterPlan =>
  smallPlan({
    operationTimes: Array.from({ length: 80 }, (_, index) => 1_000 * index),
    latency: { kind: "exponential", meanUs: 4_000 },
    loss: 0.2,
    duplication: 0.2,
    faults: [{ kind: "partition", atUs: 20_000, sides: [["n1"], ["n2", "n3"]] }, { kind: "crash", atUs: 30_000, node: "n3" }, { kind: "heal", atUs: 40_000 }, { kind: "restart", atUs: 50_000, node: "n3" }],
    ...changes,
  });

test.each([
  ["that comes to its end", rough()],
  ["that ends while messages are under way", rough({ endAtUs: 60_500 })],
])("S2 the told plan of a run %s gives the same run", (_, plan) => {
  const run = play(plan);
  expect(run.counters).toMatchObject({ lost: expect.any(Number), duplicated: expect.any(Number) });
  expect(Math.min(run.counters.lost, run.counters.duplicated)).toBeGreaterThan(10);
  const told = toldPlan(plan, run);
  expect(new Set(Object.keys(told.fates ?? {}).map((key) => key.split("/")[0]))).toEqual(new Set(["n1>n2", "n1>n3", "n2>n1", "n2>n3", "n3>n1", "n3>n2"]));
  expect(play(told).traceHash).toBe(run.traceHash);
  expect(play({ ...told, seed: "another" }).traceHash).toBe(run.traceHash);
  expect(play({ ...plan, seed: "another" }).traceHash).not.toBe(run.traceHash);
});

test("S2 the told plan of a run with busy nodes, a paused one and a service gives the same run", () => {
  const asks = (id: string): PlainNode => (call) => [
    ...gossiping(id)(call),
    ...(call.do === "message" && (call.body as { type: string }).type === "told" ? [["send", "lin-kv", { type: "read", key: "x", msg_id: 1 }] as const] : []),
  ];
  const playWith = (played: ClusterPlan) => runCluster(played, (_operation, reply) => reply.type, plainHost(asks), { inspect: true });
  const plan = rough({ services: ["lin-kv"], service: { kind: "constant", meanUs: 300 }, schedule: { depth: 2, messages: 300, spreadUs: 9_000 }, faults: [{ kind: "pause", atUs: 20_000, node: "n1", forUs: 9_000 }, { kind: "slow", atUs: 40_000, node: "n2", service: { kind: "constant", meanUs: 900 } }] });
  const run = playWith(plan);
  expect(run.trace?.some((event) => event.kind === "handled" && event.trigger.kind === "message" && event.trigger.arrivedAtUs !== undefined)).toBe(true);
  expect(playWith({ ...toldPlan(plan, run), seed: "another" }).traceHash).toBe(run.traceHash);
});

test("S2 a message that the told plan does not name arrives after the mean latency", () => {
  const plan = rough();
  const run = play({ ...toldPlan(plan, play(plan)), fates: {}, faults: [] });
  expect(run.counters).toMatchObject({ duplicated: 0, lost: run.trace?.filter((event) => event.kind === "lost" && event.why === "no-such-node").length });
  const arrivals = (run.trace ?? []).filter((event) => event.kind === "handled" && event.trigger.kind === "message" && (event.trigger.message.body as { type: string }).type === "told");
  expect(arrivals.length).toBeGreaterThan(100);
});
