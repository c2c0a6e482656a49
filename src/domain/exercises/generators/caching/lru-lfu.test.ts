/** The cache against the reference string of the textbooks, and against a slow search of the whole past. */
import { expect, test } from "vitest";
import { drawnWorlds } from "../../../../../tests/support/drawn-worlds";
import { type CacheWorld, replayCache } from "./lru-lfu";

test("Silberschatz, Galvin and Gagne, section on page replacement: 12 faults by LRU and 15 by FIFO with three frames", () => {
  const accesses = [..."70120304230321201701"].map((key) => ({ key, op: "read" as const }));
  expect(replayCache({ policy: "LRU", capacity: 3, accesses }).hits).toBe(20 - 12);
  expect(replayCache({ policy: "FIFO", capacity: 3, accesses }).hits).toBe(20 - 15);
});

/** At each miss of a full cache, everything is found out anew by looking back through all accesses. */
function bySearch({ policy, capacity, accesses }: CacheWorld) {
  const inside = new Set<string>();
  const loaded = new Map<string, number>();
  const evicted: string[] = [];
  let hits = 0;
  for (const [now, { key }] of accesses.entries()) {
    if (inside.has(key)) hits += 1;
    else {
      if (inside.size === capacity) {
        const uses = (name: string) => accesses.slice(loaded.get(name), now).filter((access) => access.key === name).length;
        const lastUse = (name: string) => accesses.slice(0, now).findLastIndex((access) => access.key === name);
        const worth = (name: string) => (policy === "LRU" ? 0 : uses(name)) * 1000 + lastUse(name);
        const victim = [...inside].reduce((worst, name) => (worth(name) < worth(worst) ? name : worst));
        inside.delete(victim);
        evicted.push(victim);
      }
      inside.add(key);
      loaded.set(key, now);
    }
  }
  return { hits, evicted, content: [...inside].sort() };
}

test("agrees with a search of the whole past", () => {
  for (const { world, truth } of drawnWorlds<CacheWorld>("lru-lfu", 500)) expect(truth).toEqual(bySearch(world));
});
