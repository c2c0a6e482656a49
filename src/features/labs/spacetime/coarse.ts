/** A long story as rows of numbers, made once: what a window of it looks like is painted from them in every frame. */
import { type Axis, type StepRange, stepsIn, type Window } from "./axis";
import { gapOfLoss, isCut, type Lane, laneOf, type Severed, severedBy, WHOLE } from "./lanes";
import { lookOf } from "./layout-lines";
import type { PlacedMessage } from "./layout-shape";
import { type SpanEvent, type Story } from "./read-story";
import type { Role } from "./roles";

/** A message by the indices of its steps; from -1: it comes from outside. */
export interface CoarseMessage {
  readonly from: number;
  readonly to: number;
  readonly look: PlacedMessage["look"];
}

/** Something that lasts on a lane, or in a gap (its number is then that of the lane above it), in order of events of the run. */
export interface CoarseSpan {
  readonly lane: number;
  readonly from: number;
  /** Null: to the end */
  readonly to: number | null;
}

export interface Coarse {
  readonly lanes: readonly Lane[];
  /** The lane of each step; of a lost message the gap in which it dies, as the half between two lanes */
  readonly rows: Float32Array;
  readonly messages: readonly CoarseMessage[];
  readonly lost: readonly number[];
  readonly crashes: readonly number[];
  readonly restarts: readonly number[];
  readonly witnesses: readonly number[];
  /** Between indices of steps */
  readonly downs: readonly CoarseSpan[];
  readonly roles: readonly (CoarseSpan & { readonly role: Role })[];
  /** Between numbers of events of the run, with their times */
  readonly partitions: readonly { readonly lane: number; readonly from: SpanEvent; readonly to: SpanEvent | null }[];
  readonly violation: number | null;
}

export function makeCoarse(story: Story, lanes: readonly Lane[]): Coarse {
  const { steps, violation } = story;
  const restarted = steps.flatMap(({ event }, index) => (event.kind === "handled" && event.trigger.kind === "boot" && event.trigger.restarted ? [index] : []));
  return {
    lanes,
    rows: rowsOf(story, lanes),
    messages: story.deliveries.map((delivery) => ({ from: (delivery.from ?? 0) - 1, to: delivery.to - 1, look: lookOf(delivery) })),
    lost: steps.flatMap(({ event }, index) => (event.kind === "lost" ? [index] : [])),
    crashes: steps.flatMap(({ event }, index) => (event.kind === "crashed" ? [index] : [])),
    restarts: restarted,
    witnesses: steps.flatMap(({ isWitness }, index) => (isWitness ? [index] : [])),
    downs: downsOf(story, lanes),
    roles: story.roles.spans.flatMap(({ node, role, from, to }) => {
      const lane = laneOf(lanes, node);
      return lanes[lane]?.kind === "node" ? [{ lane, role, from: (from ?? 1) - 1, to: to === null ? null : to - 1 }] : [];
    }),
    partitions: partitionsOf(story, lanes),
    violation: violation === null ? null : violation - 1,
  };
}

function rowsOf({ steps, spans }: Story, lanes: readonly Lane[]): Float32Array {
  let severed: Severed = WHOLE;
  let next = 0;
  return Float32Array.from(steps, ({ event, actor }) => {
    for (let span = spans[next]; span !== undefined && span.number < event.number; span = spans[(next += 1)]) severed = severedBy(span, severed);
    if (event.kind !== "lost") return Math.max(laneOf(lanes, actor ?? ""), 0);
    return gapOfLoss(lanes, Math.max(laneOf(lanes, event.message.from), 0), laneOf(lanes, event.message.to), event.why, severed) + 0.5;
  });
}

function downsOf({ steps }: Story, lanes: readonly Lane[]): CoarseSpan[] {
  const downs: CoarseSpan[] = [];
  const since = new Map<string, number>();
  steps.forEach(({ event, actor }, index) => {
    if (actor === null) return;
    const begun = since.get(actor);
    const lane = laneOf(lanes, actor);
    if (event.kind === "crashed") since.set(actor, index);
    else if (begun !== undefined) {
      since.delete(actor);
      if (lanes[lane]?.kind === "node") downs.push({ lane, from: begun, to: index });
    }
  });
  for (const [actor, from] of since) {
    const lane = laneOf(lanes, actor);
    if (lanes[lane]?.kind === "node") downs.push({ lane, from, to: null });
  }
  return downs;
}

function partitionsOf({ spans }: Story, lanes: readonly Lane[]): Coarse["partitions"] {
  return spans.flatMap((span, index) => {
    if (span.kind !== "partitioned" && span.kind !== "cut") return [];
    const severed = span.kind === "cut" ? { ...WHOLE, links: span.links } : { ...WHOLE, sides: span.sides };
    const to = spans.slice(index + 1).find(({ kind }) => kind === "healed" || (span.kind === "partitioned" && kind === "partitioned")) ?? null;
    return lanes.slice(0, -1).flatMap((_, lane) => (isCut(lanes, lane, severed) ? [{ lane, from: span, to }] : []));
  });
}

/** Where a span begins on an axis: in the logical order before the first step that comes after it. */
export function unitOfSpan({ steps }: Story, axis: Axis, span: SpanEvent): number {
  if (axis.mode === "time") return span.atUs;
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.event.number ?? 0) < span.number) low = middle + 1;
    else high = middle;
  }
  return low - 0.5;
}

/** The messages of which a part lies in the window. They come in the order of their ends. */
export function messagesIn({ messages }: Coarse, axis: Axis, window: Window): { readonly range: StepRange; readonly messages: readonly CoarseMessage[] } {
  const range = stepsIn(axis, window);
  return { range, messages: messages.filter(({ from, to }) => to + 1 >= range.first && (from < 0 ? to : from) + 1 <= range.last) };
}
