/** Plans for tests of what works on plans. */
import type { ClusterPlan } from "@/domain/simulator/cluster-plan";

interface Wishes extends Partial<ClusterPlan> {
  /** One operation at each of these times, on the nodes in turn */
  readonly operationTimes?: readonly number[];
}

/** Three nodes on a network without faults, and what is wished. */
export function smallPlan({ operationTimes = [], ...wishes }: Wishes = {}): ClusterPlan {
  const nodes = wishes.nodes ?? ["n1", "n2", "n3"];
  return {
    seed: "s",
    nodes,
    latency: { kind: "constant", meanUs: 1_000 },
    loss: 0,
    duplication: 0,
    fsync: { kind: "constant", meanUs: 1_000 },
    clockOffsetsMs: {},
    operations: operationTimes.map((atUs, index) => ({ atUs, client: index % nodes.length, node: nodes[index % nodes.length] ?? "n1", f: "ask", value: index, body: { type: "ask", index } })),
    faults: [],
    clientTimeoutUs: 10_000,
    endAtUs: 1_000_000,
    eventsMax: 10_000,
    ...wishes,
  };
}
