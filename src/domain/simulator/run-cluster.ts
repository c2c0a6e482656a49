/** Drives a cluster with a host of nodes to its end. */
import { Cluster } from "./cluster";
import type { ClusterPlan } from "./cluster-plan";
import type { ReadReply } from "./history";
import type { AsyncNodeHost, NodeHost } from "./node-host";
import type { RunRecord } from "./run-record";

export interface RunOptions {
  /** Remember the trace with pictures of memory and disk. The trace hash is the same with and without. */
  readonly inspect: boolean;
  /** Remember the trace without pictures, but for the synced part of a disk where it has changed: for checks that read it. */
  readonly trace?: boolean;
}

/** One run, from its plan to its record. Host faults pass through as exceptions. */
export function runCluster(plan: ClusterPlan, readReply: ReadReply, host: NodeHost, options: RunOptions): RunRecord {
  const cluster = new Cluster(plan, readReply, { ...options, onCrash: (node) => host.dispose(node) });
  for (let call = cluster.next(); call !== null; call = cluster.next()) {
    cluster.apply(call.kind === "boot" ? host.boot(call.node, call.text) : host.handle(call.node, call.text));
  }
  return cluster.record();
}

/** The same, with a host that may answer later. */
export async function runClusterAsync(plan: ClusterPlan, readReply: ReadReply, host: AsyncNodeHost, options: RunOptions): Promise<RunRecord> {
  const cluster = new Cluster(plan, readReply, { ...options, onCrash: (node) => host.dispose(node) });
  for (let call = cluster.next(); call !== null; call = cluster.next()) {
    const reply = call.kind === "boot" ? host.boot(call.node, call.text) : host.handle(call.node, call.text);
    cluster.apply(typeof reply === "string" ? reply : await reply);
  }
  return cluster.record();
}
