/** How fast an error budget is used up, and whether an alert on two windows pages (The Site Reliability Workbook, chapter 5). */
import { formatNumber } from "../../format-number";
import { between, pick } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

export interface BurnWorld {
  /** The objective in per cent */
  readonly target: number;
  readonly days: number;
  /** Of the error budget, in per cent */
  readonly left: number;
  /** Share of requests that failed in the last hour and in the last five minutes, in per cent */
  readonly hour: number;
  readonly fiveMinutes: number;
  /** The burn rate that both windows must exceed */
  readonly threshold: number;
}

const TARGETS = [99, 99.5, 99.9] as const;
const THRESHOLDS = [14.4, 6] as const;
const VERDICTS = ["pages", "stays silent"] as const;
const HOURS_A_DAY = 24;
const EXACT = { kind: "relative", full: 0.01, half: 0.05 } as const;

/** Shares as they come: below and above the threshold of each window, so that a rule of one window shows. */
const LOW = [0.2, 0.4, 0.6] as const;
const HIGH = [1.2, 1.5, 2] as const;

const burnOf = ({ target }: BurnWorld, share: number): number => share / (100 - target);
const hoursOf = ({ days, left }: BurnWorld, burn: number): number => (days * HOURS_A_DAY * left) / 100 / burn;

interface Rule {
  readonly burn: (world: BurnWorld, share: number) => number;
  readonly pages: (hour: boolean, fiveMinutes: boolean) => boolean;
  readonly hours: (world: BurnWorld, burn: number) => number;
}

const RIGHT: Rule = { burn: burnOf, pages: (hour, fiveMinutes) => hour && fiveMinutes, hours: hoursOf };

/** A burn rate that a learner wrote counts on, unless it is the right one but for its rounding. */
function carriedOn(given: Cells | undefined, cell: string, computed: number): number {
  const written = given?.[cell];
  return typeof written === "number" && written > 0 && Math.abs(written - computed) > EXACT.full * computed ? written : computed;
}

const solveBy =
  (broken: Partial<Rule>) =>
  (world: BurnWorld, given?: Cells): Cells => {
    const { burn, pages, hours } = { ...RIGHT, ...broken };
    const hour = burn(world, world.hour);
    const now = burn(world, world.fiveMinutes);
    const [hourKnown, nowKnown] = [carriedOn(given, "hour", hour), carriedOn(given, "now", now)];
    const verdict = VERDICTS[pages(hourKnown > world.threshold, nowKnown > world.threshold) ? 0 : 1];
    return { hour, now, alert: verdict, hours: hours(world, nowKnown) };
  };

const short = (value: number): string => formatNumber(Number(value.toPrecision(4)));

export const burnRate = defineGenerator({
  name: "burn-rate",
  params: { left: { kind: "range", within: [5, 95], default: [20, 90] } },
  draw: (params, random): BurnWorld => {
    const target = pick(random, TARGETS);
    const threshold = pick(random, THRESHOLDS);
    const share = (factors: readonly number[]) => Number((threshold * (100 - target) * pick(random, factors)).toPrecision(2));
    const [hour, fiveMinutes] = pick(random, [[HIGH, LOW], [HIGH, LOW], [LOW, HIGH], [LOW, HIGH], [HIGH, HIGH], [HIGH, HIGH]] as const);
    const left = Math.min(95, Math.round(between(random, params.left) / 5) * 5);
    return { target, days: pick(random, [28, 30]), left, hour: share(hour), fiveMinutes: share(fiveMinutes), threshold };
  },
  cells: () => [
    { id: "hour", ask: "Burn rate over the last hour", form: { kind: "number", unit: "x", also: {}, credit: EXACT } },
    { id: "now", ask: "Burn rate over the last five minutes", form: { kind: "number", unit: "x", also: {}, credit: EXACT } },
    { id: "alert", ask: "The alert", form: { kind: "word", choices: VERDICTS } },
    { id: "hours", ask: "Time until the budget is gone at the rate of the five minutes", form: { kind: "number", unit: "h", also: { d: HOURS_A_DAY, min: 1 / 60 }, credit: EXACT } },
  ],
  solve: solveBy({}),
  mutants: {
    "target-for-budget": {
      say: "That divides by the objective. What may be spent is what the objective leaves over: with 99.9 %, a tenth of a per cent.",
      solve: solveBy({ burn: ({ target }, share) => (100 * share) / target }),
    },
    "budget-per-day": {
      say: "The budget is for the whole window of the objective. At a burn rate of 1 it lasts all these days, not one.",
      solve: solveBy({ hours: (world, burn) => hoursOf({ ...world, days: 1 }, burn) }),
    },
    "full-budget": {
      say: "A full budget lasts the window divided by the burn rate. A part of this one is gone already; only what is left can be used up.",
      solve: solveBy({ hours: (world, burn) => hoursOf({ ...world, left: 100 }, burn) }),
    },
    "one-window": {
      say: "Both windows have to be above the limit. The long one alone goes on ringing when it is over; the short one alone rings for what costs next to nothing.",
      solve: solveBy({ pages: (hour, fiveMinutes) => hour || fiveMinutes }),
    },
  },
  show: ({ target, days, left, hour, fiveMinutes, threshold }) => [
    {
      kind: "facts",
      facts: [
        { name: "Objective", value: `${target} % of the requests, over ${days} days` },
        { name: "Error budget left", value: `${left} %` },
        { name: "Failed in the last hour", value: `${formatNumber(hour)} %` },
        { name: "Failed in the last five minutes", value: `${formatNumber(fiveMinutes)} %` },
        { name: "Pages if both windows burn above", value: `${threshold}x` },
      ],
    },
  ],
  road: (world) => {
    const { hour, now, alert, hours } = solveBy({})(world);
    const budget = short(100 - world.target);
    return [
      `Last hour: ${formatNumber(world.hour)} % / ${budget} % = **${short(Number(hour))}x**.`,
      `Last five minutes: ${formatNumber(world.fiveMinutes)} % / ${budget} % = **${short(Number(now))}x**.`,
      `Above ${world.threshold}x in both: the alert ${String(alert) === VERDICTS[0] ? "pages" : "needs both and stays silent"}.`,
      `${world.days} days are ${world.days * HOURS_A_DAY} h; ${world.left} % of that, divided by ${short(Number(now))}, is **${short(Number(hours))} h**.`,
    ];
  },
});
