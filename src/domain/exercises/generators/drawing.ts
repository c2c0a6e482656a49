/** Small draws that generators share. */
import type { SeededRandom } from "../../kernel/seeded-random";

/** A whole number of the range, both ends included. */
export const between = (random: SeededRandom, [low, high]: readonly [number, number]): number => low + random.index(high - low + 1);

/** True in this share of the cases. */
export const chance = (random: SeededRandom, share: number): boolean => random.fraction() < share;

/** One of the things; there is at least one. */
export const pick = <T>(random: SeededRandom, things: readonly T[]): T => things[random.index(things.length)] as T;

/** `count` of the things (all of them if there are fewer), in an order of chance. */
export function sample<T>(random: SeededRandom, things: readonly T[], count: number): T[] {
  const left = [...things];
  const taken: T[] = [];
  while (taken.length < count && left.length > 0) taken.push(...left.splice(random.index(left.length), 1));
  return taken;
}
