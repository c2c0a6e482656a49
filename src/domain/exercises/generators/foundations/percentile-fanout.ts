/** A request that waits for n independent calls: how often is at least one slow? (Dean and Barroso 2013) */
import { formatNumber } from "../../format-number";
import { between, chance, pick } from "../drawing";
import { defineGenerator } from "../generator";

export interface FanoutWorld {
  readonly calls: number;
  /** The call's percentile that was measured: 99 for p99 */
  readonly percentile: number;
  readonly thresholdMs: number;
}

const PERCENTILES = ["90", "95", "98", "99", "99.5", "99.9"] as const;

/** Share of one call, above its percentile. */
const slowShare = ({ percentile }: FanoutWorld): number => (100 - percentile) / 100;
const slowRequests = (world: FanoutWorld): number => 100 * (1 - (1 - slowShare(world)) ** world.calls);
const cell = (slow: number) => ({ slow });

export const percentileFanout = defineGenerator({
  name: "percentile-fanout",
  params: {
    calls: { kind: "range", within: [2, 500], default: [5, 200] },
    percentiles: { kind: "words", of: PERCENTILES, default: PERCENTILES },
  },
  draw: (params, random): FanoutWorld | null => {
    const percentile = Number(pick(random, params.percentiles));
    const [low, high] = params.calls;
    const calls = chance(random, 0.5) ? between(random, [low, Math.min(high, Math.max(low, 40))]) : between(random, params.calls);
    const world = { calls, percentile, thresholdMs: between(random, [2, 40]) * 25 };
    return slowRequests(world) > 99 ? null : world;
  },
  cells: () => [
    { id: "slow", ask: "Share of the requests for which at least one call is slow", form: { kind: "number", unit: "%", also: {}, credit: { kind: "absolute", full: 0.5, half: 2 } } },
  ],
  solve: (world: FanoutWorld) => cell(slowRequests(world)),
  mutants: {
    "adds-shares": {
      say: "Adding counts a request twice in which two calls are slow; with enough calls the sum passes 100 %. Multiply the chances that a call is fast instead.",
      solve: (world) => cell(100 * slowShare(world) * world.calls),
    },
    "one-call": {
      say: "That is the share of one call. The request waits for the slowest of them all, and each further call is another chance to be late.",
      solve: (world) => cell(100 * slowShare(world)),
    },
    "all-fast": {
      say: "That is the share in which every call is fast. The other requests are asked: take it from 100 %.",
      solve: (world) => cell(100 - slowRequests(world)),
    },
  },
  show: ({ calls, percentile, thresholdMs }) => [
    {
      kind: "facts",
      facts: [
        { name: "Calls in parallel, all of them waited for", value: String(calls) },
        { name: `p${percentile} of one call`, value: `${formatNumber(thresholdMs)} ms; above that it is slow` },
      ],
    },
  ],
  road: (world) => {
    const fast = world.percentile / 100;
    return [
      `One call is fast with ${formatNumber(fast)}.`,
      `All ${world.calls} are fast with ${formatNumber(fast)}^${world.calls} = ${formatNumber(Number((fast ** world.calls).toPrecision(4)))}.`,
      `At least one is slow in the rest: ${formatNumber(Number(slowRequests(world).toFixed(2)))} %.`,
    ];
  },
});
