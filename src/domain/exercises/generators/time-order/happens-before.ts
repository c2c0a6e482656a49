/** Did one event happen before another (Lamport 1978)? Pairs of a timeline, judged by the chains that join them. */
import { between, sample } from "../drawing";
import { type Cells, defineGenerator } from "../generator";
import { drawTimeline, replayClock, showTimeline, TIMELINE_PARAMS, type TimelineEvent, type TimelineWorld } from "./timeline";

const VERDICTS = ["before", "after", "concurrent"] as const;
type Verdict = (typeof VERDICTS)[number];

export interface PairsWorld extends TimelineWorld {
  /** Ids of events */
  readonly pairs: readonly (readonly [string, string])[];
}

type Judge = (world: PairsWorld) => (one: TimelineEvent, other: TimelineEvent) => boolean;

const idOf = ([one, other]: readonly [string, string]): string => `${one}/${other}`;

function cellsBy(world: PairsWorld, judge: Judge): Cells {
  const isBefore = judge(world);
  const event = (id: string) => world.events.find((known) => known.id === id) as TimelineEvent;
  return Object.fromEntries(
    world.pairs.map((pair): [string, Verdict] => {
      const [one, other] = [event(pair[0]), event(pair[1])];
      return [idOf(pair), isBefore(one, other) ? "before" : isBefore(other, one) ? "after" : "concurrent"];
    }),
  );
}

/** Same process and earlier, or a send and its receipt. */
const isStep: Judge = ({ events }) => (one, other) => {
  const isEarlier = events.indexOf(one) < events.indexOf(other);
  return isEarlier && (one.at === other.at || (one.sends !== undefined && one.sends === other.receives));
};

/** Events stand in an order in which every cause comes first, so the reach of each is known before it is needed. */
const byReach: Judge = (world) => {
  const step = isStep(world);
  const past = new Map<TimelineEvent, Set<TimelineEvent>>();
  for (const event of world.events) {
    const direct = world.events.filter((earlier) => step(earlier, event));
    past.set(event, new Set(direct.flatMap((earlier) => [earlier, ...(past.get(earlier) ?? [])])));
  }
  return (one, other) => past.get(other)?.has(one) === true;
};

const byPosition: Judge = ({ events }) => (one, other) => events.indexOf(one) < events.indexOf(other);

const byLamport: Judge = (world) => {
  const stamps = replayClock<number>({ ...world, marked: world.events.map(({ id }) => id) }, 0, (last, carried) => Math.max(last, carried ?? 0) + 1, () => undefined);
  return (one, other) => (stamps[one.id] ?? 0) < (stamps[other.id] ?? 0);
};

export const happensBefore = defineGenerator({
  name: "happens-before",
  params: { processes: { ...TIMELINE_PARAMS.processes, default: [3, 3] }, events: { ...TIMELINE_PARAMS.events, default: [7, 9] }, messages: { ...TIMELINE_PARAMS.messages, default: [2, 4] }, pairs: { kind: "count", within: [2, 6], default: 4 } },
  draw: (params, random): PairsWorld | null => {
    const timeline = drawTimeline(random, { ...params, marked: 1 });
    if (timeline === null) return null;
    const { events } = timeline;
    const across = events.flatMap((one) => events.filter(({ at }) => one.at < at).map((other) => [one.id, other.id] as const));
    const all: PairsWorld = { ...timeline, marked: [], pairs: across };
    const truth = cellsBy(all, byReach);
    const joined = across.filter((pair) => truth[idOf(pair)] !== "concurrent");
    const apart = across.filter((pair) => truth[idOf(pair)] === "concurrent");
    const countJoined = Math.min(params.pairs, between(random, [1, 3]));
    const pairs = sample(random, [...sample(random, joined, countJoined), ...sample(random, apart, params.pairs - countJoined)], params.pairs);
    if (pairs.length < params.pairs) return null;
    return { ...timeline, marked: events.filter(({ id }) => pairs.some((pair) => pair.includes(id))).map(({ id }) => id), pairs };
  },
  cells: ({ pairs }: PairsWorld) => pairs.map((pair) => ({ id: idOf(pair), ask: `${pair[0]} is … ${pair[1]}`, form: { kind: "word", choices: VERDICTS } })),
  solve: (world) => cellsBy(world, byReach),
  mutants: {
    "by-position": {
      say: "Left and right in the picture is time on the wall. Without a chain of steps and messages neither event can have reached the other.",
      solve: (world) => cellsBy(world, byPosition),
    },
    "by-lamport": {
      say: "A smaller Lamport timestamp does not prove an order: it holds from cause to number, not from number to cause. Look for a chain.",
      solve: (world) => cellsBy(world, byLamport),
    },
    "no-chains": {
      say: "The relation is transitive: several steps and messages in a row carry it on, also by way of a third process.",
      solve: (world) => cellsBy(world, isStep),
    },
  },
  show: (world) => [showTimeline(world, "Events on processes, from left to right; arrows are messages")],
  road: (world) => {
    const cells = cellsBy(world, byReach);
    return world.pairs.map((pair) => {
      const verdict = String(cells[idOf(pair)]);
      const [from, to] = verdict === "after" ? [pair[1], pair[0]] : pair;
      return verdict === "concurrent" ? `**${idOf(pair)}**: no chain leads from one to the other, in either direction: concurrent.` : `**${idOf(pair)}**: a chain leads from ${from} to ${to}, so ${from} happened before ${to}.`;
    });
  },
});
