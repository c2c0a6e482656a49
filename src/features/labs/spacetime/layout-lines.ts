/** Messages, waits and the time that a node is down: whatever is drawn between two steps. */
import type { Json } from "@/domain/simulator/message";
import { type LaneLine, placedAt, type PlacedDown, type PlacedMessage, type PlacedStep, type PlacedWait } from "./layout-shape";
import type { Delivery, Story } from "./read-story";

/** From the middle of a mark to where its line begins or ends. */
const EDGE = { mark: 11, head: 12.5, cross: 6 };
/** How high a message rises that a node sends to its own lane. */
const ARC = 34;
const STUB = { x: 30, y: 24 };
/** A wait runs below its lane; a second one at the same time runs lower. */
const WAIT = { first: 17, next: 7, levels: 2 };

type Point = PlacedMessage["from"];

const laneWith = (lines: readonly LaneLine[], address: string): LaneLine | undefined => lines.find(({ members }) => members.includes(address));

/** Every message of which the end is in the excerpt. */
export function layOutMessages({ deliveries }: Story, steps: readonly PlacedStep[], lines: readonly LaneLine[], left: number): PlacedMessage[] {
  return deliveries.flatMap((delivery): PlacedMessage[] => {
    const end = placedAt(steps, delivery.to);
    if (end === undefined) return [];
    const begin = placedAt(steps, delivery.from);
    const to = { x: end.x, y: end.y };
    const from = begin === undefined ? stubBegin(delivery, to, lines, left) : { x: begin.x, y: begin.y };
    return [{ delivery, look: lookOf(delivery), from, to, path: pathOf(from, to, delivery.isLost, begin === undefined), isStub: begin === undefined }];
  });
}

/** A message from outside of the excerpt comes from the direction of its sender's lane. */
function stubBegin({ message }: Delivery, to: Point, lines: readonly LaneLine[], left: number): Point {
  const lane = laneWith(lines, message.from);
  const down = lane === undefined || lane.y === to.y ? -1 : Math.sign(lane.y - to.y);
  return { x: Math.max(to.x - STUB.x, left), y: to.y + down * STUB.y };
}

export function lookOf({ message, copy }: Pick<Delivery, "message" | "copy">): PlacedMessage["look"] {
  if (copy === 2) return "copy";
  return isAcknowledgement(message.body) ? "ack" : "plain";
}

function isAcknowledgement(body: Json): boolean {
  if (body === null || typeof body !== "object" || Array.isArray(body)) return false;
  const { type, in_reply_to: answers } = body as Record<string, Json>;
  return typeof type === "string" && type.endsWith("_ok") && answers !== undefined;
}

function pathOf(from: Point, to: Point, isLost: boolean, isStub: boolean): string {
  const trim = [isStub ? 0 : EDGE.mark, isLost ? EDGE.cross : EDGE.head] as const;
  if (from.y === to.y) {
    const top = from.y - ARC;
    return `M${text(from.x + 5)} ${text(from.y - 10)} Q${text((from.x + to.x) / 2)} ${text(top)} ${text(to.x - 5)} ${text(to.y - 11)}`;
  }
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  const [start, end] = [trim[0] / length, 1 - trim[1] / length];
  return `M${text(from.x + dx * start)} ${text(from.y + dy * start)} L${text(from.x + dx * end)} ${text(from.y + dy * end)}`;
}

const text = (value: number): string => String(Math.round(value * 10) / 10);

/** Timers, rpc timeouts and fsyncs, below the lane of their node. */
export function layOutWaits({ waits }: Story, steps: readonly PlacedStep[]): PlacedWait[] {
  const placed: (PlacedWait & { level: number })[] = [];
  for (const wait of waits) {
    const [begin, end] = [placedAt(steps, wait.from), placedAt(steps, wait.to)];
    if (begin === undefined || end === undefined || begin === end) continue;
    const beside = placed.filter(({ wait: other, x1, x2 }) => other.node === wait.node && x1 <= end.x && begin.x <= x2);
    const level = [0, 1].find((candidate) => beside.every((other) => other.level !== candidate)) ?? WAIT.levels - 1;
    placed.push({ wait, x1: begin.x, x2: end.x, y: begin.y + WAIT.first + level * WAIT.next, level });
  }
  return placed.map(({ wait, x1, x2, y }) => ({ wait, x1, x2, y }));
}

/** From each crash to the restart, or to the end of the picture. */
export function layOutDowns({ steps: all, downAtStart }: Story, steps: readonly PlacedStep[], lines: readonly LaneLine[], { left, right }: { left: number; right: number }): PlacedDown[] {
  const before = downAtStart.flatMap((node): PlacedDown[] => {
    const lane = laneWith(lines, node);
    const back = steps.find(({ step }) => step.actor === node);
    return lane === undefined || lane.kind === "quiet" ? [] : [{ step: null, x1: left, x2: back === undefined ? right : back.x - 8, y: lane.y }];
  });
  const since = all.flatMap(({ number, event }): PlacedDown[] => {
    if (event.kind !== "crashed" || laneWith(lines, event.node)?.kind === "quiet") return [];
    const back = all.find((later) => later.number > number && later.actor === event.node);
    const begin = placedAt(steps, number);
    const end = placedAt(steps, back?.number ?? null);
    return begin === undefined ? [] : [{ step: number, x1: begin.x + 10, x2: end === undefined ? right : end.x - 8, y: begin.y }];
  });
  return [...before, ...since];
}
