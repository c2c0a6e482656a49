/**
 * Speed-up by Amdahl's law (1967) and by the universal scalability law (Gunther 2008): N / (1 + a(N - 1) + bN(N - 1)),
 * where a is the serial share and b the cost of keeping each pair of nodes in agreement. b = 0 is Amdahl's law.
 */
import { between, pick } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

export interface ScalingWorld {
  readonly serialPercent: number;
  /** The cost of a pair, in thousandths of the work of one node */
  readonly pairMills: number;
  readonly nodes: number;
  /** Nodes that can be had */
  readonly nodesMax: number;
}

const TIMES = { kind: "number", unit: "times", also: {}, credit: { kind: "relative", full: 0.02, half: 0.05 } } as const;

/** The speed-up of `nodes` nodes for these shares (0 to 1). */
export const speedUp = (serial: number, pair: number, nodes: number): number => nodes / (1 + serial * (nodes - 1) + pair * nodes * (nodes - 1));

/** The whole number beside sqrt((1 - a) / b) that is the faster one, within what can be had. */
function bestNodes({ serialPercent, pairMills, nodesMax }: ScalingWorld): number {
  const [serial, pair] = [serialPercent / 100, pairMills / 1000];
  const low = Math.max(1, Math.floor(Math.sqrt((1 - serial) / pair)));
  const best = speedUp(serial, pair, low + 1) > speedUp(serial, pair, low) ? low + 1 : low;
  return Math.min(best, nodesMax);
}

function solve(world: ScalingWorld): Cells {
  const [serial, pair] = [world.serialPercent / 100, world.pairMills / 1000];
  return { amdahl: speedUp(serial, 0, world.nodes), ceiling: 1 / serial, usl: speedUp(serial, pair, world.nodes), best: bestNodes(world) };
}

export const amdahlUsl = defineGenerator({
  name: "amdahl-usl",
  params: {
    serialPercent: { kind: "range", within: [1, 40], default: [2, 25] },
    nodes: { kind: "range", within: [4, 64], default: [8, 40] },
  },
  draw: (params, random): ScalingWorld => {
    const nodes = between(random, params.nodes);
    return { serialPercent: between(random, params.serialPercent), pairMills: pick(random, [1, 2, 3, 4, 5, 8, 10]), nodes, nodesMax: nodes * between(random, [2, 4]) };
  },
  cells: ({ nodes, nodesMax }: ScalingWorld) => [
    { id: "amdahl", ask: `Speed-up on ${nodes} nodes by Amdahl's law (pairs cost nothing)`, form: TIMES },
    { id: "ceiling", ask: "The limit of that speed-up for ever more nodes", form: TIMES },
    { id: "usl", ask: `Speed-up on ${nodes} nodes with the cost of pairs`, form: TIMES },
    { id: "best", ask: `Fastest number of nodes up to ${nodesMax}, with the cost of pairs`, form: { kind: "integer" } },
  ],
  solve,
  mutants: {
    "parallel-share-times-nodes": {
      say: "That multiplies the parallel share by the nodes. The serial part keeps its full time and weighs ever more: divide by s + (1 - s) / N.",
      solve: (world) => ({ ...solve(world), amdahl: world.nodes * (1 - world.serialPercent / 100), ceiling: world.nodesMax * (1 - world.serialPercent / 100) }),
    },
    "no-peak": {
      say: "The cost of pairs grows with N times N, the gain at most with N. So there is a number of nodes beyond which each further one slows the job down.",
      solve: (world) => ({ ...solve(world), usl: speedUp(world.serialPercent / 100, 0, world.nodes), best: world.nodesMax }),
    },
    "pairs-cost-by-node": {
      say: "The cost was counted once a node. Each node has to agree with all others, which is N(N - 1) times the cost of a pair.",
      solve: (world) => ({ ...solve(world), usl: speedUp((world.serialPercent + world.pairMills / 10) / 100, 0, world.nodes) }),
    },
  },
  show: ({ serialPercent, pairMills, nodes, nodesMax }) => [
    {
      kind: "facts",
      facts: [
        { name: "Serial share (s)", value: `${serialPercent} %` },
        { name: "Cost of a pair (b)", value: String(pairMills / 1000) },
        { name: "Nodes (N)", value: String(nodes) },
        { name: "Nodes that can be had", value: String(nodesMax) },
        { name: "With the cost of pairs", value: "N / (1 + s(N - 1) + bN(N - 1))" },
      ],
    },
  ],
  road: (world) => {
    const [serial, pair] = [world.serialPercent / 100, world.pairMills / 1000];
    const { amdahl, ceiling, usl, best } = solve(world) as Record<string, number>;
    const short = (value = 0) => value.toFixed(2);
    return [
      `Amdahl: 1 / (${serial} + ${short(1 - serial)} / ${world.nodes}) = ${short(amdahl)}; for ever more nodes 1 / ${serial} = ${short(ceiling)}.`,
      `With pairs: ${world.nodes} / (1 + ${serial} x ${world.nodes - 1} + ${pair} x ${world.nodes} x ${world.nodes - 1}) = ${short(usl)}.`,
      `The peak lies at the root of (1 - ${serial}) / ${pair}, which is ${short(Math.sqrt((1 - serial) / pair))}: ${best} nodes are the fastest that can be had.`,
    ];
  },
});
