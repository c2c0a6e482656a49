/** What befalls the clusters of the Raft labs. */
import type { SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Fault, Link } from "../simulator/cluster-plan";
import type { Address } from "../simulator/message";
import { bridge, halves, isolateOne, isolateSenderOf, majoritiesRing, oneWay, swarm } from "./nemesis-shapes";
import { between, happens, oneOf, someDelay, US_PER_MS } from "./plan-tools";

/** Whoever sends these leads, or thinks so. */
export const LEADER = { lastSenderOf: "append_entries" } as const;

export interface Span {
  readonly fromUs: number;
  readonly toUs: number;
}

export const STORMS = ["partitions", "leader", "one-way", "crashes", "pauses", "drift"] as const;
type Storm = (typeof STORMS)[number];

/** Faults of a few kinds, drawn by a coin each, over the whole span. */
export function storm(random: SeededRandom, nodes: readonly Address[], span: Span): Fault[] {
  const kinds = swarm(random, STORMS);
  return [...kinds].flatMap((kind) => moments(random, span, kind === "drift" ? 1 : between(random, 2, 5)).flatMap((atUs) => MAKERS[kind](random, nodes, atUs)));
}

const moments = (random: SeededRandom, { fromUs, toUs }: Span, count: number): number[] =>
  Array.from({ length: count }, () => between(random, fromUs, toUs));

const healedAfter = (random: SeededRandom, fault: Fault): Fault[] => [fault, { kind: "heal", atUs: fault.atUs + between(random, 300, 1_500) * US_PER_MS }];

const MAKERS: Readonly<Record<Storm, (random: SeededRandom, nodes: readonly Address[], atUs: number) => Fault[]>> = {
  partitions: (random, nodes, atUs) => healedAfter(random, oneOf(random, [halves, bridge, majoritiesRing, isolateOne])(random, nodes, atUs)),
  leader: (random, _nodes, atUs) => {
    const forUs = between(random, 300, 1_500) * US_PER_MS;
    return oneOf<Fault[]>(random, [
      [isolateSenderOf(LEADER.lastSenderOf, atUs), { kind: "heal", atUs: atUs + forUs }],
      [{ kind: "crash", atUs, node: LEADER, forUs }],
      [{ kind: "pause", atUs, node: LEADER, forUs }],
    ]);
  },
  "one-way": (random, nodes, atUs) => healedAfter(random, oneWay(random, oneOf(random, [...nodes, LEADER]), atUs)),
  crashes: (random, nodes, atUs) => crashes(random, oneOf(random, nodes), atUs),
  pauses: (random, nodes, atUs) => [{ kind: "pause", atUs, node: oneOf(random, nodes), forUs: between(random, 100, 2_000) * US_PER_MS }],
  drift: (random, nodes, atUs) => nodes.map((node) => ({ kind: "clock-drift", atUs, node, ppm: between(random, -100_000, 100_000) })),
};

/** A crash, and after half of the restarts another one soon, while the disk may still be busy. */
export function crashes(random: SeededRandom, node: Address, atUs: number): Fault[] {
  const forUs = between(random, 5, 400) * US_PER_MS;
  const again = happens(random, 0.5) ? crashes(random, node, atUs + forUs + between(random, 1, 300) * US_PER_MS) : [];
  return [{ kind: "crash", atUs, node, forUs }, ...again];
}

/** Swarm style: each of them is on in half of the seeds. */
export function weather(stream: SeededRandom): Pick<ClusterPlan, "latency" | "loss" | "duplication" | "fsync"> {
  return {
    latency: happens(stream, 0.5) ? { kind: "exponential", meanUs: between(stream, 5, 40) * US_PER_MS } : someDelay(stream, 1, 15),
    loss: happens(stream, 0.5) ? between(stream, 5, 20) / 100 : 0,
    duplication: happens(stream, 0.5) ? between(stream, 10, 30) / 100 : 0,
    fsync: someDelay(stream, 1, happens(stream, 0.5) ? 40 : 5),
  };
}

/** Twice as fast as it should be: who waits half as long stands for election before the others. */
const FAST_PPM = 1_000_000;

export const fastClock = (node: Address, atUs: number): Fault => ({ kind: "clock-drift", atUs, node, ppm: FAST_PPM });
export const rightClock = (node: Address, atUs: number): Fault => ({ kind: "clock-drift", atUs, node, ppm: 0 });

/** From now on the links between these pairs are whole, and no others: who has none to a majority cannot be elected. */
export function onlyLinks(nodes: readonly Address[], pairs: readonly (readonly [Address, Address])[], atUs: number): Fault[] {
  const isKept = (from: Address, to: Address) => pairs.some(([one, other]) => (one === from && other === to) || (one === to && other === from));
  const links = nodes.flatMap((from) => nodes.flatMap((to): Link[] => (from === to || isKept(from, to) ? [] : [[from, to]])));
  return [{ kind: "heal", atUs }, { kind: "cut", atUs, links }];
}
