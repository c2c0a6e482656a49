import type { SeededRandom } from "@/domain/kernel/seeded-random";

/** The same things in an order that the seed decides (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], chance: SeededRandom): T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = chance.index(at + 1);
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}
