/** Read and write quorums (Gifford 1979): what they have in common, and what they bear. */
import { between, chance, sample } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

export interface QuorumWorld {
  readonly replicas: readonly string[];
  readonly read: number;
  readonly write: number;
  readonly down: readonly string[];
}

const NAMES = "ABCDEFGHI".split("");
const SEES = ["always", "not always"] as const;
const WORKS = ["works", "waits"] as const;

/** The cells from what a rule says of them. */
function answers(shared: number, sees: boolean, reads: boolean, writes: boolean, bears: number): Cells {
  return { shared, sees: SEES[sees ? 0 : 1], reads: WORKS[reads ? 0 : 1], writes: WORKS[writes ? 0 : 1], bears };
}

function solve({ replicas: { length: n }, read, write, down }: QuorumWorld): Cells {
  const up = n - down.length;
  const shared = Math.max(0, read + write - n);
  return answers(shared, shared > 0, up >= read, up >= write, n - Math.max(read, write));
}

export const quorumOverlap = defineGenerator({
  name: "quorum-overlap",
  params: { replicas: { kind: "range", within: [3, 9], default: [3, 7] } },
  draw: (params, random): QuorumWorld => {
    const n = between(random, params.replicas);
    const read = between(random, [1, n]);
    // Near the border R + W = N, and R and W apart: that is where the rules part.
    const write = Math.min(n, Math.max(1, chance(random, 0.7) ? n - read + between(random, [0, 2]) : between(random, [1, n])));
    const replicas = NAMES.slice(0, n);
    const down = sample(random, replicas, between(random, [1, Math.max(1, Math.floor(n / 2))]));
    return { replicas, read, write, down: replicas.filter((name) => down.includes(name)) };
  },
  cells: () => [
    { id: "shared", ask: "Replicas that a read and a write quorum share at least", form: { kind: "integer" } },
    { id: "sees", ask: "A read meets the latest completed write", form: { kind: "word", choices: SEES } },
    { id: "reads", ask: "A read now", form: { kind: "word", choices: WORKS } },
    { id: "writes", ask: "A write now", form: { kind: "word", choices: WORKS } },
    { id: "bears", ask: "Replicas that may be down so that reads and writes both work", form: { kind: "integer" } },
  ],
  solve,
  mutants: {
    "equality-overlaps": {
      say: "With R + W = N two quorums can be the two parts of the whole and share nobody. The sum has to be greater than N.",
      solve: (world) => {
        const { shared, sees: _, ...rest } = solve(world);
        const believed = Number(shared) + (world.read + world.write >= world.replicas.length ? 1 : 0);
        return { ...rest, shared: believed, sees: SEES[believed > 0 ? 0 : 1] };
      },
    },
    "smaller-quorum-limits": {
      say: "The larger quorum is the first that cannot be gathered any more, so N minus the larger one is what both bear.",
      solve: (world) => ({ ...solve(world), bears: world.replicas.length - Math.min(world.read, world.write) }),
    },
    "quorums-shrink": {
      say: "R and W are fixed. Replicas that are down still count in N, and a quorum that cannot be gathered has to wait.",
      solve: (world) => {
        const up = world.replicas.length - world.down.length;
        const shared = Math.max(0, world.read + world.write - up);
        return answers(shared, shared > 0, true, true, world.replicas.length - 1);
      },
    },
  },
  show: ({ replicas, read, write, down }) => [
    {
      kind: "facts",
      facts: [
        { name: "Replicas (N)", value: `${replicas.length}: ${replicas.join(", ")}` },
        { name: "Read quorum (R)", value: String(read) },
        { name: "Write quorum (W)", value: String(write) },
        { name: "Down now", value: down.join(", ") },
      ],
    },
  ],
  road: ({ replicas: { length: n }, read, write, down }) => [
    `R + W = ${read + write} and N = ${n}: ${read + write > n ? `two quorums share at least ${read + write} - ${n} = ${read + write - n}` : "two quorums need not share anybody"}.`,
    `${n - down.length} replicas are up. A read needs ${read}, a write ${write}.`,
    `The larger quorum has ${Math.max(read, write)}, so ${n} - ${Math.max(read, write)} = ${n - Math.max(read, write)} may be down.`,
  ],
});
