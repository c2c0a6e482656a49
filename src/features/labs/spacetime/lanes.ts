/** Which lifelines are drawn, in which order, and who shares one. */
import type { Link } from "@/domain/simulator/cluster-plan";
import type { Address } from "@/domain/simulator/message";
import type { LossReason } from "@/domain/simulator/trace";
import { byId, type SpanEvent, type Story } from "./read-story";

export interface Lane {
  readonly kind: "clients" | "node" | "quiet" | "service";
  /** One or two short lines */
  readonly label: readonly string[];
  readonly members: readonly Address[];
}

/** More lifelines than this and those of quiet nodes become one. */
export const NODE_LANES_MAX = 7;

/** Clients first, then nodes in the order of their ids; of many nodes those that matter least share a lane. Services come last. */
export function chooseLanes(story: Story): readonly Lane[] {
  const nodes = story.excerpt.nodes.toSorted(byId);
  const clients = clientsOf(story).toSorted(byId);
  const quiet = new Set(nodes.length <= NODE_LANES_MAX ? [] : quietNodes(story, nodes));
  const folded = nodes.filter((node) => quiet.has(node));
  return [
    ...(clients.length === 0 ? [] : [{ kind: "clients" as const, label: ["clients"], members: clients }]),
    ...nodes.filter((node) => !quiet.has(node)).map((node) => ({ kind: "node" as const, label: [node], members: [node] })),
    ...(folded.length === 0 ? [] : [{ kind: "quiet" as const, label: [`${folded.length} quiet`, folded.length === 1 ? "node" : "nodes"], members: folded }]),
    ...servicesOf(story).map((service) => ({ kind: "service" as const, label: [service], members: [service] })),
  ];
}

function clientsOf({ steps }: Story): Address[] {
  return [...new Set(steps.flatMap(({ event }) => (event.kind === "invoked" || event.kind === "completed" ? [event.client] : [])))];
}

const servicesOf = ({ steps }: Story): Address[] => [...new Set(steps.flatMap(({ event }) => (event.kind === "served" ? [event.service] : [])))].toSorted(byId);

/** All but the few nodes at which most happens; a witness's node always keeps its lane. */
function quietNodes({ steps }: Story, nodes: readonly Address[]): Address[] {
  const weight = new Map<Address, number>(nodes.map((node) => [node, 0]));
  const add = (node: Address, amount: number) => weight.set(node, (weight.get(node) ?? 0) + amount);
  for (const { actor, event, isWitness } of steps) {
    if (actor !== null && weight.has(actor)) add(actor, isWitness ? 1_000 : 1);
    if (event.kind === "lost") for (const end of [event.message.from, event.message.to]) add(end, isWitness ? 1_000 : 0.5);
  }
  const kept = nodes.filter((node) => (weight.get(node) ?? 0) > 0).toSorted((left, right) => (weight.get(right) ?? 0) - (weight.get(left) ?? 0)).slice(0, NODE_LANES_MAX - 1);
  return nodes.filter((node) => !kept.includes(node));
}

/** The lane of a node or client; -1 for an address that has none. */
export const laneOf = (lanes: readonly Lane[], address: Address): number => lanes.findIndex(({ members }) => members.includes(address));

/**
 * The gap between two lanes in which a lost message dies, by the number of the lane above it: where a partition cuts
 * its way, before a receiver that is down, and otherwise not far from the sender.
 */
export function gapOfLoss(lanes: readonly Lane[], from: number, to: number, why: LossReason, severed: Severed): number {
  const last = Math.max(lanes.length - 2, 0);
  if (to < 0 || from === to) return Math.min(from, last);
  const gaps = Array.from({ length: Math.abs(to - from) }, (_, step) => (to > from ? from + step : from - step - 1));
  if (why === "down") return gaps.at(-1) ?? last;
  const cut = why === "partition" ? gaps.find((gap) => isCut(lanes, gap, severed)) : undefined;
  return cut ?? gaps[0] ?? last;
}

/** Which ways are cut at some time: between the sides of a partition, and on single links. */
export interface Severed {
  readonly sides: readonly (readonly Address[])[];
  readonly links: readonly Link[];
}

export const WHOLE: Severed = { sides: [], links: [] };

/** The same after this event. */
export function severedBy(span: SpanEvent, before: Severed): Severed {
  if (span.kind === "partitioned") return { ...before, sides: span.sides };
  if (span.kind === "cut") return { ...before, links: [...before.links, ...span.links] };
  return span.kind === "healed" ? WHOLE : before;
}

/** Whether the nodes above and below a gap are on different sides, or a link between them is cut. */
export function isCut(lanes: readonly Lane[], gap: number, { sides, links }: Severed): boolean {
  const [upper, lower] = [lanes[gap]?.members ?? [], lanes[gap + 1]?.members ?? []];
  if (links.some(([from, to]) => (upper.includes(from) && lower.includes(to)) || (lower.includes(from) && upper.includes(to)))) return true;
  const [above, below] = [sideOf(lanes[gap], sides), sideOf(lanes[gap + 1], sides)];
  return above !== null && below !== null && above !== below;
}

function sideOf(lane: Lane | undefined, sides: readonly (readonly Address[])[]): number | null {
  if (lane === undefined || lane.kind === "clients" || lane.kind === "service") return null;
  const found = new Set(lane.members.map((node) => sides.findIndex((side) => side.includes(node))));
  const [only] = found;
  return found.size === 1 && only !== undefined && only >= 0 ? only : null;
}
