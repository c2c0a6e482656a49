/** What a search may do: SPEC.md, rules X1 to X4. */
import type { ClusterPlan, PlannedOperation, ServiceName } from "../cluster-plan";
import type { Address } from "../message";

/** A cluster so small that all its runs can be looked at. */
export interface SearchScope {
  readonly nodes: readonly Address[];
  /** In the order of each client; when one is sent is a step of the search. */
  readonly operations: readonly Omit<PlannedOperation, "atUs">[];
  readonly services?: readonly ServiceName[];
  /** How many messages may be lost, nodes crash, and timers and time-outs come before what they wait for, in one run. */
  readonly drops: number;
  readonly crashes: number;
  readonly timers: number;
  /** Nodes that crash; all, where it is left out. Of several that play the same part one is enough. */
  readonly crashing?: readonly Address[];
  /** Steps of the longest run. */
  readonly depth: number;
  /** Messages of one link arrive in their order. */
  readonly fifo?: true;
}

/** What is the same in all runs of a scope. Its times are not looked at. */
export function planOfScope({ nodes, operations, services = [] }: SearchScope, seed: string): ClusterPlan {
  const moment = { kind: "constant", meanUs: 0 } as const;
  return {
    ...{ seed, nodes, services, faults: [], clockOffsetsMs: {} },
    operations: operations.map((operation) => ({ ...operation, atUs: 0 })),
    latency: moment,
    loss: 0,
    duplication: 0,
    fsync: moment,
    clientTimeoutUs: Number.MAX_SAFE_INTEGER,
    endAtUs: Number.MAX_SAFE_INTEGER,
    eventsMax: Number.MAX_SAFE_INTEGER,
  };
}
