/** What befalls the clusters of the Raft labs. */
import type { SeededRandom } from "../kernel/seeded-random";
import type { Fault } from "../simulator/cluster-plan";
import type { Address } from "../simulator/message";
import { bridge, halves, isolateOne, isolateSenderOf, majoritiesRing, oneWay, swarm } from "./nemesis-shapes";
import { between, happens, oneOf, US_PER_MS } from "./plan-tools";

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
