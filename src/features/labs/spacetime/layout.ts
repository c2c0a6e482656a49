/** Lays out a space-time diagram: a pure function of the story, the room that there is, and the mode. */
import { chooseLanes, gapOfLoss, type Lane, laneOf, severedBy, WHOLE } from "./lanes";
import { layOutLabels } from "./layout-labels";
import { layOutDowns, layOutMessages, layOutWaits } from "./layout-lines";
import type { LaneLine, PlacedStep, SpacetimeLayout, StepShape } from "./layout-shape";
import { layOutNotes, layOutPartitions, layOutPauses, layOutWeathers } from "./layout-spans";
import { layOutRoles } from "./layout-roles";
import { flagOf, FLAG_TOP, layOutViolation } from "./layout-violation";
import { type PlacedTimes, placeTimes, type TimedItem, type TimeMode } from "./place-times";
import { isNodeSpan, type SpanEvent, type Step, type Story } from "./read-story";
import { textWidth } from "./place-labels";
import { timeTicks } from "./time-ticks";
import { timeWords } from "./describe-event";

export interface LayoutOptions {
  readonly mode: TimeMode;
  /** What the pane offers; a picture that needs more is scrolled. */
  readonly width: number;
  readonly height: number;
  /** The name of the check, before what it says */
  readonly checkTitle?: string;
  /** The lanes of the whole story, where this is a part of it: they stay as the window moves. */
  readonly lanes?: readonly Lane[];
}

/** From the pane's left to the lifelines, and from the first lifeline's begin to the first event. */
const GUTTER = { left: 64, right: 20, in: 26, out: 52 };
const LANE_GAP = { min: 60, max: 190 };
/** From the flag to the cursor's time, from there to the first lane, below the last lane, and the axis. */
const BAND = { pill: 34, head: 62, foot: 52, axis: 26 };
/** Room of a numbered mark, a cross with its number, a note at a lane, and a partition's edge. */
const ROOM = { mark: 26, cross: 30, note: 22, network: 14 };
/** How far right of its sending a message is received, or dies, at the least. */
const LEAD = { delivered: 12, lost: 18 };

/** Lays out the whole story. */
export function layOut(story: Story, options: LayoutOptions): SpacetimeLayout {
  const lanes = options.lanes ?? chooseLanes(story);
  const items = itemsOf(story, lanes);
  const inner = Math.max(options.width - GUTTER.left - GUTTER.right - GUTTER.in - GUTTER.out, 120);
  const times = placeTimes(items.list, inner, options.mode);
  const [left, xOf] = [GUTTER.left, (x: number) => round(GUTTER.left + GUTTER.in + x)];
  const width = Math.ceil(left + GUTTER.in + times.width + GUTTER.out + GUTTER.right);
  const right = width - GUTTER.right;
  const flag = flagOf(story, options.checkTitle, right - left);
  const top = FLAG_TOP + (flag?.height ?? 0) + BAND.pill;
  const lines = layOutLanes(lanes, top, options.height);
  const bottom = (lines.at(-1)?.y ?? top) + BAND.foot;
  const steps = story.steps.map((step): PlacedStep => {
    const x = xOf(times.xs[items.ofStep.get(step.number) ?? 0] ?? 0);
    return { step, shape: shapeOf(step), x, y: yOf(step, lanes, lines, items.gaps), isViolation: step.number === story.violation };
  });
  const spanX = new Map(story.spans.map((span) => [span, xOf(times.xs[items.ofSpan.get(span) ?? 0] ?? 0)]));
  const violation = flag === null ? null : layOutViolation(story, steps, flag, { left, right, top });
  const messages = layOutMessages(story, steps, lines, left);
  const waits = layOutWaits(story, steps);
  const places = { spans: story.spans, xOf: spanX, lanes, lines, right };
  const [partitions, notes, weathers] = [layOutPartitions(places), layOutNotes(places), layOutWeathers(places)];
  const roles = layOutRoles(story, steps, lines, { left, right });
  const labels = layOutLabels({ story, steps, lines, terms: roles.terms, messages, waits, partitions, notes, weathers, border: { x1: left, y1: top - 4, x2: right + GUTTER.right, y2: bottom }, violation });
  return {
    mode: options.mode, width, height: bottom + BAND.axis, left, right, top, bottom, lanes: lines, steps, messages, waits,
    ...roles, downs: layOutDowns(story, steps, lines, { left, right }), pauses: layOutPauses(places, crashesOf(steps)), notes, weathers, ...labels,
    ...axisOf(times, xOf), violation,
  };
}

