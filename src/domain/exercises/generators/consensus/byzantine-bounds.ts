/**
 * How many faulty nodes does a group bear? Crashes and lies on a network that is timely from an unknown moment on (Dwork,
 * Lynch and Stockmeyer 1988), and generals with signatures on a timely one (Lamport, Shostak and Pease 1982).
 */
import { between, pick } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

const SETTINGS = ["crash", "lies", "signed-lies", "signed-timely"] as const;
type Setting = (typeof SETTINGS)[number];

export interface BoundsWorld {
  readonly setting: Setting;
  readonly nodes: number;
  readonly faulty: number;
}

const TOLD: Readonly<Record<Setting, readonly [faults: string, network: string, messages: string]>> = {
  crash: ["nodes stop for good", "timely only from an unknown moment on", "not signed"],
  lies: ["nodes may do and say anything", "timely only from an unknown moment on", "not signed"],
  "signed-lies": ["nodes may do and say anything", "timely only from an unknown moment on", "signed, and signatures cannot be forged"],
  "signed-timely": ["nodes may do and say anything", "timely always: silence is noticed", "signed, and signatures cannot be forged"],
};

type Least = (faulty: number) => number;

/** Fewest nodes that bear so many faulty ones. With signatures and time, two honest nodes suffice, else nobody has to agree. */
const LEAST: Readonly<Record<Setting, Least>> = {
  crash: (faulty) => 2 * faulty + 1,
  lies: (faulty) => 3 * faulty + 1,
  "signed-lies": (faulty) => 3 * faulty + 1,
  "signed-timely": (faulty) => faulty + 2,
};

const FORMULA: Readonly<Record<Setting, string>> = { crash: "2f + 1", lies: "3f + 1", "signed-lies": "3f + 1", "signed-timely": "f + 2" };

const hasQuorum = (setting: Setting): boolean => setting !== "signed-timely";
const majority = (nodes: number): number => Math.floor(nodes / 2) + 1;

function mostBy(least: Least, nodes: number): number {
  let most = 0;
  while (least(most + 1) <= nodes) most += 1;
  return most;
}

/** Two quorums share a node, and an honest one where nodes lie. */
const quorumOf = (setting: Setting, nodes: number, most: number): number => (setting === "crash" ? majority(nodes) : Math.ceil((nodes + most + 1) / 2));

function solveBy({ setting, nodes, faulty }: BoundsWorld, least: Least, quorum = quorumOf): Cells {
  const most = mostBy(least, nodes);
  const cells = { possible: faulty <= most ? "yes" : "no", most, least: least(faulty) };
  return hasQuorum(setting) ? { ...cells, quorum: quorum(setting, nodes, most) } : cells;
}

const solve = (world: BoundsWorld): Cells => solveBy(world, LEAST[world.setting]);

/** Whose bound is taken by mistake. */
const OTHER_FAULT: Readonly<Record<Setting, Setting>> = { crash: "lies", lies: "crash", "signed-lies": "crash", "signed-timely": "crash" };
const OTHER_NETWORK: Readonly<Record<Setting, Setting>> = { crash: "crash", lies: "lies", "signed-lies": "signed-timely", "signed-timely": "lies" };

export const byzantineBounds = defineGenerator({
  name: "byzantine-bounds",
  params: {
    settings: { kind: "words", of: SETTINGS, default: SETTINGS },
    nodes: { kind: "range", within: [4, 30], default: [4, 19] },
  },
  draw: (params, random): BoundsWorld => {
    const nodes = between(random, params.nodes);
    // Between what a group bears if nodes lie and a little more than what it bears if they crash: there the bounds differ.
    const faulty = between(random, [mostBy(LEAST.lies, nodes), mostBy(LEAST.crash, nodes) + 1]);
    return { setting: pick(random, params.settings), nodes, faulty };
  },
  cells: ({ setting, nodes, faulty }: BoundsWorld) => [
    { id: "possible", ask: `Can ${nodes} nodes agree although ${faulty} are faulty?`, form: { kind: "word" as const, choices: ["yes", "no"] } },
    { id: "most", ask: `Most faulty nodes that ${nodes} bear`, form: { kind: "integer" as const } },
    { id: "least", ask: `Fewest nodes that bear ${faulty} faulty ones`, form: { kind: "integer" as const } },
    ...(hasQuorum(setting) ? [{ id: "quorum", ask: `Smallest quorum of ${nodes} that bears the most faulty nodes`, form: { kind: "integer" as const } }] : []),
  ],
  solve: (world) => solve(world),
  mutants: {
    "other-fault": {
      say: "The bound depends on what faulty nodes do. Crashed ones merely leave a majority to be found; liars must be outnumbered by honest nodes among those that answer.",
      solve: (world) => solveBy(world, LEAST[OTHER_FAULT[world.setting]]),
    },
    "one-too-few": {
      say: "That is one node too few: with exactly twice (crashes) or three times (lies) as many nodes as faulty ones, the two sides are even.",
      solve: (world) => solveBy(world, (faulty) => LEAST[world.setting](faulty) - 1),
    },
    "signatures-decide": {
      say: "Signatures lift the bound only on a timely network. Where silence proves nothing, a liar can sign two stories for groups that do not hear each other.",
      solve: (world) => solveBy(world, LEAST[OTHER_NETWORK[world.setting]]),
    },
    "plain-majority": {
      say: "Two majorities may share a single node, and that one may lie. Two quorums must share more nodes than can be faulty.",
      solve: (world) => solveBy(world, LEAST[world.setting], (_, nodes) => majority(nodes)),
    },
  },
  show: ({ setting, nodes, faulty }) => {
    const [faults, network, messages] = TOLD[setting];
    const facts = { Nodes: String(nodes), Faulty: String(faulty), "Faulty ones": faults, Network: network, Messages: messages };
    return [{ kind: "facts", facts: Object.entries(facts).map(([name, value]) => ({ name, value })) }];
  },
  road: (world) => {
    const { possible, most, least, quorum } = solve(world);
    const steps = [
      `Here f faulty nodes need n >= **${FORMULA[world.setting]}**: ${world.faulty} need ${String(least)}, and there are ${world.nodes}. Possible: **${String(possible)}**.`,
      `The largest f with ${FORMULA[world.setting]} <= ${world.nodes} is **${String(most)}**.`,
    ];
    if (quorum === undefined) return steps;
    const shared = world.setting === "crash" ? "in one node" : `in ${Number(most) + 1} nodes, so in an honest one`;
    return [...steps, `Two quorums of **${String(quorum)}** among ${world.nodes} overlap at least ${shared}; of one node less they may not.`];
  },
});
