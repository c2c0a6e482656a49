/** Cache-aside, write-through and write-behind: what reads give, and what cache and database hold, if the cache restarts. */
import { between, chance, pick, sample } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

const PATTERNS = ["aside", "through", "behind"] as const;
export type CachePattern = (typeof PATTERNS)[number];

export type CacheStep =
  | { readonly does: "read"; readonly id: string }
  | { readonly does: "write"; readonly value: number }
  /** The time of the next flush; only write-behind has something to do */
  | { readonly does: "flush" }
  /** The cache restarts empty */
  | { readonly does: "crash" };

export interface PatternWorld {
  readonly pattern: CachePattern;
  /** In the database at first; the cache is empty */
  readonly initial: number;
  readonly steps: readonly CacheStep[];
}

const EMPTY = "empty";

/** Replays the steps by a pattern; `survives` lets the cache keep its content over a restart. */
function replay({ initial, steps }: PatternWorld, pattern: CachePattern, survives = false): Cells {
  let database = initial;
  let cache: number | null = null;
  let isDirty = false;
  const cells: Record<string, string> = {};
  for (const step of steps) {
    if (step.does === "read") cells[step.id] = String((cache ??= database));
    else if (step.does === "write") {
      cache = pattern === "aside" ? null : step.value;
      isDirty = pattern === "behind";
      if (!isDirty) database = step.value;
    } else if (step.does === "flush" && isDirty && cache !== null) [database, isDirty] = [cache, false];
    else if (step.does === "crash" && !survives) [cache, isDirty] = [null, false];
  }
  return { ...cells, cache: cache === null ? EMPTY : String(cache), database: String(database) };
}

const solveAs =
  (other: Readonly<Record<CachePattern, CachePattern>>, survives = false): Solve<PatternWorld> =>
  (world) =>
    replay(world, other[world.pattern], survives);

const AS_IT_IS = { aside: "aside", through: "through", behind: "behind" } as const;
const NAMES: Readonly<Record<CachePattern, string>> = { aside: "cache-aside (a write deletes the entry)", through: "write-through", behind: "write-behind" };

function stepText(step: CacheStep): string {
  switch (step.does) {
    case "read":
      return `read ${step.id}`;
    case "write":
      return `write ${step.value}`;
    case "flush":
      return "time to flush what is unwritten";
    case "crash":
      return "the cache restarts, empty";
  }
}

export const cachePattern = defineGenerator({
  name: "cache-pattern",
  params: {
    patterns: { kind: "words", of: PATTERNS, default: PATTERNS },
    reads: { kind: "range", within: [1, 4], default: [2, 3] },
  },
  draw: (params, random): PatternWorld | null => {
    const [initial = 0, ...values] = sample(random, [10, 20, 30, 40, 50, 60, 70, 80], 4);
    const steps: CacheStep[] = [...values.map((value) => ({ does: "write", value }) as const), { does: "flush" }, { does: "crash" }];
    if (chance(random, 0.4)) steps.push({ does: "flush" });
    const woven = sample(random, [...steps, ...Array.from({ length: between(random, params.reads) }, () => ({ does: "read" as const, id: "" }))], 20);
    const reads = woven.filter(({ does }) => does === "read");
    const world = { pattern: pick(random, params.patterns), initial, steps: woven.map((step) => (step.does === "read" ? { ...step, id: `r${reads.indexOf(step) + 1}` } : step)) };
    // Towards the trap: the restart comes while something is unwritten, and a read or the end shows it.
    const isLossSeen = replay(world, "behind")["database"] !== replay(world, "through")["database"];
    const isRestartSeen = JSON.stringify(replay(world, world.pattern)) !== JSON.stringify(replay(world, world.pattern, true));
    return (isLossSeen || chance(random, 0.2)) && (isRestartSeen || chance(random, 0.4)) ? world : null;
  },
  cells: ({ initial, steps }: PatternWorld) => {
    const values = [initial, ...steps.flatMap((step) => (step.does === "write" ? [step.value] : []))].map(String).sort();
    return [
      ...steps.flatMap((step) => (step.does === "read" ? [{ id: step.id, ask: `What ${step.id} gives`, form: { kind: "word", choices: values } } as const] : [])),
      { id: "cache", ask: "The cache at the end", form: { kind: "word", choices: [...values, EMPTY] } },
      { id: "database", ask: "The database at the end", form: { kind: "word", choices: values } },
    ];
  },
  solve: solveAs(AS_IT_IS),
  mutants: {
    "entry-after-a-write": {
      say: "The patterns differ in what a write leaves in the cache: cache-aside deletes the entry, write-through and write-behind store the new value.",
      solve: solveAs({ aside: "through", through: "aside", behind: "aside" }),
    },
    "when-the-database-gets-it": {
      say: "The patterns differ in when the database gets a write: at once with cache-aside and write-through, at the next flush with write-behind. What is not flushed dies with the cache.",
      solve: solveAs({ aside: "behind", through: "behind", behind: "through" }),
    },
    "cache-survives": {
      say: "After its restart the cache is empty: the next read goes to the database, and finds what had reached it.",
      solve: solveAs(AS_IT_IS, true),
    },
  },
  show: ({ pattern, initial, steps }) => [
    { kind: "facts", facts: [{ name: "Pattern", value: NAMES[pattern] }, { name: "Database at the start", value: String(initial) }, { name: "Cache at the start", value: EMPTY }] },
    { kind: "table", caption: "One key; a read that misses loads it from the database", columns: ["", "Step"], rows: steps.filter(({ does }) => does !== "flush" || pattern === "behind").map((step, index) => [String(index + 1), stepText(step)]) },
  ],
});
