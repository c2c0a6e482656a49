/** Between which bounds is a wait drawn? Capped exponential backoff with full or equal jitter (Brooker 2015). */
import { formatNumber } from "../../format-number";
import { between, chance, pick } from "../drawing";
import { type Cells, defineGenerator } from "../generator";

const KINDS = ["full", "equal"] as const;
type Jitter = (typeof KINDS)[number];

export interface BackoffWorld {
  readonly jitter: Jitter;
  /** Backoff before the first retry; it doubles each time */
  readonly baseMs: number;
  readonly capMs: number;
  /** Two retries that are asked about, counted from 1 */
  readonly retries: readonly [number, number];
}

const RULES: Readonly<Record<Jitter, string>> = {
  full: "full: the wait is drawn between 0 and the backoff",
  equal: "equal: half of the backoff is fixed, the other half is drawn",
};

const backoffOf = ({ baseMs, capMs }: BackoffWorld, retry: number): number => Math.min(capMs, baseMs * 2 ** (retry - 1));

/** The four cells from a rule for the backoff and one for the bounds. */
function boundsBy(world: BackoffWorld, backoff: (retry: number) => number, lower: (backoff: number) => number, upper = (all: number) => all): Cells {
  return Object.fromEntries(world.retries.flatMap((retry, index) => [[`low${index + 1}`, lower(backoff(retry))], [`high${index + 1}`, upper(backoff(retry))]]));
}

const lowerOf = ({ jitter }: BackoffWorld) => (backoff: number) => (jitter === "full" ? 0 : backoff / 2);

export const backoffBounds = defineGenerator({
  name: "backoff-bounds",
  params: {
    jitter: { kind: "words", of: KINDS, default: KINDS },
    baseMs: { kind: "range", within: [10, 1000], default: [20, 400] },
    retries: { kind: "range", within: [1, 10], default: [2, 8] },
  },
  draw: (params, random): BackoffWorld | null => {
    const baseMs = 20 * Math.ceil(between(random, params.baseMs) / 20);
    const [one, other] = [between(random, params.retries), between(random, params.retries)];
    if (one === other) return null;
    const retries: [number, number] = [Math.min(one, other), Math.max(one, other)];
    // The cap lies between the two more often than not, and is no doubling of the base.
    const capMs = baseMs * (chance(random, 0.8) ? 2 ** between(random, [retries[0], retries[1] - 1]) - 2 ** (retries[0] - 1) / 2 : 2 ** retries[1]);
    return { jitter: pick(random, params.jitter), baseMs, capMs: Math.round(capMs), retries };
  },
  cells: ({ retries }: BackoffWorld) =>
    retries.flatMap((retry, index) =>
      (["low", "high"] as const).map((bound) => ({
        id: `${bound}${index + 1}`,
        ask: `${bound === "low" ? "Shortest" : "Longest"} wait before retry ${retry}`,
        form: { kind: "number" as const, unit: "ms", also: { s: 1000 }, credit: { kind: "exact" as const } },
      })),
    ),
  solve: (world) => boundsBy(world, (retry) => backoffOf(world, retry), lowerOf(world)),
  mutants: {
    "jitter-on-top": {
      say: "That adds the random part to the whole backoff. It is drawn within the backoff, so no wait is longer than the backoff itself.",
      solve: (world) => boundsBy(world, (retry) => backoffOf(world, retry), (backoff) => backoff, (backoff) => backoff * (world.jitter === "full" ? 2 : 1.5)),
    },
    "no-cap": {
      say: "The backoff doubles only up to the cap. Without it the late retries would wait for minutes and then hours.",
      solve: (world) => boundsBy(world, (retry) => world.baseMs * 2 ** (retry - 1), lowerOf(world)),
    },
    "one-doubling-more": {
      say: "The first retry waits by the base itself; the doubling begins with the second. Retry n has n - 1 doublings behind it.",
      solve: (world) => boundsBy(world, (retry) => backoffOf(world, retry + 1), lowerOf(world)),
    },
    "other-jitter": {
      say: "The two kinds were exchanged: full jitter draws from 0 upwards, equal jitter keeps half of the backoff fixed.",
      solve: (world) => boundsBy(world, (retry) => backoffOf(world, retry), lowerOf({ ...world, jitter: world.jitter === "full" ? "equal" : "full" })),
    },
  },
  show: ({ jitter, baseMs, capMs }) => [
    {
      kind: "facts",
      facts: [
        { name: "Backoff before the first retry", value: `${formatNumber(baseMs)} ms, doubled for each further one` },
        { name: "Cap on the backoff", value: `${formatNumber(capMs)} ms` },
        { name: "Jitter", value: RULES[jitter] },
      ],
    },
  ],
  road: (world) =>
    world.retries.map((retry) => {
      const doubled = world.baseMs * 2 ** (retry - 1);
      const backoff = backoffOf(world, retry);
      const capped = doubled > backoff ? `, which the cap makes ${formatNumber(backoff)}` : "";
      return `**Retry ${retry}**: ${world.baseMs} x 2^${retry - 1} = ${formatNumber(doubled)} ms${capped}; with ${world.jitter} jitter from ${formatNumber(lowerOf(world)(backoff))} to ${formatNumber(backoff)} ms.`;
    }),
});