const crashesOf = (steps: readonly PlacedStep[]) =>
  steps.flatMap(({ step: { event }, x }) => (event.kind === "crashed" ? [{ node: event.node, number: event.number, x }] : []));

const round = (x: number): number => Math.round(x * 10) / 10;

function axisOf(times: PlacedTimes, xOf: (x: number) => number): Pick<SpacetimeLayout, "ticks" | "breaks"> {
  return {
    ticks: timeTicks(times).map(({ x, label }) => ({ x: xOf(x), label })),
    breaks: breaksOf(times, xOf),
  };
}

/** Where a wait was cut short; of words that would touch, the first ones stay. */
function breaksOf(times: PlacedTimes, xOf: (x: number) => number): SpacetimeLayout["breaks"] {
  let free = Number.NEGATIVE_INFINITY;
  return times.breaks.map(({ from, to, skippedUs }) => {
    const x = xOf((from + to) / 2);
    const words = `${timeWords(Math.round(skippedUs / 1_000) * 1_000)} pass`;
    const half = textWidth(words) / 2;
    if (x - half < free) return { x, words: "" };
    free = x + half + 8;
    return { x, words };
  });
}

/** Lifelines below each other, as far apart as the height allows. */
export function layOutLanes(lanes: readonly Lane[], top: number, height: number): LaneLine[] {
  const room = height - top - BAND.head - BAND.foot - BAND.axis;
  const gap = Math.max(LANE_GAP.min, Math.min(LANE_GAP.max, Math.floor(room / Math.max(lanes.length - 1, 1))));
  return lanes.map(({ kind, label, members }, index) => ({ key: label.join(" "), kind, label, members, y: top + BAND.head + index * gap }));
}

interface Items {
  readonly list: readonly TimedItem[];
  readonly ofStep: ReadonlyMap<number, number>;
  readonly ofSpan: ReadonlyMap<SpanEvent, number>;
  /** The gap in which each lost message dies */
  readonly gaps: ReadonlyMap<number, number>;
}

/** Everything that takes room along the time axis, in the order of the run. */
function itemsOf(story: Story, lanes: readonly Lane[]): Items {
  const list: TimedItem[] = [];
  const ofStep = new Map<number, number>();
  const ofSpan = new Map<SpanEvent, number>();
  const gaps = new Map<number, number>();
  const sender = new Map(story.deliveries.map(({ from, to }) => [to, from]));
  let severed = WHOLE;
  const steps = new Map(story.steps.map((step) => [step.event.number, step]));
  const spans = new Map(story.spans.map((span) => [span.number, span]));
  for (const { number } of story.excerpt.events) {
    const step = steps.get(number);
    const span = spans.get(number);
    if (span !== undefined) {
      severed = severedBy(span, severed);
      ofSpan.set(span, list.length);
      list.push({ atUs: span.atUs, ...(isNodeSpan(span) ? { row: `lane ${laneOf(lanes, span.node)}`, room: ROOM.note } : { row: "network", room: ROOM.network }) });
    } else if (step !== undefined) {
      const { event } = step;
      if (event.kind === "lost") gaps.set(step.number, gapOfLoss(lanes, Math.max(laneOf(lanes, event.message.from), 0), laneOf(lanes, event.message.to), event.why, severed));
      const isLost = event.kind === "lost";
      const from = ofStep.get(sender.get(step.number) ?? -1);
      const after = from === undefined ? {} : { after: { item: from, lead: isLost ? LEAD.lost : LEAD.delivered } };
      ofStep.set(step.number, list.length);
      list.push({ atUs: event.atUs, row: isLost ? `gap ${gaps.get(step.number)}` : `lane ${laneOf(lanes, step.actor ?? "")}`, room: isLost ? ROOM.cross : ROOM.mark, ...after });
    }
  }
  return { list, ofStep, ofSpan, gaps };
}

function shapeOf({ event }: Step): StepShape {
  if (event.kind === "lost") return "cross";
  if (event.kind === "crashed") return "crash";
  if (event.kind === "handled") return event.trigger.kind === "boot" && event.trigger.restarted ? "restart" : "handler";
  return event.kind === "served" ? "service" : "client";
}

function yOf(step: Step, lanes: readonly Lane[], lines: readonly LaneLine[], gaps: ReadonlyMap<number, number>): number {
  const gap = gaps.get(step.number);
  if (gap === undefined) return lines[laneOf(lanes, step.actor ?? "")]?.y ?? 0;
  const above = lines[gap]?.y ?? 0;
  // A cluster of one node has no gap: there a message to nowhere dies below the lane.
  return ((lines[gap + 1]?.y ?? above + LANE_GAP.min) + above) / 2;
}
