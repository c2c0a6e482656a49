/** One key gets a large part of all requests: the busiest shard, what more shards change, and into how many the key must be split. */
import { between, pick } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

interface Key {
  readonly name: string;
  /** Requests a second */
  readonly load: number;
  /** Hash of the key; it lies on the shard hash mod number of shards */
  readonly hash: number;
}

export interface ShardWorld {
  readonly keys: readonly Key[];
  readonly shards: number;
  /** Requests a second that one shard bears */
  readonly bears: number;
}

/** The load of every shard, from shard 0 on. */
export function loadsOf(keys: readonly Key[], shards: number): number[] {
  return Array.from({ length: shards }, (_, shard) => keys.filter(({ hash }) => hash % shards === shard).reduce((sum, { load }) => sum + load, 0));
}

const totalOf = ({ keys }: ShardWorld): number => keys.reduce((sum, { load }) => sum + load, 0);
const hottestOf = ({ keys }: ShardWorld): number => Math.max(...keys.map(({ load }) => load));

function solve(world: ShardWorld): Cells {
  const loads = loadsOf(world.keys, world.shards);
  const busiest = Math.max(...loads);
  return {
    shard: `S${loads.indexOf(busiest)}`,
    load: busiest,
    doubled: Math.max(...loadsOf(world.keys, world.shards * 2)),
    parts: Math.ceil(hottestOf(world) / world.bears),
  };
}

export const hotShard = defineGenerator({
  name: "hot-shard",
  params: {
    keys: { kind: "range", within: [4, 10], default: [6, 8] },
    shards: { kind: "range", within: [2, 6], default: [3, 5] },
  },
  draw: (params, random): ShardWorld | null => {
    const shards = between(random, params.shards);
    const count = between(random, params.keys);
    const hot = between(random, [0, count - 1]);
    const keys = Array.from({ length: count }, (_, index): Key => ({
      name: `k${index + 1}`,
      load: index === hot ? between(random, [20, 60]) * 100 : between(random, [1, 9]) * 100,
      hash: between(random, [10, 99]),
    }));
    const world = { keys, shards, bears: pick(random, [800, 1000, 1500, 2000]) };
    const loads = loadsOf(keys, shards);
    return loads.filter((load) => load === Math.max(...loads)).length === 1 ? world : null;
  },
  cells: ({ shards }: ShardWorld) => [
    { id: "shard", ask: "The busiest shard", form: { kind: "word", choices: Array.from({ length: shards }, (_, index) => `S${index}`) } },
    { id: "load", ask: "Its requests a second", form: { kind: "integer" } },
    { id: "doubled", ask: "Requests a second of the busiest of twice as many shards", form: { kind: "integer" } },
    { id: "parts", ask: "Fewest equal parts of the hottest key that a shard bears each", form: { kind: "integer" } },
  ],
  solve,
  mutants: {
    "mean-load": {
      say: "That is the mean. A key lies on one shard with all its requests, and this shard fails at its own load, not at the mean.",
      solve: (world) => ({ ...solve(world), load: Math.round(totalOf(world) / world.shards), doubled: Math.round(totalOf(world) / world.shards / 2) }),
    },
    "doubling-halves": {
      say: "More shards separate keys from one another. A single key is not divided, and the shard on which it lies keeps all its requests.",
      solve: (world) => ({ ...solve(world), doubled: Math.round(Number(solve(world)["load"]) / 2) }),
    },
    "parts-by-shards": {
      say: "Dividing the key by the number of shards asks what would be even. What is needed is that each part stays below what one shard bears, rounded up.",
      solve: (world) => ({ ...solve(world), parts: world.shards }),
    },
  },
  show: ({ keys, shards, bears }) => [
    { kind: "facts", facts: [{ name: "Shards", value: `${shards}: S0 to S${shards - 1}; a key lies on shard (hash mod number of shards)` }, { name: "One shard bears", value: `${bears} requests a second` }] },
    { kind: "table", caption: "Keys", columns: ["Key", "Hash", "Requests a second"], rows: keys.map(({ name, load, hash }) => [name, String(hash), String(load)]) },
  ],
  road: (world) => {
    const { shard, load, doubled, parts } = solve(world);
    return [
      `The loads of the shards are ${loadsOf(world.keys, world.shards).join(", ")}: ${String(shard)} has the most, ${String(load)}.`,
      `With ${world.shards * 2} shards they are ${loadsOf(world.keys, world.shards * 2).join(", ")}: at most ${String(doubled)}.`,
      `The hottest key has ${hottestOf(world)}; ${hottestOf(world)} / ${world.bears} rounded up is ${String(parts)}.`,
    ];
  },
});
