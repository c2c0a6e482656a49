/**
 * The order of deliveries of a broadcast, from what the processes did: FIFO, causal and total order (Hadzilacos and
 * Toueg, "Fault-tolerant broadcasts and related problems", 1993). What precedes what is taken from the events themselves,
 * never from stamps that a program attached.
 */
import { type OrderFinding, type OrderResult, orderResult, type OrderStep } from "./result";

/** In the order in which they happened, at least within each process. A message is named by a text, broadcast once. */
export interface BroadcastEvent {
  readonly process: string;
  readonly kind: "broadcast" | "deliver";
  readonly message: string;
}

export type DeliveryOrder = "fifo" | "causal" | "total";

/** Findings that are told. */
const FINDINGS_MAX = 8;

interface Message {
  readonly name: string;
  readonly sender: string;
  /** How many messages its sender had broadcast before. */
  readonly number: number;
  /** By sender, how many of its messages have to be delivered before this one. */
  readonly needs: ReadonlyMap<string, number>;
}

/** Integrity (nothing is delivered twice, or from nowhere) is part of each order. */
export function checkDeliveryOrder(events: readonly BroadcastEvent[], order: DeliveryOrder): OrderResult {
  const integrity = integrityFaults(events);
  const faults = order === "total" ? totalFaults(events) : missedFaults(events, order);
  return orderResult([...integrity, ...faults].slice(0, FINDINGS_MAX));
}

function integrityFaults(events: readonly BroadcastEvent[]): OrderFinding[] {
  const sent = new Set(events.filter(({ kind }) => kind === "broadcast").map(({ message }) => message));
  const seen = new Set<string>();
  return events.flatMap(({ process, kind, message }, at): OrderFinding[] => {
    if (kind === "broadcast") return [];
    const key = JSON.stringify([process, message]);
    const isTwice = seen.has(key);
    seen.add(key);
    if (isTwice) return [{ pattern: "duplicate-delivery", says: `${process} delivered ${message} twice.`, steps: [], at }];
    return sent.has(message) ? [] : [{ pattern: "delivery-from-nowhere", says: `${process} delivered ${message}, which nobody broadcast.`, steps: [], at }];
  });
}

/** Follows each process: which messages it has delivered, and what the next one needs. Stops when there is enough to tell. */
function missedFaults(events: readonly BroadcastEvent[], order: "fifo" | "causal"): OrderFinding[] {
  const messages = describeMessages(events, order);
  const bySender = grouped([...messages.values()], ({ sender }) => sender);
  const delivered = new Map<string, Set<string>>();
  const faults: OrderFinding[] = [];
  for (const [at, { process, kind, message: name }] of events.entries()) {
    const own = delivered.get(process) ?? new Set<string>();
    delivered.set(process, own);
    const message = messages.get(name);
    if (kind === "broadcast" || message === undefined || own.has(name)) continue;
    own.add(name);
    const missing = firstMissing(message, own, bySender);
    if (missing === null) continue;
    faults.push({ pattern: `${order}-order`, says: `${process} delivered ${name} before ${missing.name}, which comes first.`, steps: chain(events, missing, message, order), at });
    if (faults.length >= FINDINGS_MAX) break;
  }
  return faults;
}

/** Of each sender the newest needed message is enough: what that one needs was looked at when it was delivered. */
function firstMissing({ needs }: Message, delivered: ReadonlySet<string>, bySender: ReadonlyMap<string, readonly Message[]>): Message | null {
  for (const [sender, count] of needs) {
    const newest = bySender.get(sender)?.[count - 1];
    if (newest !== undefined && !delivered.has(newest.name)) return newest;
  }
  return null;
}

/** Each message with what its sender had broadcast before (FIFO), or also delivered, and what that needs (causal). */
function describeMessages(events: readonly BroadcastEvent[], order: "fifo" | "causal"): Map<string, Message> {
  const messages = new Map<string, Message>();
  const known = new Map<string, Map<string, number>>();
  for (const { process, kind, message: name } of events) {
    const clock = known.get(process) ?? new Map<string, number>();
    known.set(process, clock);
    if (kind === "broadcast") {
      if (messages.has(name)) continue;
      const number = clock.get(process) ?? 0;
      messages.set(name, { name, sender: process, number, needs: new Map(clock) });
      clock.set(process, number + 1);
      continue;
    }
    const message = messages.get(name);
    if (message === undefined || order === "fifo") continue;
    for (const [sender, count] of [...message.needs, [message.sender, message.number + 1] as const]) clock.set(sender, Math.max(clock.get(sender) ?? 0, count));
  }
  return messages;
}

/** Why the one message comes before the other one: a shortest way over broadcasts that followed a broadcast or a delivery. */
function chain(events: readonly BroadcastEvent[], from: Message, to: Message, order: "fifo" | "causal"): OrderStep[] {
  const via = new Map<string, OrderStep>();
  const reached = [from.name];
  for (const before of reached) {
    for (const step of directlyAfter(events, before, order)) {
      if (step.to === from.name || via.has(step.to)) continue;
      via.set(step.to, step);
      reached.push(step.to);
    }
  }
  const steps: OrderStep[] = [];
  for (let at = via.get(to.name); at !== undefined; at = via.get(at.from)) steps.unshift(at);
  return steps;
}

function directlyAfter(events: readonly BroadcastEvent[], name: string, order: "fifo" | "causal"): OrderStep[] {
  const since = new Map<string, "broadcast" | "delivered">();
  return events.flatMap(({ process, kind, message }): OrderStep[] => {
    const how = since.get(process);
    if (message === name && (kind === "broadcast" || order === "causal")) since.set(process, how ?? (kind === "broadcast" ? "broadcast" : "delivered"));
    if (kind !== "broadcast" || message === name || how === undefined) return [];
    return [{ from: name, to: message, because: `${process} had ${how} ${name} when it broadcast ${message}` }];
  });
}

/** Every log of deliveries is the beginning of one and the same log: the longest. */
function totalFaults(events: readonly BroadcastEvent[]): OrderFinding[] {
  const delivered = grouped(events.filter(({ kind }) => kind === "deliver"), ({ process }) => process);
  const logs = [...delivered].map(([process, own]) => ({ process, own: own.map(({ message }) => message) }));
  const [longest] = [...logs].sort((one, other) => other.own.length - one.own.length);
  if (longest === undefined) return [];
  const { process: leader, own: log } = longest;
  return logs.flatMap(({ process, own }): OrderFinding[] => {
    const at = own.findIndex((message, index) => message !== log[index]);
    if (at < 0) return [];
    const [one, other] = [own[at] as string, log[at] as string];
    const tell = (who: string, what: readonly string[]): OrderStep => ({ from: who, to: what[at] as string, because: `${who} delivered ${[...(at > 0 ? [what[at - 1]] : []), what[at]].join(", then ")}, as number ${at + 1}` });
    return [{ pattern: "total-order", says: `Delivery ${at + 1} of ${process} was ${one}, and of ${leader} ${other}.`, steps: [tell(process, own), tell(leader, log)] }];
  });
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
