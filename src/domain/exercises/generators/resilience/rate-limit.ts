/** Which requests does a limiter let through? Token bucket, leaky bucket, fixed window, sliding window over the times of the last calls. */
import type { SeededRandom } from "../../../kernel/seeded-random";
import { between, pick } from "../drawing";
import { type Cells, defineGenerator, type Solve } from "../generator";

const LIMITERS = ["token bucket", "leaky bucket", "fixed window", "sliding window"] as const;
type Limiter = (typeof LIMITERS)[number];

export interface LimiterWorld {
  readonly limiter: Limiter;
  /** Tokens or places of a bucket, requests of a window */
  readonly size: number;
  /** Seconds between two tokens (or two that leak out), or length of the window */
  readonly seconds: number;
  /** Seconds, not falling; requests of the same second come in the order of the list */
  readonly arrivals: readonly number[];
}

/** As many as a page asks about */
const REQUESTS = 8;

type BrokenRule = "hard-start" | "whole-refill" | "saves-up" | null;

const VERDICTS = ["admitted", "refused"] as const;

const isBucket = ({ limiter }: LimiterWorld): boolean => limiter.endsWith("bucket");

/** Permits that are left at a moment, by the moments of those that were admitted before. */
function permits({ limiter, size, seconds }: LimiterWorld, admitted: readonly number[], now: number): number {
  if (limiter === "sliding window") return size - admitted.filter((at) => at > now - seconds).length;
  return size - admitted.filter((at) => Math.floor(at / seconds) === Math.floor(now / seconds)).length;
}

/** Permits of a bucket: tokens that are in it, or places of the queue that are free. Both gain one at every tick. */
function bucketPermits({ size, seconds }: LimiterWorld, admitted: readonly number[], now: number, broken: BrokenRule): number {
  const cap = broken === "saves-up" ? Infinity : size;
  let left = broken === "hard-start" ? 0 : size;
  const ticks = (from: number, to: number) => Math.floor(to / seconds) - Math.floor(from / seconds);
  let before = 0;
  for (const at of [...admitted, now]) {
    const gained = ticks(before, at);
    left = Math.min(cap, left + (broken === "whole-refill" && gained > 0 ? size : gained));
    before = at;
    left -= 1;
  }
  return left + 1;
}

/** What is left of a budget that grows by the whole limit with each window and is never cut. */
const savedPermits = ({ size, seconds }: LimiterWorld, admitted: readonly number[], now: number): number =>
  size * (Math.floor(now / seconds) + 1) - admitted.length;

/** Asks the limiter for each request; a verdict that is given takes the place of the computed one from there on. */
const solveBy =
  (broken: BrokenRule): Solve<LimiterWorld> =>
  (world, given: Cells = {}) => {
    const admitted: number[] = [];
    const cells: Record<string, string> = {};
    world.arrivals.forEach((now, index) => {
      const id = `r${index + 1}`;
      const saved = broken === "saves-up" ? savedPermits(world, admitted, now) : permits(world, admitted, now);
      const left = isBucket(world) ? bucketPermits(world, admitted, now, broken) : saved;
      cells[id] = VERDICTS[left >= 1 ? 0 : 1];
      if ((given[id] ?? cells[id]) === "admitted") admitted.push(now);
    });
    return cells;
  };

const OTHER: Readonly<Record<Limiter, Limiter>> = {
  "token bucket": "fixed window",
  "leaky bucket": "fixed window",
  "fixed window": "sliding window",
  "sliding window": "fixed window",
};

const RULES: Readonly<Record<Limiter, (size: number, seconds: number) => string>> = {
  "token bucket": (size, seconds) => `${size} tokens at most, full at 0 s; one token is added at ${seconds} s, ${2 * seconds} s, ${3 * seconds} s and so on`,
  "leaky bucket": (size, seconds) => `a queue of ${size} places, empty at 0 s; one request leaks out at ${seconds} s, ${2 * seconds} s, ${3 * seconds} s and so on`,
  "fixed window": (size, seconds) => `${size} requests in each window; windows begin at 0 s, ${seconds} s, ${2 * seconds} s and so on`,
  "sliding window": (size, seconds) => `${size} admitted requests in the last ${seconds} s; one that is exactly ${seconds} s old counts no longer`,
};

