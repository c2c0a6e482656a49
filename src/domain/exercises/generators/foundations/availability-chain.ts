/** Availability of a chain of parts that fail independently, some of them kept in several copies of which one suffices. */
import { creditOf } from "../../credit";
import type { CreditRule } from "../../exercise-base";
import { formatNumber } from "../../format-number";
import { between, chance, pick } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

interface Part {
  readonly name: string;
  /** Per cent, of one copy */
  readonly up: number;
  readonly copies: number;
}

export interface ChainWorld {
  readonly parts: readonly Part[];
}

export const MINUTES_A_YEAR = 365 * 24 * 60;
const NAMES = ["Load balancer", "Web tier", "Service", "Database", "Payment"];
const LEVELS = [95, 98, 99, 99.5, 99.8, 99.9];
const PERCENT: CreditRule = { kind: "absolute", full: 0.01, half: 0.05 };

/** Per cent of the time in which at least one copy is up. */
const groupUp = ({ up, copies }: Part): number => 100 * (1 - (1 - up / 100) ** copies);
const productOf = (shares: readonly number[]): number => shares.reduce((product, share) => (product * share) / 100, 100);

/** The cells from a rule for the whole; the minutes follow from the share that was written, if one was. */
const solveBy =
  (wholeOf: (parts: readonly Part[]) => number): Solve<ChainWorld> =>
  ({ parts }, given: Cells = {}) => {
    const up = wholeOf(parts);
    const goesOnWith = given.up === undefined || creditOf(PERCENT, Number(given.up), up) === 1 ? up : Number(given.up);
    return { up, down: ((100 - goesOnWith) / 100) * MINUTES_A_YEAR };
  };

const byProduct = (parts: readonly Part[]): number => productOf(parts.map(groupUp));

export const availabilityChain = defineGenerator({
  name: "availability-chain",
  params: { parts: { kind: "range", within: [2, 5], default: [3, 4] } },
  draw: (params, random): ChainWorld => {
    const count = between(random, params.parts);
    const doubled = between(random, [0, count - 1]);
    const parts = NAMES.slice(0, count).map((name, index) => ({
      name,
      up: pick(random, LEVELS),
      copies: index === doubled ? between(random, [2, 3]) : chance(random, 0.25) ? 2 : 1,
    }));
    return { parts };
  },
  cells: () => [
    { id: "up", ask: "Availability of the whole", form: { kind: "number", unit: "%", also: {}, credit: PERCENT } },
    {
      id: "down",
      ask: "Minutes a year in which the whole does not work",
      form: { kind: "number", unit: "min", also: { h: 60, d: 1440 }, credit: { kind: "relative", full: 0.03, half: 0.1 } },
    },
  ],
  solve: solveBy(byProduct),
  mutants: {
    mean: {
      say: "A mean would be right if each request needed one part only. Here it needs all of them, so the shares multiply and the whole is below its weakest part.",
      solve: solveBy((parts) => parts.map(groupUp).reduce((sum, up) => sum + up, 0) / parts.length),
    },
    "weakest-part": {
      say: "The weakest part is an upper limit. The others fail too, and at other times, so their downtime comes on top.",
      solve: solveBy((parts) => Math.min(...parts.map(groupUp))),
    },
    "copies-in-series": {
      say: "Copies stand beside each other: one of them suffices, so it is their failures that multiply. As further links of the chain they would make things worse.",
      solve: solveBy((parts) => productOf(parts.flatMap(({ up, copies }) => Array.from({ length: copies }, () => up)))),
    },
    "copies-ignored": {
      say: "That counts one copy of each part. Where there are several, the part is down only while all of them are.",
      solve: solveBy((parts) => productOf(parts.map(({ up }) => up))),
    },
  },
  show: ({ parts }) => [
    {
      kind: "table",
      caption: "A request needs every part; of a part with several copies one that is up suffices",
      columns: ["Part", "One copy is up", "Copies"],
      rows: parts.map(({ name, up, copies }) => [name, `${formatNumber(up)} %`, String(copies)]),
    },
  ],
  road: (world) => {
    const { up, down } = solveBy(byProduct)(world);
    const shown = (percent: number) => formatNumber(Number(percent.toFixed(8)));
    return [
      ...world.parts
        .filter(({ copies }) => copies > 1)
        .map((part) => `**${part.name}**: all ${part.copies} copies are down in ${shown(100 * (1 - part.up / 100) ** part.copies)} % of the time, so the part is up in ${shown(groupUp(part))} %.`),
      `The product of all parts is ${shown(Number(up))} %.`,
      `The rest of the year's ${formatNumber(MINUTES_A_YEAR)} minutes is ${formatNumber(Math.round(Number(down)))} min.`,
    ];
  },
});
