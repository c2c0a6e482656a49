/**
 * Shapes of faults as labs plan them, after Jepsen's nemeses (jepsen.nemesis, jepsen.nemesis.combined), and the two
 * phases of TigerBeetle's simulator (src/vopr.zig): first faults and safety, then a healed core that has to answer.
 */
import type { SeededRandom } from "../kernel/seeded-random";
import type { ClusterPlan, Fault, Link, Target } from "../simulator/cluster-plan";
import type { Address } from "../simulator/message";
import { happens, shuffled } from "./plan-tools";

const isolation = (node: Target, way: "in" | "out" | "both", atUs: number): Fault => ({ kind: "isolate", atUs, node, way });

/** A majority on one side and the others on the other. */
export function halves(random: SeededRandom, nodes: readonly Address[], atUs: number): Fault {
  const order = shuffled(random, nodes);
  const majority = Math.floor(nodes.length / 2) + 1;
  return { kind: "partition", atUs, sides: [order.slice(0, majority), order.slice(majority)] };
}

/** One node, drawn by chance, and the rest. */
export const isolateOne = (random: SeededRandom, nodes: readonly Address[], atUs: number): Fault => isolation(nodes[random.index(nodes.length)] as Address, "both", atUs);

/** Whoever sends this type of message when it happens: `append_entries` for Raft's leader. */
export const isolateSenderOf = (type: string, atUs: number): Fault => isolation({ lastSenderOf: type }, "both", atUs);

/** A node that is heard by all and hears nobody, or the other way round. */
export const oneWay = (random: SeededRandom, node: Target, atUs: number): Fault => isolation(node, happens(random, 0.5) ? "in" : "out", atUs);

/** Two halves that see each other only by one node between them, which sees both. */
export function bridge(random: SeededRandom, nodes: readonly Address[], atUs: number): Fault {
  const [, ...others] = shuffled(random, nodes);
  const half = Math.ceil(others.length / 2);
  return { kind: "partition", atUs, sides: [others.slice(0, half), others.slice(half)] };
}

/** Every node sees a majority, no two of them the same one: on a ring each sees its nearest neighbours alone. */
export function majoritiesRing(random: SeededRandom, nodes: readonly Address[], atUs: number): Fault {
  const ring = shuffled(random, nodes);
  const count = ring.length;
  // A majority needs half of the nodes beside oneself; an odd one out on the ring is seen on both sides.
  const reach = Math.ceil(Math.floor(count / 2) / 2);
  const distance = (one: number, other: number): number => Math.min((one - other + count) % count, (other - one + count) % count);
  const links = ring.flatMap((from, one) => ring.flatMap((to, other): Link[] => (distance(one, other) > reach ? [[from, to]] : [])));
  return { kind: "cut", atUs, links };
}

/**
 * Swarm testing (Groce, Zhang, Eide, Chen and Regehr, "Swarm Testing", ISSTA 2012): of the features that a lab may
 * switch on each is on or off by a coin, so that seeds differ in what they have rather than all having a little of
 * everything. At least one is on.
 */
export function swarm<Feature extends string>(random: SeededRandom, features: readonly Feature[]): ReadonlySet<Feature> {
  const on = features.filter(() => happens(random, 0.5));
  return new Set(on.length > 0 || features.length === 0 ? on : [features[random.index(features.length)] as Feature]);
}

export interface Settled {
  /** Nodes that are whole from `settledAtUs` on: a majority. */
  readonly core: readonly Address[];
  readonly plan: ClusterPlan;
}

/**
 * The plan with the second phase: faults that would strike later are left out, the network is whole and calm, and a
 * majority, drawn by chance, is up, awake and fast. The others are cut off for good, and by a coin each is down too: a
 * protocol must not wait for them.
 */
export function settle(random: SeededRandom, plan: ClusterPlan, settledAtUs: number): Settled {
  const order = shuffled(random, plan.nodes);
  const core = order.slice(0, Math.floor(order.length / 2) + 1);
  const others = order.slice(core.length);
  const atUs = settledAtUs;
  const { latency } = plan;
  const calm: Fault[] = [{ kind: "heal", atUs }, { kind: "weather", atUs, latency, loss: 0, duplication: 0 }];
  const whole = core.flatMap((node): Fault[] => [
    { kind: "restart", atUs, node }, { kind: "resume", atUs, node }, { kind: "slow", atUs, node, service: plan.service ?? null }, { kind: "clock-drift", atUs, node, ppm: 0 },
  ]);
  const away = others.flatMap((node): Fault[] => [isolation(node, "both", atUs), ...(happens(random, 0.5) ? [{ kind: "crash", atUs, node } as const] : [])]);
  return { core, plan: { ...plan, settledAtUs, faults: [...plan.faults.filter((fault) => fault.atUs < settledAtUs), ...calm, ...whole, ...away] } };
}
