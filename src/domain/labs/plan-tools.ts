/** Small tools for drawing plans. Each takes the stream it draws from, so that a lab's streams stay apart. */
import type { SeededRandom } from "../kernel/seeded-random";
import type { Delay, Fault } from "../simulator/cluster-plan";
import type { Address } from "../simulator/message";
import type { Outage } from "../simulator/outages";

export const US_PER_MS = 1_000;
export const US_PER_S = 1_000_000;

/** "n1", "n2" … */
export const nodeNames = (count: number): Address[] => Array.from({ length: count }, (_, index) => `n${index + 1}`);

/** A whole number from `low` to `high`, both included. */
export const between = (random: SeededRandom, low: number, high: number): number => low + random.index(high - low + 1);

export const oneOf = <T>(random: SeededRandom, things: readonly T[]): T => things[random.index(things.length)] as T;

export const happens = (random: SeededRandom, probability: number): boolean => random.fraction() < probability;

/** The same things in another order (Fisher and Yates). */
export function shuffled<T>(random: SeededRandom, things: readonly T[]): T[] {
  const list = [...things];
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = random.index(last + 1);
    [list[last], list[other]] = [list[other] as T, list[last] as T];
  }
  return list;
}

/** A delay of some kind with a mean in this range of milliseconds. */
export const someDelay = (random: SeededRandom, lowMs: number, highMs: number): Delay => ({
  kind: oneOf(random, ["constant", "uniform", "exponential"] as const),
  meanUs: between(random, lowMs, highMs) * US_PER_MS,
});

/** The nodes on two sides, or (rarely, where there are three or more) on three. */
export function sides(random: SeededRandom, nodes: readonly Address[]): Address[][] {
  const order = shuffled(random, nodes);
  if (nodes.length > 2 && happens(random, 0.2)) return [order.slice(0, 1), order.slice(1, 2), order.slice(2)];
  const cut = between(random, 1, nodes.length - 1);
  return [order.slice(0, cut), order.slice(cut)];
}

/** Partitions one after the other, each healed before the next; the last heal comes at `toUs`. */
export function partitions(random: SeededRandom, nodes: readonly Address[], { fromUs, toUs, count }: { readonly fromUs: number; readonly toUs: number; readonly count: number }): Fault[] {
  const slotUs = Math.floor((toUs - fromUs) / count);
  return Array.from({ length: count }, (_, turn): Fault[] => {
    const startUs = fromUs + turn * slotUs;
    const atUs = startUs + random.index(Math.floor(slotUs / 3));
    const healUs = turn === count - 1 ? toUs : atUs + Math.floor(slotUs / 4) + random.index(Math.floor(slotUs / 3));
    return [{ kind: "partition", atUs, sides: sides(random, nodes) }, { kind: "heal", atUs: healUs }];
  }).flat();
}

/** Whether a node is down or paused at some time in this span: what excuses it for a missing answer. */
export const isOutWithin = (outages: readonly Outage[], node: Address, fromUs: number, toUs: number): boolean =>
  outages.some((outage) => outage.kind !== "cut" && outage.node === node && outage.fromUs <= toUs && outage.untilUs >= fromUs);
