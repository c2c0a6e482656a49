/**
 * The part of a run that explains a verdict: the events that show it, what caused them, what became of the first of
 * them, and the faults in between. Runs of EXCERPT_EVENTS_MAX events or fewer are shown whole.
 */
import { assert } from "../kernel/assert";
import type { RunRecord } from "../simulator/run-record";
import { TRACE_VERSION, type TraceEvent } from "../simulator/trace";
import { PROGRAM_CHECK } from "./lab";
import { type CheckResult, type Excerpt, EXCERPT_EVENTS_MAX, type SeedResult } from "./result";
import { shortened } from "./shorten-event";

/** Of the room in an excerpt, what causes and consequences may take; the rest is for faults. */
const CAUSES_MAX = 26;
const CONSEQUENCES_MAX = 22;

/** The excerpt for one failed check of an inspected run. */
export function excerptOf(run: RunRecord, seed: Pick<SeedResult, "n" | "scenario">, { check, say, witnesses: named }: CheckResult, nodes: readonly string[]): Excerpt {
  const { trace } = run;
  assert(trace !== undefined, "only an inspected run has a trace to show");
  const witnesses = check === PROGRAM_CHECK ? failureIn(trace, named) : named;
  const whole = trace.length <= EXCERPT_EVENTS_MAX;
  const shown = whole ? new Set(trace.map(({ number }) => number)) : witnesses.length === 0 ? sample(trace) : chosen(trace, witnesses);
  return {
    traceVersion: TRACE_VERSION,
    n: seed.n,
    scenario: seed.scenario,
    check,
    say,
    nodes,
    eventsInRun: run.events,
    events: trace.filter(({ number }) => shown.has(number)).map(shortened),
    witnesses,
    traceHash: run.traceHash,
  };
}

/** A program's failure shows in the handler that failed: after it the requests that were under way end, too. */
function failureIn(trace: readonly TraceEvent[], named: readonly number[]): readonly number[] {
  const failed = trace.findLast((event) => event.kind === "handled" && event.failed);
  return failed === undefined ? named : [failed.number];
}

/** Of a check about the run as a whole (messages, bytes) no event is the culprit: some from its middle show what it does. */
function sample(trace: readonly TraceEvent[]): Set<number> {
  const middle = Math.floor((trace.length - EXCERPT_EVENTS_MAX) / 2);
  return new Set(trace.slice(middle, middle + EXCERPT_EVENTS_MAX).map(({ number }) => number));
}

function chosen(trace: readonly TraceEvent[], witnesses: readonly number[]): Set<number> {
  const links = linksOf(trace);
  const shown = new Set(witnesses);
  spread(shown, [...witnesses].reverse(), CAUSES_MAX, (event) => links.causes(event));
  spread(shown, witnesses, CONSEQUENCES_MAX, (event) => links.consequences(event));
  addFaults(trace, shown);
  return shown;
}

/** Adds what `next` leads to, nearest first, until so many have been added. */
function spread(shown: Set<number>, from: readonly number[], countMax: number, next: (event: number) => readonly number[]): void {
  const waiting = [...from];
  let added = 0;
  for (let at = 0; at < waiting.length && added < countMax; at += 1) {
    for (const event of next(waiting[at] as number)) {
      if (added >= countMax) return;
      if (!shown.has(event)) {
        shown.add(event);
        added += 1;
      }
      if (!waiting.includes(event)) waiting.push(event);
    }
  }
}

/** Who sent a message, and what became of it. */
function linksOf(trace: readonly TraceEvent[]) {
  const sentAt = new Map<number, number>();
  const endedAt = new Map<number, number[]>();
  const end = (message: number, event: number) => endedAt.set(message, [...(endedAt.get(message) ?? []), event]);
  for (const event of trace) {
    for (const message of sentBy(event)) sentAt.set(message, event.number);
    const message = receivedBy(event);
    if (message !== null) end(message, event.number);
  }
  const eventOf = (number: number) => trace[number] as TraceEvent;
  return {
    causes: (number: number): number[] => {
      const message = receivedBy(eventOf(number));
      const cause = message === null ? undefined : sentAt.get(message);
      return cause === undefined ? [] : [cause];
    },
    consequences: (number: number): number[] => sentBy(eventOf(number)).flatMap((message) => endedAt.get(message) ?? []),
  };
}

function sentBy(event: TraceEvent): number[] {
  if (event.kind === "invoked") return [event.message.number];
  if (event.kind === "served") return event.reply === null ? [] : [event.reply.number];
  if (event.kind !== "handled") return [];
  return event.did.flatMap((did) => (did.kind === "sent" ? [did.message.number] : []));
}

function receivedBy(event: TraceEvent): number | null {
  if (event.kind === "lost") return event.message.number;
  if (event.kind === "served") return event.request.number;
  if (event.kind === "completed") return event.message?.number ?? null;
  return event.kind === "handled" && event.trigger.kind === "message" ? event.trigger.message.number : null;
}

/**
 * What befell the nodes that are shown, and the network: between the first and the last event shown, and of partitions
 * and cuts also those that were in force when it began.
 */
function addFaults(trace: readonly TraceEvent[], shown: Set<number>): void {
  const numbers = [...shown];
  const first = Math.min(...numbers);
  const last = Math.max(...numbers);
  const nodes = new Set(numbers.flatMap((number) => nodesOf(trace[number] as TraceEvent)));
  const faults = trace.slice(0, last + 1).filter((event) => isFault(event) && nodesOf(event).every((node) => nodes.has(node)));
  const before = faults.filter(({ number }) => number < first);
  for (const { number } of inForce(before)) if (shown.size < EXCERPT_EVENTS_MAX) shown.add(number);
  const between = faults.filter(({ number }) => number > first);
  // The latest are the likeliest to matter.
  for (const { number } of between.slice(-(EXCERPT_EVENTS_MAX - shown.size))) if (shown.size < EXCERPT_EVENTS_MAX) shown.add(number);
}

/** The last partition that is not yet healed, and the cuts since the last heal. */
function inForce(before: readonly TraceEvent[]): TraceEvent[] {
  const sinceHeal = before.slice(before.findLastIndex(({ kind }) => kind === "healed") + 1);
  const partition = sinceHeal.findLast(({ kind }) => kind === "partitioned");
  return sinceHeal.filter((event) => event === partition || event.kind === "cut");
}

const FAULTS = new Set<TraceEvent["kind"]>(["crashed", "partitioned", "cut", "healed", "weather", "paused", "resumed", "slowed", "clock-jumped", "clock-drifted"]);
const isFault = (event: TraceEvent): boolean =>
  FAULTS.has(event.kind) || (event.kind === "handled" && event.trigger.kind === "boot" && event.trigger.restarted);

function nodesOf(event: TraceEvent): string[] {
  switch (event.kind) {
    case "handled":
    case "crashed":
    case "clock-jumped":
    case "clock-drifted":
    case "paused":
    case "resumed":
    case "slowed":
      return [event.node];
    case "lost":
      return [event.message.from, event.message.to];
    default:
      return [];
  }
}
