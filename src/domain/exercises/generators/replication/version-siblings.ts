/** Versions of one key that replace each other or stay side by side: Dynamo 2007, section 4.4, by version vectors. */
import { between, chance, pick, sample } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

export interface Put {
  readonly id: string;
  readonly node: string;
  /** Of the node's clock, in seconds; clocks are not in step */
  readonly stamp: number;
  /** The versions that the writer had read; the new one replaces them */
  readonly context: readonly string[];
}

export interface SiblingsWorld {
  readonly nodes: readonly string[];
  readonly puts: readonly Put[];
}

type Vector = readonly number[];

/** The vector of each put: what its context knew, place by place the larger, and the own node's next number. */
export function vectorsOf({ nodes, puts }: SiblingsWorld): Map<string, Vector> {
  const vectors = new Map<string, Vector>();
  for (const { id, node, context } of puts) {
    const known = nodes.map((_, place) => Math.max(0, ...context.map((name) => vectors.get(name)?.[place] ?? 0)));
    vectors.set(id, known.map((value, place) => (nodes[place] === node ? value + 1 : value)));
  }
  return vectors;
}

const isOlder = (one: Vector, other: Vector): boolean => one.every((value, place) => value <= (other[place] ?? 0)) && one.some((value, place) => value < (other[place] ?? 0));

function siblings(world: SiblingsWorld): string[] {
  const vectors = [...vectorsOf(world)];
  return vectors.filter(([, one]) => !vectors.some(([, other]) => isOlder(one, other))).map(([id]) => id);
}

/** The cells for the versions that a rule lets stay: those, the vector of the last put, and that of a merge of what stays at the first node. */
function answers(world: SiblingsWorld, stay: readonly string[]): Cells {
  const merge: Put = { id: "merge", node: world.nodes[0] ?? "", stamp: 0, context: stay };
  const vectors = vectorsOf({ ...world, puts: [...world.puts, merge] });
  return { siblings: stay, last: vectors.get(world.puts.at(-1)?.id ?? "") ?? [], merge: vectors.get("merge") ?? [] };
}

const newest = (puts: readonly Put[]): string => [...puts].sort((one, other) => other.stamp - one.stamp)[0]?.id ?? "";

export const versionSiblings = defineGenerator({
  name: "version-siblings",
  params: { puts: { kind: "range", within: [3, 7], default: [4, 6] } },
  draw: (params, random): SiblingsWorld | null => {
    const nodes = ["A", "B", "C"];
    const stamps = sample(random, Array.from({ length: 40 }, (_, index) => index + 10), 8).sort((one, other) => one - other);
    const puts: Put[] = [];
    const ahead = new Map(nodes.map((node) => [node, between(random, [-15, 15])]));
    for (let left = between(random, params.puts); left > 0; left -= 1) {
      const node = pick(random, nodes);
      const last = puts.findLast((put) => put.node === node);
      // A node's writer has read the node's own version; of the others what has reached it.
      const others = puts.filter((put) => put.node !== node && chance(random, 0.3));
      const context = [...(last === undefined ? [] : [last]), ...others];
      const needless = context.filter((one) => context.some((other) => other.context.includes(one.id)));
      puts.push({ id: `v${puts.length + 1}`, node, stamp: (stamps[puts.length] ?? 0) + 20 + (ahead.get(node) ?? 0), context: context.filter((one) => !needless.includes(one)).map(({ id }) => id).sort() });
    }
    const world = { nodes, puts };
    const stay = siblings(world);
    return stay.length >= 2 && stay.length < puts.length && new Set(puts.map(({ stamp }) => stamp)).size === puts.length ? world : null;
  },
  cells: ({ nodes, puts }: SiblingsWorld) => [
    { id: "last", ask: `Version vector of ${puts.at(-1)?.id} (places ${nodes.join(", ")})`, form: { kind: "vector", length: nodes.length } },
    { id: "siblings", ask: "Versions that a read returns when all nodes have everything", form: { kind: "set", choices: puts.map(({ id }) => id) } },
    { id: "merge", ask: `Vector of a version that is written at ${nodes[0]} after that read`, form: { kind: "vector", length: nodes.length } },
  ],
  solve: (world) => answers(world, siblings(world)),
  mutants: {
    "last-clock-wins": {
      say: "The later stamp proves nothing: clocks differ, and neither writer knew of the other. Both versions stay until somebody merges them.",
      solve: (world) => answers(world, [newest(world.puts)]),
    },
    "keeps-all": {
      say: "A version that another one's writer had read is replaced by it, also over several steps. Only versions of which neither knew the other stay.",
      solve: (world) => answers(world, world.puts.map(({ id }) => id)),
    },
    "one-for-each-node": {
      say: "Being the last of its node does not save a version: a writer at another node may have read it and replaced it.",
      solve: (world) => answers(world, world.puts.filter((put) => world.puts.findLast(({ node }) => node === put.node) === put).map(({ id }) => id)),
    },
  },
  show: ({ puts }) => [
    {
      kind: "table",
      caption: "Writes of one key in the order in which they happened",
      columns: ["Version", "Node", "Stamp", "Had read"],
      rows: puts.map(({ id, node, stamp, context }) => [id, node, `${stamp} s`, context.length === 0 ? "nothing" : context.join(", ")]),
    },
  ],
  road: (world) => {
    const vectors = vectorsOf(world);
    const stay = siblings(world);
    return [
      ...world.puts.map(({ id, node, context }) => `**${id}** at ${node}: ${context.length === 0 ? "knows nothing" : `takes the larger of ${context.join(", ")} in each place`} and raises ${node}: [${vectors.get(id)?.join(",")}].`),
      `${stay.length === 1 ? `The vector of ${stay[0]} covers all others: it stays alone` : `No other vector covers that of ${stay.join(", or that of ")}: they stay side by side`}. A write after the read takes the larger in each place and raises ${world.nodes[0]}.`,
    ];
  },
});
