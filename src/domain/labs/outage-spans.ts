/** Who was part of a majority that was whole, as the simulator knows it. */
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { Address } from "../simulator/message";
import type { Outage } from "../simulator/outages";
import { isOutWithin } from "./plan-tools";

/** Up, awake, and in touch with a majority for the whole span. */
export function isWhole(outages: readonly Outage[], { nodes }: ClusterPlan, node: Address, fromUs: number, toUs: number): boolean {
  const mayMiss = nodes.length - (Math.floor(nodes.length / 2) + 1);
  const isCutOff = outages.some((outage) => outage.kind === "cut" && outage.node === node && outage.peers.length > mayMiss && outage.fromUs <= toUs && outage.untilUs >= fromUs);
  return !isCutOff && !isOutWithin(outages, node, fromUs, toUs);
}
