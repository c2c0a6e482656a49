/** The parts of a plan that can be taken out of it by themselves, and the plan without them. */
import { assertNever } from "../kernel/assert";
import type { ClusterPlan, Fault, Target } from "../simulator/cluster-plan";
import type { Address } from "../simulator/message";

/** Nobody sees the difference between a fault that lasts so long and a shorter one. */
const SHORT_US = 1_000;

/** One kind of parts. Parts are told from each other by their identity. */
export interface Dimension<Part = unknown> {
  partsOf(plan: ClusterPlan): readonly Part[];
  /** The plan with these parts of the kind alone, in their order; null where that would be no plan. */
  withOnly(plan: ClusterPlan, parts: readonly Part[]): ClusterPlan | null;
}

/** A fault that lasts goes together with the fault that ends it: a partition that is never healed would be another story. */
export const faultSpans: Dimension<readonly Fault[]> = {
  partsOf: ({ faults }) => spansOf(faults),
  withOnly: (plan, spans) => {
    const kept = new Set(spans.flat());
    return { ...plan, faults: plan.faults.filter((fault) => kept.has(fault)) };
  },
};

/** Requests of clients that are planned before this time: those after it are the last look of a check. */
export const operationsBefore = (keptFromUs: number): Dimension<ClusterPlan["operations"][number]> => ({
  partsOf: ({ operations }) => operations.filter(({ atUs }) => atUs < keptFromUs),
  withOnly: (plan, parts) => {
    const kept = new Set(parts);
    return { ...plan, operations: plan.operations.filter((operation) => operation.atUs >= keptFromUs || kept.has(operation)) };
  },
});

/** Messages that fare otherwise than a message does without faults. */
export const toldFates: Dimension<readonly [string, NonNullable<ClusterPlan["fates"]>[string]]> = {
  partsOf: ({ fates = {} }) => Object.entries(fates),
  withOnly: (plan, parts) => ({ ...plan, fates: Object.fromEntries(parts) }),
};

/** Nodes whose clocks are off at the start. */
export const clockOffsets: Dimension<readonly [Address, number]> = {
  partsOf: ({ clockOffsetsMs }) => Object.entries(clockOffsetsMs),
  withOnly: (plan, parts) => ({ ...plan, clockOffsetsMs: Object.fromEntries(parts) }),
};

/** A node goes with all that is planned for it. So many are left at least. */
export const wholeNodes = (nodesMin: number): Dimension<Address> => ({
  partsOf: ({ nodes }) => nodes,
  withOnly: (plan, parts) => {
    if (parts.length < nodesMin) return null;
    const kept = new Set(parts);
    return {
      ...plan,
      nodes: plan.nodes.filter((node) => kept.has(node)),
      operations: plan.operations.filter(({ node }) => kept.has(node)),
      faults: plan.faults.flatMap((fault) => faultAmong(fault, kept) ?? []),
      clockOffsetsMs: Object.fromEntries(Object.entries(plan.clockOffsetsMs).filter(([node]) => kept.has(node))),
    };
  },
});

/** The plan that ends at this time, without what it would not come to. */
export const endingAt = (plan: ClusterPlan, endAtUs: number): ClusterPlan => ({
  ...plan,
  endAtUs,
  operations: plan.operations.filter(({ atUs }) => atUs <= endAtUs),
  faults: plan.faults.filter(({ atUs }) => atUs <= endAtUs),
});

/** The plan in which the last fault of a span comes after half the time; null where the span is short already. */
export function withHalfOf(plan: ClusterPlan, span: readonly Fault[]): ClusterPlan | null {
  const [before, last] = span.slice(-2);
  if (before === undefined || last === undefined) return null;
  const half = Math.floor((last.atUs - before.atUs) / 2);
  if (half < SHORT_US) return null;
  const faults = plan.faults.map((fault) => (fault === last ? { ...fault, atUs: before.atUs + half } : fault));
  return { ...plan, faults: faults.toSorted((one, other) => one.atUs - other.atUs) };
}

/** A time in which nothing is planned. */
export interface Gap {
  readonly fromUs: number;
  /** So much of it can go. */
  readonly lastsUs: number;
}

