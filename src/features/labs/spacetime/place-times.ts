/** Where events stand from left to right: by simulated time, or one step each. */

export type TimeMode = "time" | "logical";

/** Something that takes room in a row (a lifeline, or the gap between two) at an instant. */
export interface TimedItem {
  readonly atUs: number;
  /** Items of one row keep `room` from each other. */
  readonly row: string;
  readonly room: number;
  /** An earlier item, of which this one stands at least `lead` to the right */
  readonly after?: { readonly item: number; readonly lead: number };
}

export interface PlacedTimes {
  /** One for each item, from 0 */
  readonly xs: readonly number[];
  /** Each instant once: where its first and its last item stand */
  readonly instants: readonly { readonly atUs: number; readonly start: number; readonly end: number }[];
  /** Long waits that were cut short: the instants before and after them */
  readonly breaks: readonly { readonly from: number; readonly to: number; readonly skippedUs: number }[];
  readonly width: number;
  /** px per µs; 0 where steps are not to scale */
  readonly scale: number;
}

/** A wait may take this share of the width where events elsewhere stand too close. */
const WAIT_SHARE = 0.2;
/** How much wider than its bare minimum a crowded picture gets. */
const AIR = 1.25;
const LOGICAL_STEP = { min: 38, max: 120 };
/** Up to this share of the width an item may stand right of its true place before long waits are cut. */
const PUSHED_SHARE = 0.1;
/** Where one wait takes more than this share, being pushed at all is reason enough. */
const LONG_WAIT_SHARE = 0.45;
const PUSHED_PX = 3;

/** Places items, which come in the order of time, on at least `width` px. */
export function placeTimes(items: readonly TimedItem[], width: number, mode: TimeMode): PlacedTimes {
  if (items.length === 0) return { xs: [], instants: [], breaks: [], width, scale: 0 };
  return mode === "logical" ? placeInOrder(items, width) : placeByTime(items, width);
}

function placeInOrder(items: readonly TimedItem[], width: number): PlacedTimes {
  const step = Math.max(LOGICAL_STEP.min, Math.min(LOGICAL_STEP.max, width / Math.max(items.length - 1, 1)));
  const xs = items.map((_, index) => index * step);
  return { xs, instants: instantsOf(items, xs), breaks: [], width: Math.max(width, xs.at(-1) ?? 0), scale: 0 };
}

function placeByTime(items: readonly TimedItem[], width: number): PlacedTimes {
  const times = [...new Set(items.map(({ atUs }) => atUs))];
  const tightest = push(items, times.map(() => 0));
  const target = Math.max(width, (tightest.at(-1) === undefined ? 0 : Math.max(...tightest)) * AIR);
  const toScale = solve(items, times, target, Number.POSITIVE_INFINITY);
  const capPx = Math.max(target * WAIT_SHARE, target / Math.max(times.length - 1, 1));
  const { scale, xs, cap } = isCrowded(items, times, toScale, target) ? { ...solve(items, times, target, capPx), cap: capPx } : { ...toScale, cap: Number.POSITIVE_INFINITY };
  const instants = instantsOf(items, xs);
  const breaks = instants.flatMap(({ atUs, start }, index) => {
    const before = instants[index - 1];
    if (before === undefined || (atUs - before.atUs) * scale <= cap + 1) return [];
    return [{ from: before.end, to: start, skippedUs: atUs - before.atUs }];
  });
  return { xs, instants, breaks, width: Math.max(width, ...xs), scale };
}

interface Solved {
  readonly scale: number;
  readonly xs: readonly number[];
}

/** The scale at which the items just fill the target: the width grows with the scale, so halving finds it. */
function solve(items: readonly TimedItem[], times: readonly number[], target: number, cap: number): Solved {
  const span = Math.max((times.at(-1) ?? 0) - (times[0] ?? 0), 1);
  const at = (scale: number) => push(items, idealPlaces(times, scale, cap));
  let [low, high] = [0, (target / span) * (cap === Number.POSITIVE_INFINITY ? 1 : 1_000)];
  for (let round = 0; round < 48; round += 1) {
    const middle = (low + high) / 2;
    if (Math.max(...at(middle)) <= target) low = middle;
    else high = middle;
  }
  return { scale: low, xs: at(low) };
}

function idealPlaces(times: readonly number[], scale: number, cap: number): number[] {
  let place = 0;
  return times.map((time, index) => {
    if (index > 0) place += Math.min((time - (times[index - 1] ?? time)) * scale, cap);
    return place;
  });
}

/** Each item at its ideal place or further right, where its row, its cause or an earlier instant needs the room. */
function push(items: readonly TimedItem[], ideals: readonly number[]): number[] {
  const xs: number[] = [];
  const taken = new Map<string, { x: number; room: number }>();
  let [instant, front] = [-1, 0];
  let now: number | null = null;
  let floor = 0;
  for (const { atUs, row, room, after } of items) {
    if (atUs !== now) {
      [now, instant] = [atUs, instant + 1];
      floor = Math.max(ideals[instant] ?? 0, front);
    }
    const last = taken.get(row);
    const byRow = last === undefined ? 0 : last.x + (last.room + room) / 2;
    const byCause = after === undefined ? 0 : (xs[after.item] ?? 0) + after.lead;
    const x = Math.max(floor, byRow, byCause);
    taken.set(row, { x, room });
    front = Math.max(front, x);
    xs.push(x);
  }
  return xs;
}

function isCrowded(items: readonly TimedItem[], times: readonly number[], { scale, xs }: Solved, width: number): boolean {
  const first = times[0] ?? 0;
  const most = Math.max(...items.map(({ atUs }, index) => (xs[index] ?? 0) - (atUs - first) * scale));
  const longest = Math.max(...times.map((time, index) => (index === 0 ? 0 : (time - (times[index - 1] ?? time)) * scale)));
  return most > width * PUSHED_SHARE || (most > PUSHED_PX && longest > width * LONG_WAIT_SHARE);
}

function instantsOf(items: readonly TimedItem[], xs: readonly number[]): { atUs: number; start: number; end: number }[] {
  const instants: { atUs: number; start: number; end: number }[] = [];
  items.forEach(({ atUs }, index) => {
    const x = xs[index] ?? 0;
    const last = instants.at(-1);
    if (last?.atUs === atUs) {
      last.start = Math.min(last.start, x);
      last.end = Math.max(last.end, x);
    } else instants.push({ atUs, start: x, end: x });
  });
  return instants;
}
