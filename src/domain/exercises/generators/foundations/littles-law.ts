/** Little's law (Little 1961): number inside = rate x mean time inside. Two are given, the third is asked. */
import { formatNumber } from "../../format-number";
import { between, chance, pick } from "../drawing";
import { type CellForm, type Cells, defineGenerator } from "../generator";

const QUANTITIES = ["inside", "rate", "stay"] as const;
type Quantity = (typeof QUANTITIES)[number];

/** One of the three is null: it is asked. */
export interface LittleWorld {
  readonly inside: number | null;
  readonly perSecond: number | null;
  readonly stayMs: number | null;
}

const NAMES: Readonly<Record<Quantity, string>> = { inside: "Requests inside, on average", rate: "Requests that arrive each second", stay: "Time that one stays, on average" };
const UNITS = {
  inside: { unit: "requests", also: {} },
  rate: { unit: "requests/s", also: { "requests/min": 1 / 60 } },
  stay: { unit: "ms", also: { s: 1000 } },
} as const;

const askedOf = ({ inside, perSecond }: LittleWorld): Quantity => (inside === null ? "inside" : perSecond === null ? "rate" : "stay");
const formOf = (asked: Quantity): CellForm => ({ kind: "number", credit: { kind: "relative", full: 0.02, half: 0.1 }, ...UNITS[asked] });

/** The third of the three, with so many milliseconds taken for a second. */
function third({ inside, perSecond, stayMs }: LittleWorld, msPerSecond: number): Cells {
  if (inside === null) return { answer: ((perSecond ?? 0) * (stayMs ?? 0)) / msPerSecond };
  if (perSecond === null) return { answer: (inside * msPerSecond) / (stayMs ?? 1) };
  return { answer: (inside * msPerSecond) / perSecond };
}

/** Divides where the law multiplies, and the other way round. */
function otherOperation({ inside, perSecond, stayMs }: LittleWorld): Cells {
  if (inside === null) return { answer: (perSecond ?? 0) / ((stayMs ?? 1) / 1000) };
  if (perSecond === null) return { answer: (inside * (stayMs ?? 0)) / 1000 };
  return { answer: inside * perSecond * 1000 };
}

/** The quotient upside down; where a product is asked, the time over the rate. */
function upsideDown({ inside, perSecond, stayMs }: LittleWorld): Cells {
  if (inside === null) return { answer: (stayMs ?? 0) / (perSecond ?? 1) };
  if (perSecond === null) return { answer: (stayMs ?? 0) / 1000 / inside };
  return { answer: (perSecond * 1000) / inside };
}

export const littlesLaw = defineGenerator({
  name: "littles-law",
  params: {
    asked: { kind: "words", of: QUANTITIES, default: QUANTITIES },
    perSecond: { kind: "range", within: [10, 5000], default: [20, 2000] },
    stayMs: { kind: "range", within: [10, 5000], default: [20, 3000] },
  },
  draw: (params, random): LittleWorld | null => {
    const perSecond = 10 * between(random, [Math.ceil(params.perSecond[0] / 10), Math.floor(params.perSecond[1] / 10)]);
    const ms = chance(random, 0.6) ? between(random, [params.stayMs[0], Math.min(params.stayMs[1], 900)]) : between(random, params.stayMs);
    const stayMs = 10 * Math.round(ms / 10);
    const inside = (perSecond * stayMs) / 1000;
    if (stayMs === 0 || stayMs === 1000 || !Number.isInteger(inside)) return null;
    const asked = pick(random, params.asked);
    return { inside: asked === "inside" ? null : inside, perSecond: asked === "rate" ? null : perSecond, stayMs: asked === "stay" ? null : stayMs };
  },
  cells: (world: LittleWorld) => [{ id: "answer", ask: NAMES[askedOf(world)], form: formOf(askedOf(world)) }],
  solve: (world) => third(world, 1000),
  mutants: {
    "milliseconds-as-seconds": {
      say: "The rate counts a second and the time is in milliseconds. Bring both to seconds before they meet, or the result is a thousand times off.",
      solve: (world) => third(world, 1),
    },
    "other-operation": {
      say: "Number inside is rate times time. A product where a quotient belongs (or the reverse) gives a unit that is none: compare the units.",
      solve: otherOperation,
    },
    "upside-down": {
      say: "That is the quotient upside down. Ask what must grow: at the same rate, more inside means that each stays longer.",
      solve: upsideDown,
    },
  },
  show: ({ inside, perSecond, stayMs }) => [
    {
      kind: "facts",
      facts: [
        ...(inside === null ? [] : [{ name: NAMES.inside, value: formatNumber(inside) }]),
        ...(perSecond === null ? [] : [{ name: NAMES.rate, value: formatNumber(perSecond) }]),
        ...(stayMs === null ? [] : [{ name: NAMES.stay, value: `${formatNumber(stayMs)} ms` }]),
      ],
    },
  ],
  road: (world) => {
    const answer = formatNumber(Number(third(world, 1000).answer));
    const { inside, perSecond, stayMs } = world;
    if (inside === null) return [`${stayMs} ms are ${formatNumber((stayMs ?? 0) / 1000)} s.`, `Inside = rate x time = ${perSecond} x ${formatNumber((stayMs ?? 0) / 1000)} = ${answer}.`];
    if (perSecond === null) return [`${stayMs} ms are ${formatNumber((stayMs ?? 0) / 1000)} s.`, `Rate = inside / time = ${inside} / ${formatNumber((stayMs ?? 0) / 1000)} = ${answer} a second.`];
    return [`Time = inside / rate = ${inside} / ${perSecond} = ${formatNumber(inside / perSecond)} s, which are ${answer} ms.`];
  },
});
