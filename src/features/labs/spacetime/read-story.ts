/** An excerpt, read once: its events as numbered steps, and which step each of them comes from. */
import type { Excerpt } from "@/domain/labs/result";
import type { Address } from "@/domain/simulator/message";
import type { TracedMessage, TraceEvent } from "@/domain/simulator/trace";
import { type Roles, rolesOf } from "./roles";

/** What happens at one place and at one instant; the rest (partitions, pauses, clocks, weather) are spans and marks. */
export type StepEvent = Extract<TraceEvent, { kind: "handled" | "lost" | "crashed" | "served" | "invoked" | "completed" }>;
export type SpanEvent = Exclude<TraceEvent, StepEvent>;
/** Spans and marks of one node; the others are the network's. */
export type NodeSpan = Extract<SpanEvent, { readonly node: Address }>;
export const isNodeSpan = (span: SpanEvent): span is NodeSpan => "node" in span;

export interface Step {
  /** 1 … n in the order of execution: the number in the diagram, in the list and in the address */
  readonly number: number;
  readonly event: StepEvent;
  /** The node, client or service at which it happened; a lost message has none. */
  readonly actor: Address | null;
  readonly isWitness: boolean;
}

/** A message between two steps, or one that came from outside of the excerpt. */
export interface Delivery {
  readonly message: TracedMessage;
  readonly copy: 1 | 2;
  /** How many copies were sent; 1 where the sending is not in the excerpt. */
  readonly copies: 1 | 2;
  readonly from: number | null;
  readonly to: number;
  readonly isLost: boolean;
}

/** A wait at one node: from the step that began it to the step that ended it. */
export interface Wait {
  readonly kind: "timer" | "rpc" | "fsync";
  readonly name: string;
  readonly node: Address;
  readonly from: number;
  readonly to: number;
  readonly end: "fired" | "cleared";
}

export interface Story {
  readonly excerpt: Excerpt;
  /** What the check says, with the steps' numbers for those of the run's events */
  readonly says: string;
  readonly steps: readonly Step[];
  readonly spans: readonly SpanEvent[];
  readonly deliveries: readonly Delivery[];
  readonly waits: readonly Wait[];
  /** Nodes that are down when it begins */
  readonly downAtStart: readonly Address[];
  readonly roles: Roles;
  /** The step that breaks the check: the last of its witnesses. */
  readonly violation: number | null;
}

const SPANS: ReadonlySet<TraceEvent["kind"]> = new Set(["partitioned", "cut", "healed", "weather", "paused", "resumed", "slowed", "clock-jumped", "clock-drifted"]);
const isStep = (event: TraceEvent): event is StepEvent => !SPANS.has(event.kind);

/** "n2" before "n10". */
export const byId = (left: Address, right: Address): number => left.localeCompare(right, "en", { numeric: true });

function actorOf(event: StepEvent): Address | null {
  if (event.kind === "lost") return null;
  if (event.kind === "served") return event.service;
  return event.kind === "handled" || event.kind === "crashed" ? event.node : event.client;
}

/** A check speaks of "event 7" as the run counts, which spans are in too; the page counts steps. */
function bySteps(say: string, steps: readonly Step[]): string {
  const numbers = new Map(steps.map(({ event, number }) => [event.number, number]));
  return say.replace(/\bevent (\d+)\b/g, (words, event: string) => (numbers.has(Number(event)) ? `event ${numbers.get(Number(event))}` : words));
}

/** Reads an excerpt, whose events are in the order of the run. */
export function readStory(excerpt: Excerpt): Story {
  const witnesses = new Set(excerpt.witnesses);
  const steps = excerpt.events.filter(isStep).map((event, index): Step => ({ number: index + 1, event, actor: actorOf(event), isWitness: witnesses.has(event.number) }));
  const spans = excerpt.events.filter((event): event is SpanEvent => !isStep(event));
  const decisive = steps.find(({ event }) => event.number === excerpt.witnesses.at(-1)) ?? steps.findLast(({ isWitness }) => isWitness);
  return { excerpt, says: bySteps(excerpt.say, steps), steps, spans, deliveries: deliveriesOf(steps), waits: waitsOf(steps), downAtStart: [], roles: rolesOf(steps), violation: decisive?.number ?? null };
}

/** The message that a step received, if it is one that receives. */
function receivedBy({ event }: Step): { message: TracedMessage; copy: 1 | 2 } | null {
  if (event.kind === "lost") return { message: event.message, copy: event.copy };
  if (event.kind === "served") return { message: event.request, copy: 1 };
  if (event.kind === "completed") return event.message === null ? null : { message: event.message, copy: 1 };
  if (event.kind === "handled" && event.trigger.kind === "message") return event.trigger;
  return null;
}

function deliveriesOf(steps: readonly Step[]): Delivery[] {
  const sentAt = new Map<number, { step: number; copies: 1 | 2 }>();
  for (const { number, event } of steps) {
    if (event.kind === "invoked") sentAt.set(event.message.number, { step: number, copies: 1 });
    if (event.kind === "served" && event.reply !== null) sentAt.set(event.reply.number, { step: number, copies: 1 });
    if (event.kind !== "handled") continue;
    for (const did of event.did) if (did.kind === "sent") sentAt.set(did.message.number, { step: number, copies: did.copies });
  }
  return steps.flatMap((step): Delivery[] => {
    const received = receivedBy(step);
    if (received === null) return [];
    const sent = sentAt.get(received.message.number);
    return [{ message: received.message, copy: received.copy, copies: sent?.copies ?? 1, from: sent?.step ?? null, to: step.number, isLost: step.event.kind === "lost" }];
  });
}

/** Timers, rpc timeouts and fsyncs of which both ends are in the excerpt. A crash ends them all. */
function waitsOf(steps: readonly Step[]): Wait[] {
  const waits: Wait[] = [];
  const begun = new Map<string, { from: number; atUs: number }>();
  const end = (node: Address, kind: Wait["kind"], name: string, to: number, how: Wait["end"]) => {
    const key = `${node} ${kind} ${name}`;
    const start = begun.get(key);
    begun.delete(key);
    return start === undefined ? [] : [{ kind, name, node, from: start.from, to, end: how, atUs: start.atUs }];
  };
  for (const { number, event } of steps) {
    if (event.kind === "crashed") for (const key of begun.keys()) if (key.startsWith(`${event.node} `)) begun.delete(key);
    if (event.kind !== "handled") continue;
    const { node, trigger } = event;
    if (trigger.kind === "timer") waits.push(...end(node, "timer", trigger.name, number, "fired").filter(({ atUs }) => atUs === trigger.setAtUs));
    if (trigger.kind === "rpc-timeout") waits.push(...end(node, "rpc", String(trigger.message.number), number, "fired"));
    if (trigger.kind === "synced") waits.push(...end(node, "fsync", "", number, "fired"));
    for (const did of event.did) {
      const start = { from: number, atUs: event.atUs };
      if (did.kind === "timer-set") begun.set(`${node} timer ${did.name}`, start);
      if (did.kind === "timer-cleared") waits.push(...end(node, "timer", did.name, number, "cleared"));
      if (did.kind === "fsync-begun" && !begun.has(`${node} fsync `)) begun.set(`${node} fsync `, start);
      if (did.kind === "sent") begun.set(`${node} rpc ${did.message.number}`, start);
    }
  }
  return waits.map(({ kind, name, node, from, to, end: how }) => ({ kind, name, node, from, to, end: how }));
}
