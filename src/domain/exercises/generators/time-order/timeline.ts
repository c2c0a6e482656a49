/** Timelines: events on processes and messages between them, drawn at random and replayed by the rules of a clock. */
import type { SeededRandom } from "../../../kernel/seeded-random";
import type { TimelineFigure } from "../../figure";
import { between, chance, pick, sample } from "../drawing";

export interface TimelineEvent {
  readonly id: string;
  /** Name of the process */
  readonly at: string;
  /** Id of the message */
  readonly sends?: string;
  readonly receives?: string;
}

/** Events stand in an order in which every receipt comes after its send. */
export interface TimelineWorld {
  readonly processes: readonly string[];
  readonly events: readonly TimelineEvent[];
  /** Ids of the events that are asked about, in the order of the events */
  readonly marked: readonly string[];
}

export interface TimelineRanges {
  readonly processes: readonly [number, number];
  readonly events: readonly [number, number];
  readonly messages: readonly [number, number];
  readonly marked: number;
}

/** What all timelines let a content file set. */
export const TIMELINE_PARAMS = {
  processes: { kind: "range", within: [2, 4], default: [2, 4] },
  events: { kind: "range", within: [5, 10], default: [6, 9] },
  messages: { kind: "range", within: [2, 5], default: [2, 4] },
  marked: { kind: "count", within: [1, 8], default: 4 },
} as const;

/** Two messages between the same two processes are what lets an old stamp meet a newer one. */
const SAME_PAIR_SHARE = 0.6;

/** Draws a timeline; null if the drawn messages do not fit into the drawn events, or a process has none. Receipts are marked first. */
export function drawTimeline(random: SeededRandom, ranges: TimelineRanges): TimelineWorld | null {
  const processes = Array.from({ length: between(random, ranges.processes) }, (_, index) => `P${index + 1}`);
  const eventCount = between(random, ranges.events);
  let toSend = between(random, ranges.messages);
  if (toSend * 2 > eventCount) return null;
  const made = new Map(processes.map((process) => [process, 0]));
  const flying: { id: string; from: string; to: string }[] = [];
  const events: TimelineEvent[] = [];
  let lastPair: readonly [string, string] | null = null;
  let sent = 0;
  const add = (at: string, rest: Pick<TimelineEvent, "sends" | "receives">) => {
    const count = (made.get(at) ?? 0) + 1;
    made.set(at, count);
    events.push({ id: `${"abcd"[processes.indexOf(at)]}${count}`, at, ...rest });
  };
  for (let left = eventCount; left > 0; left -= 1) {
    const spare = left - flying.length - toSend * 2;
    const arrives = flying.length > 0 && (spare === 0 && toSend === 0 ? true : chance(random, 0.5));
    if (arrives) {
      const [message] = flying.splice(random.index(flying.length), 1);
      if (message !== undefined) add(message.to, { receives: message.id });
    } else if (toSend > 0 && (spare === 0 || chance(random, 0.5))) {
      const pair: readonly string[] = lastPair !== null && chance(random, SAME_PAIR_SHARE) ? lastPair : processes;
      const [from = "", to = ""]: string[] = sample(random, pair, 2);
      sent += 1;
      toSend -= 1;
      lastPair = [from, to];
      flying.push({ id: `m${sent}`, from, to });
      add(from, { sends: `m${sent}` });
    } else if (spare > 0) add(pick(random, processes), {});
    else if (flying.length > 0) {
      const [message] = flying.splice(0, 1);
      if (message !== undefined) add(message.to, { receives: message.id });
    } else return null;
  }
  const isIdle = processes.some((process) => made.get(process) === 0);
  if (flying.length > 0 || toSend > 0 || isIdle) return null;
  return { processes, events, marked: markEvents(random, events, ranges.marked) };
}

/** Receipts first, then what comes after one, then the rest: that is where the rules of a clock show. */
function markEvents(random: SeededRandom, events: readonly TimelineEvent[], count: number): string[] {
  const firstReceipt = events.findIndex(({ receives }) => receives !== undefined);
  const receipts = sample(random, events.filter(({ receives }) => receives !== undefined), count);
  const others = events.filter(({ receives }) => receives === undefined);
  const later = sample(random, others.filter((event) => events.indexOf(event) > firstReceipt), count);
  const early = sample(random, others.filter((event) => events.indexOf(event) <= firstReceipt), count);
  const chosen = new Set([...receipts, ...later, ...early].slice(0, count).map(({ id }) => id));
  return events.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
}

/**
 * Replays a clock: `step` gives the stamp of an event from its process's last stamp and, at a receipt, from the stamp
 * that the message carries. A stamp that is `given` for an event takes the place of the computed one from there on.
 * The result has the computed stamp of every marked event.
 */
export function replayClock<Stamp>(
  { processes, events, marked }: TimelineWorld,
  start: Stamp,
  step: (last: Stamp, carried: Stamp | null, process: number) => Stamp,
  given: (id: string) => Stamp | undefined,
): Record<string, Stamp> {
  const clocks = new Map(processes.map((process) => [process, start]));
  const carriedBy = new Map<string, Stamp>();
  const stamps: Record<string, Stamp> = {};
  for (const { id, at, sends, receives } of events) {
    const carried = receives === undefined ? null : (carriedBy.get(receives) ?? null);
    const stamp = step(clocks.get(at) ?? start, carried, processes.indexOf(at));
    if (marked.includes(id)) stamps[id] = stamp;
    const goesOnWith = given(id) ?? stamp;
    clocks.set(at, goesOnWith);
    if (sends !== undefined) carriedBy.set(sends, goesOnWith);
  }
  return stamps;
}

/** The picture: marked events are those asked about. */
export function showTimeline({ processes, events, marked }: TimelineWorld, caption: string): TimelineFigure {
  const messages = events.flatMap(({ id, sends }) => {
    if (sends === undefined) return [];
    return [{ id: sends, from: id, to: events.find(({ receives }) => receives === sends)?.id ?? null }];
  });
  return {
    kind: "timeline",
    caption,
    processes,
    events: events.map(({ id, at }) => ({ id, process: processes.indexOf(at), marked: marked.includes(id) })),
    messages,
  };
}