/** One request, a pause in which a bucket fills, a burst above its size, and the rest before the second tick after it. */
function bucketArrivals(size: number, seconds: number, random: SeededRandom): number[] {
  const tick = seconds * between(random, [size + 1, size + 3]);
  const times = (count: number, range: readonly [number, number]) => Array.from({ length: count }, () => tick + between(random, range));
  return [between(random, [0, 2]), ...times(size + 2, [-2, -1]), ...times(REQUESTS - size - 3, [0, seconds - 1])];
}

/** Fewer than the limit before an edge, more than the limit behind it, and the rest around where the window has slid on. */
function windowArrivals(size: number, seconds: number, random: SeededRandom): number[] {
  const edge = seconds * between(random, [1, 3]);
  const times = (count: number, range: readonly [number, number]) => Array.from({ length: count }, () => edge + between(random, range));
  const early = between(random, [1, size - 1]);
  return [...times(early, [-4, -1]), ...times(size + 2, [0, 3]), ...times(REQUESTS - size - 2 - early, [seconds - 4, seconds + 1])];
}

export const rateLimit = defineGenerator({
  name: "rate-limit",
  params: {
    limiters: { kind: "words", of: LIMITERS, default: LIMITERS },
    size: { kind: "range", within: [2, 3], default: [2, 3] },
    interval: { kind: "range", within: [3, 10], default: [3, 6] },
    window: { kind: "range", within: [8, 60], default: [8, 12] },
  },
  draw: (params, random): LimiterWorld => {
    const limiter = pick(random, params.limiters);
    const size = between(random, params.size);
    const isOfBuckets = limiter.endsWith("bucket");
    const seconds = between(random, isOfBuckets ? params.interval : params.window);
    const arrivals = (isOfBuckets ? bucketArrivals : windowArrivals)(size, seconds, random);
    return { limiter, size, seconds, arrivals: arrivals.sort((one, other) => one - other) };
  },
  cells: ({ arrivals }: LimiterWorld) => arrivals.map((at, index) => ({ id: `r${index + 1}`, ask: `r${index + 1}, at ${at} s`, form: { kind: "word", choices: VERDICTS } })),
  solve: solveBy(null),
  mutants: {
    "hard-start": {
      say: "At the beginning nothing is used up: a token bucket is full, a queue is empty. The first burst passes.",
      solve: solveBy("hard-start"),
    },
    "whole-refill": {
      say: "A tick gives back one permit, not all of them. A bucket that is used up needs as many ticks as its size to recover.",
      solve: solveBy("whole-refill"),
    },
    "other-limiter": {
      say: "Look at what the count begins anew with: a fixed window forgets all at its edge, a sliding one forgets each request by its age, a bucket gains one at each tick.",
      solve: (world, given) => solveBy(null)({ ...world, limiter: OTHER[world.limiter] }, given),
    },
    "saves-up": {
      say: "What was not used in a quiet time is not saved up without end: a bucket holds no more than its size, and a window starts with its limit and nothing more.",
      solve: solveBy("saves-up"),
    },
  },
  show: ({ limiter, size, seconds, arrivals }) => [
    { kind: "facts", facts: [{ name: "Limiter", value: limiter }, { name: "Rule", value: RULES[limiter](size, seconds) }] },
    { kind: "table", caption: "Requests in their order; a tick comes before a request of the same second", columns: ["Request", "At"], rows: arrivals.map((at, index) => [`r${index + 1}`, `${at} s`]) },
  ],
  road: (world) => {
    const cells = solveBy(null)(world);
    return world.arrivals.map((now, index) => {
      const admitted = world.arrivals.slice(0, index).filter((_, earlier) => cells[`r${earlier + 1}`] === "admitted");
      const left = isBucket(world) ? bucketPermits(world, admitted, now, null) : permits(world, admitted, now);
      const what = world.limiter === "token bucket" ? "tokens in the bucket" : world.limiter === "leaky bucket" ? "free places" : "requests left in the window";
      return `**r${index + 1}** at ${now} s: ${what}: ${left}, so ${String(cells[`r${index + 1}`])}.`;
    });
  },
});
