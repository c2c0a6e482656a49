/** What is left of a plan where nodes are processes of a real machine: SPEC.md, rules W6 and W7. */
import type { ClusterPlan, Fault, ServiceName } from "../cluster-plan";

export interface OutsidePlan {
  readonly plan: ClusterPlan;
  /** What the plan has and a process outside cannot be given, in words. */
  readonly leftOut: readonly string[];
  /** Services that the plan does not have: they are there, as in Maelstrom, and their use is told. */
  readonly extraServices: readonly ServiceName[];
}

const SERVICES: readonly ServiceName[] = ["lin-kv", "seq-kv", "lww-kv", "lin-tso"];

/** The plan without what only simulated nodes can be given, and with all of Maelstrom's services. */
export function outsidePlan(plan: ClusterPlan): OutsidePlan {
  const { tornWrites: _torn, buggify: _buggify, service: _service, services = [], ...rest } = plan;
  const faults = plan.faults.flatMap((fault) => (isClock(fault) || isSlow(fault) ? [] : [fault]));
  return { plan: { ...rest, clockOffsetsMs: {}, services: SERVICES, faults }, leftOut: leftOutOf(plan), extraServices: SERVICES.filter((name) => !services.includes(name)) };
}

const isClock = ({ kind }: Fault): boolean => kind === "clock-jump" || kind === "clock-drift";
const isSlow = ({ kind }: Fault): boolean => kind === "slow";

function leftOutOf({ faults, clockOffsetsMs, tornWrites, buggify, service }: ClusterPlan): string[] {
  const isWrong = faults.some((fault) => fault.kind === "clock-jump" || (fault.kind === "clock-drift" && fault.ppm !== 0)) || Object.values(clockOffsetsMs).some((ms) => ms !== 0);
  const isCrashing = faults.some(({ kind }) => kind === "crash");
  return [
    ...(isWrong ? ["clocks that are wrong (all nodes have the clock of this machine)"] : []),
    ...(isCrashing ? ["writes that a crash loses before they are synced (what a killed process wrote stays in its folder)"] : []),
    ...(isCrashing && (tornWrites ?? 0) > 0 ? ["torn writes"] : []),
    ...(service !== undefined || faults.some((fault) => fault.kind === "slow" && fault.service !== null) ? ["nodes that are slow (they are as fast as they are)"] : []),
    ...(buggify === true ? ["timers and syncs that are late"] : []),
  ];
}

const US_PER_S = 1_000_000;

/** The most requests that the plan has within a second. */
export function peakRate({ operations }: ClusterPlan): number {
  const seconds = new Map<number, number>();
  for (const { atUs } of operations) seconds.set(Math.floor(atUs / US_PER_S), (seconds.get(Math.floor(atUs / US_PER_S)) ?? 0) + 1);
  return Math.max(1, ...seconds.values());
}

/** The plan with its requests and faults further apart, so that at most about so many requests come within a second. What messages and answers may take stays. */
export function slowedTo(plan: ClusterPlan, ratePerS: number): ClusterPlan {
  const factor = Math.max(1, peakRate(plan) / ratePerS);
  const later = (us: number): number => Math.round(us * factor);
  return {
    ...plan,
    operations: plan.operations.map((operation) => ({ ...operation, atUs: later(operation.atUs) })),
    faults: plan.faults.map((fault) => ("forUs" in fault ? { ...fault, atUs: later(fault.atUs), forUs: later(fault.forUs) } : { ...fault, atUs: later(fault.atUs) })),
    ...(plan.settledAtUs === undefined ? {} : { settledAtUs: later(plan.settledAtUs) }),
    endAtUs: later(plan.endAtUs),
  };
}