/** Until this time (itself included), in the order of time. What happens in a plan begins at 0. */
export function gapsBefore({ operations, faults, settledAtUs = 0 }: ClusterPlan, untilUs: number): Gap[] {
  const planned = [0, settledAtUs, ...operations.map(({ atUs }) => atUs), ...faults.map(({ atUs }) => atUs)];
  const moments = [...new Set(planned)].filter((atUs) => atUs <= untilUs).sort((one, other) => one - other);
  return moments.flatMap((atUs, index) => {
    const lastsUs = (moments[index + 1] ?? atUs) - atUs - SHORT_US;
    return lastsUs > SHORT_US ? [{ fromUs: atUs, lastsUs }] : [];
  });
}

/** The plan in which all that comes after `fromUs` comes earlier by so much. */
export function withoutTime(plan: ClusterPlan, fromUs: number, byUs: number): ClusterPlan {
  const earlier = (atUs: number): number => (atUs > fromUs ? atUs - byUs : atUs);
  const moved = <T extends { readonly atUs: number }>(things: readonly T[]): T[] => things.map((thing) => ({ ...thing, atUs: earlier(thing.atUs) }));
  const { settledAtUs } = plan;
  return {
    ...plan,
    operations: moved(plan.operations),
    faults: moved(plan.faults),
    ...(settledAtUs === undefined ? {} : { settledAtUs: earlier(settledAtUs) }),
    endAtUs: earlier(plan.endAtUs),
  };
}

/** Groups faults so that none needs one of another group, in the order of their beginnings. */
export function spansOf(faults: readonly Fault[]): (readonly Fault[])[] {
  let open: (readonly Fault[])[] = [];
  const closed: (readonly Fault[])[] = [];
  for (const fault of faults.toSorted((one, other) => one.atUs - other.atUs)) {
    // One heal ends all partitions since the last one: each of them took the place of the one before.
    const ended = open.filter((span) => span.some((earlier) => undoes(fault, earlier)));
    if (ended.length === 0) open.push([fault]);
    else closed.push([...ended.flat(), fault]);
    open = open.filter((span) => !ended.includes(span));
  }
  const begin = ([first]: readonly Fault[]): number => first?.atUs ?? 0;
  return [...closed, ...open].toSorted((one, other) => begin(one) - begin(other));
}

/** Whether a fault ends what an earlier one began. */
function undoes(later: Fault, earlier: Fault): boolean {
  switch (earlier.kind) {
    case "partition":
    case "cut":
    case "isolate":
      return later.kind === "heal";
    case "crash":
      return later.kind === "restart" && later.node === earlier.node;
    case "pause":
      return later.kind === "resume" && later.node === earlier.node;
    case "slow":
      return later.kind === "slow" && later.service === null && isSame(later.node, earlier.node);
    case "clock-drift":
      return later.kind === "clock-drift" && later.ppm === 0 && isSame(later.node, earlier.node);
    case "weather":
      return later.kind === "weather";
    case "heal":
    case "restart":
    case "resume":
    case "clock-jump":
      return false;
    default:
      return assertNever(earlier, "a fault");
  }
}

const isSame = (one: Target, other: Target): boolean => typeof one === "string" && one === other;

/** What a fault is among these nodes alone; null: nothing. */
function faultAmong(fault: Fault, nodes: ReadonlySet<Address>): Fault | null {
  switch (fault.kind) {
    case "partition":
      return { ...fault, sides: fault.sides.map((side) => side.filter((node) => nodes.has(node))).filter((side) => side.length > 0) };
    case "cut": {
      const links = fault.links.filter((link) => link.every((node) => nodes.has(node)));
      return links.length === 0 ? null : { ...fault, links };
    }
    case "heal":
    case "weather":
      return fault;
    case "isolate":
    case "crash":
    case "restart":
    case "pause":
    case "resume":
    case "slow":
    case "clock-jump":
    case "clock-drift":
      return typeof fault.node !== "string" || nodes.has(fault.node) ? fault : null;
    default:
      return assertNever(fault, "a fault");
  }
}
