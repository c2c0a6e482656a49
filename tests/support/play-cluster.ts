/** Plays clusters of nodes that are plain functions, for the tests of src/domain/simulator/SPEC.md. */
import type { ClusterPlan, PlannedOperation } from "@/domain/simulator/cluster-plan";
import type { Json } from "@/domain/simulator/message";
import type { Effect, NodeCall } from "@/domain/simulator/node-host";
import { runCluster } from "@/domain/simulator/run-cluster";
import type { TraceEvent } from "@/domain/simulator/trace";
import { type PlainNode, plainHost } from "./plain-host";

export const plan = (changes: Partial<ClusterPlan> = {}): ClusterPlan => ({
  seed: "1",
  nodes: ["n1", "n2"],
  latency: { kind: "constant", meanUs: 10_000 },
  loss: 0,
  duplication: 0,
  fsync: { kind: "constant", meanUs: 1_000 },
  clockOffsetsMs: {},
  operations: [],
  faults: [],
  clientTimeoutUs: 1_000_000,
  endAtUs: 10_000_000,
  eventsMax: 10_000,
  ...changes,
});

export const operation = (atUs: number, changes: Partial<PlannedOperation> = {}): PlannedOperation =>
  ({ atUs, client: 0, node: "n1", f: "echo", value: atUs, body: { type: "echo", echo: atUs }, ...changes });

export const readReply = (_operation: PlannedOperation, reply: { type: string; [key: string]: Json | undefined }): Json | null => (reply.type === "echo_ok" ? (reply["echo"] ?? null) : null);

/** Runs nodes that are plain functions, and gives back what happened. */
export function play(changes: Partial<ClusterPlan>, node: (id: string) => PlainNode) {
  const host = plainHost(node);
  const run = runCluster(plan(changes), readReply, host, { inspect: true });
  const calls = (id: string, kind: NodeCall["do"]) => host.calls.flatMap(({ node: at, call }) => (at === id && call.do === kind ? [call] : []));
  const handled = (id: string) => (run.trace ?? []).filter((event): event is Extract<TraceEvent, { kind: "handled" }> => event.kind === "handled" && event.node === id);
  return { run, calls, handled, trace: run.trace ?? [] };
}

export const echo: PlainNode = (call) => (call.do === "message" ? [["send", call.src, { ...(call.body as object), type: "echo_ok", in_reply_to: (call.body as { msg_id: number }).msg_id }]] : []);
export const onBoot = (effects: readonly Effect[]): PlainNode => (call) => (call.do === "boot" ? effects : []);
export const silent: PlainNode = () => [];
export const from1 = (effects: readonly Effect[]) => (id: string) => (id === "n1" ? onBoot(effects) : silent);
export const arrivals = (trace: readonly TraceEvent[]) => trace.flatMap((event) => (event.kind === "handled" && event.trigger.kind === "message" ? [{ atUs: event.atUs, copy: event.trigger.copy, body: event.trigger.message.body }] : []));
export const lost = (trace: readonly TraceEvent[]) => trace.flatMap((event) => (event.kind === "lost" ? [{ why: event.why, atUs: event.atUs }] : []));
export const hi = (to: string, n = 0): Effect => ["send", to, { type: "hi", n }];
