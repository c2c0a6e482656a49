/** A cache that is full: whom does it drop? Least recently used, or least frequently used (among equals the least recent). */
import { between, chance, pick } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

const POLICIES = ["LRU", "LFU"] as const;
type Policy = (typeof POLICIES)[number] | "FIFO";

interface Access {
  readonly key: string;
  readonly op: "read" | "write";
}

export interface CacheWorld {
  readonly policy: Policy;
  readonly capacity: number;
  readonly accesses: readonly Access[];
}

interface Entry {
  readonly key: string;
  readonly loadedAt: number;
  readonly usedAt: number;
  readonly uses: number;
}

/** Smallest first: the entry to drop. Use counts begin anew when a key is loaded again. */
const ORDERS: Readonly<Record<Policy, (a: Entry, b: Entry) => number>> = {
  LRU: (a, b) => a.usedAt - b.usedAt,
  LFU: (a, b) => a.uses - b.uses || a.usedAt - b.usedAt,
  FIFO: (a, b) => a.loadedAt - b.loadedAt,
};

/** Replays the accesses; `refreshes` says which of them count as a use of an entry that is there. */
export function replayCache({ policy, capacity, accesses }: CacheWorld, refreshes: (access: Access) => boolean = () => true): Cells {
  let entries: Entry[] = [];
  const evicted: string[] = [];
  let hits = 0;
  accesses.forEach((access, now) => {
    const known = entries.find(({ key }) => key === access.key);
    if (known !== undefined) {
      hits += 1;
      if (refreshes(access)) entries = entries.map((entry) => (entry === known ? { ...entry, usedAt: now, uses: entry.uses + 1 } : entry));
      return;
    }
    if (entries.length === capacity) {
      const [dropped, ...kept] = [...entries].sort(ORDERS[policy]);
      evicted.push(dropped?.key ?? "");
      entries = kept;
    }
    entries.push({ key: access.key, loadedAt: now, usedAt: now, uses: 1 });
  });
  return { hits, evicted, content: entries.map(({ key }) => key).sort() };
}

const keysOf = (world: CacheWorld): string[] => [...new Set(world.accesses.map(({ key }) => key))].sort();

export const lruLfu = defineGenerator({
  name: "lru-lfu",
  params: {
    policies: { kind: "words", of: POLICIES, default: POLICIES },
    capacity: { kind: "range", within: [2, 4], default: [3, 4] },
    accesses: { kind: "range", within: [6, 12], default: [8, 12] },
  },
  draw: (params, random): CacheWorld => {
    const policy = pick(random, params.policies);
    const capacity = between(random, params.capacity);
    const keys = "ABCDEFG".slice(0, capacity + 2).split("");
    const accesses: Access[] = [];
    for (let left = between(random, params.accesses); left > 0; left -= 1) {
      // An old key comes back often enough that its age and its use disagree.
      const old = accesses.length > 1 && chance(random, 0.45) ? pick(random, accesses).key : pick(random, keys);
      accesses.push({ key: old, op: chance(random, 0.6) ? "read" : "write" });
    }
    return { policy, capacity, accesses };
  },
  cells: (world: CacheWorld) => [
    { id: "hits", ask: "Number of hits", form: { kind: "integer" } },
    { id: "evicted", ask: "Keys dropped, in their order", form: { kind: "sequence", choices: keysOf(world) } },
    { id: "content", ask: "Keys in the cache at the end", form: { kind: "set", choices: keysOf(world) } },
  ],
  solve: (world) => replayCache(world),
  mutants: {
    "first-in-first-out": {
      say: "That drops the key that was loaded first, however much it is used since. A hit counts as a use.",
      solve: (world) => replayCache({ ...world, policy: "FIFO" }),
    },
    "other-policy": {
      say: "Recency and frequency were exchanged: LRU looks at when a key was last used, LFU at how often since it was loaded.",
      solve: (world) => replayCache({ ...world, policy: world.policy === "LRU" ? "LFU" : "LRU" }),
    },
    "writes-only": {
      say: "A read that hits is a use as well. Only counting writes lets the keys that everybody reads grow old.",
      solve: (world) => replayCache(world, ({ op }) => op === "write"),
    },
  },
  show: ({ policy, capacity, accesses }) => [
    {
      kind: "facts",
      facts: [
        { name: "Policy", value: policy === "LRU" ? "least recently used (LRU)" : "least frequently used (LFU); among equals the least recently used" },
        { name: "Capacity", value: `${capacity} keys` },
      ],
    },
    {
      kind: "table",
      caption: "Accesses in their order; a miss loads the key, whether read or written",
      columns: ["", "Access", "Key"],
      rows: accesses.map(({ key, op }, index) => [String(index + 1), op, key]),
    },
  ],
});
