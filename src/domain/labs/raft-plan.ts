/** What the plans of the labs on replicated logs begin with. */
import { random } from "../kernel/seeded-random";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Address } from "../simulator/message";
import { between, nodeNames, oneOf, someDelay, US_PER_MS } from "./plan-tools";

interface Quiet {
  /** Of messages, from the lowest to the highest mean */
  readonly latencyMs: readonly [low: number, high: number];
  readonly clientTimeoutUs: number;
  readonly eventsMax: number;
}

/** No faults and no requests yet; the end is still to be set. */
export function quietPlan(seed: string, nodes: readonly Address[], { latencyMs: [low, high], clientTimeoutUs, eventsMax }: Quiet): ClusterPlan {
  const environment = random(seed, "environment");
  return {
    ...{ seed, nodes, operations: [], faults: [], loss: 0, duplication: 0 },
    latency: { kind: oneOf(environment, ["constant", "uniform"] as const), meanUs: between(environment, low, high) * US_PER_MS },
    fsync: someDelay(environment, 1, 5),
    clockOffsetsMs: {},
    clientTimeoutUs,
    endAtUs: 0,
    eventsMax,
  };
}

/** A cluster of one of these sizes. */
export const someNodes = (seed: string, sizes: readonly number[]): Address[] => nodeNames(oneOf(random(seed, "environment/size"), sizes));
