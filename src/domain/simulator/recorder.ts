/** Keeps the books of a run: numbers its events, folds them into the trace hash, and where wanted remembers them. */
import type { Delay, Link, ServiceName, Weather } from "./cluster-plan";
import type { DiskLoss } from "./disk";
import type { Address, Json } from "./message";
import type { Counters, Upcall } from "./run-record";
import type { Did, LossReason, Pictured, TracedMessage, TraceEvent, Trigger } from "./trace";
import { TraceHash } from "./trace-hash";

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
/** An event before it has its number. */
type Unnumbered = TraceEvent extends infer Event ? (Event extends TraceEvent ? Omit<Event, "number"> : never) : never;

export interface HandlerRun {
  readonly node: Address;
  readonly incarnation: number;
  readonly trigger: Trigger;
}

export interface HandlerEnd extends HandlerRun {
  readonly effectsText: string;
  readonly did: readonly Did[];
  readonly failed: boolean;
}

export class Recorder {
  readonly counters: Writable<Counters> = { serverMessages: 0, serverBytes: 0, clientMessages: 0, lost: 0, duplicated: 0, crashes: 0, deliveries: 0 };
  readonly trace: TraceEvent[] | null;
  readonly upcalls: Upcall[] = [];
  events = 0;
  private readonly hash = new TraceHash();

  constructor(remember: boolean) {
    this.trace = remember ? [] : null;
  }

  get traceHash(): string {
    return this.hash.digest;
  }

  handled(atUs: number, { effectsText, ...run }: HandlerEnd, pictured: Pictured): void {
    this.hash.add(`h|${atUs}|${run.node}|${run.incarnation}|${triggerText(run.trigger)}|${run.failed ? 1 : 0}`);
    this.hash.add(effectsText);
    const number = this.count();
    this.trace?.push({ number, atUs, kind: "handled", ...run, ...pictured });
  }

  /** Called while the effects of a handler are carried out, before the handler itself is noted: it gets the next number. */
  delivered(timeUs: number, node: Address, incarnation: number, value: Json): void {
    this.counters.deliveries += 1;
    this.upcalls.push({ node, incarnation, value, timeUs, event: this.events });
  }

  lost(atUs: number, message: TracedMessage, copy: 1 | 2, why: LossReason): void {
    this.counters.lost += 1;
    this.add(`l|${atUs}|${message.number}|${copy}|${why}`, { atUs, kind: "lost", message, copy, why });
  }

  crashed(atUs: number, node: Address, { writes, tornKey }: DiskLoss, pictured: Pictured): void {
    this.counters.crashes += 1;
    const torn = tornKey === null ? {} : { tornKey };
    this.add(`x|${atUs}|${node}|${writes}${tornKey === null ? "" : `|${tornKey}`}`, { atUs, kind: "crashed", node, lostWrites: writes, ...torn, ...pictured });
  }

  partitioned(atUs: number, sides: readonly (readonly Address[])[]): void {
    this.add(`p|${atUs}|${sides.map((side) => side.join(",")).join("/")}`, { atUs, kind: "partitioned", sides });
  }

  cut(atUs: number, links: readonly Link[]): void {
    this.add(`k|${atUs}|${links.map((link) => link.join(">")).join(",")}`, { atUs, kind: "cut", links });
  }

  healed(atUs: number): void {
    this.add(`q|${atUs}`, { atUs, kind: "healed" });
  }

  clockJumped(atUs: number, node: Address, byMs: number): void {
    this.add(`j|${atUs}|${node}|${byMs}`, { atUs, kind: "clock-jumped", node, byMs });
  }

  clockDrifted(atUs: number, node: Address, ppm: number): void {
    this.add(`f|${atUs}|${node}|${ppm}`, { atUs, kind: "clock-drifted", node, ppm });
  }

  weather(atUs: number, { latency, loss, duplication }: Weather): void {
    this.add(`w|${atUs}|${delayText(latency)}|${loss}|${duplication}`, { atUs, kind: "weather", latency, loss, duplication });
  }

  paused(atUs: number, node: Address): void {
    this.add(`z|${atUs}|${node}`, { atUs, kind: "paused", node });
  }

  resumed(atUs: number, node: Address): void {
    this.add(`y|${atUs}|${node}`, { atUs, kind: "resumed", node });
  }

  slowed(atUs: number, node: Address, service: Delay | null): void {
    this.add(`o|${atUs}|${node}|${service === null ? "" : delayText(service)}`, { atUs, kind: "slowed", node, service });
  }

  served(atUs: number, service: ServiceName, request: TracedMessage, reply: TracedMessage | null): void {
    this.add(`v|${atUs}|${service}|${request.number}|${reply === null ? "" : JSON.stringify(reply.body)}`, { atUs, kind: "served", service, request, reply });
  }

  invoked(atUs: number, operation: number, client: Address, message: TracedMessage): number {
    this.counters.clientMessages += 1;
    return this.add(`i|${atUs}|${operation}|${message.number}`, { atUs, kind: "invoked", operation, client, message });
  }

  completed(atUs: number, operation: number, client: Address, type: "ok" | "fail" | "info", message: TracedMessage | null): number {
    return this.add(`c|${atUs}|${operation}|${type}|${message?.number ?? -1}`, { atUs, kind: "completed", operation, client, type, message });
  }

  private add(text: string, event: Unnumbered): number {
    this.hash.add(text);
    const number = this.count();
    this.trace?.push({ number, ...event } as TraceEvent);
    return number;
  }

  private count(): number {
    this.events += 1;
    return this.events - 1;
  }
}

const delayText = ({ kind, meanUs }: Delay): string => `${kind} ${meanUs}`;

function triggerText(trigger: Trigger): string {
  switch (trigger.kind) {
    case "boot":
      return trigger.restarted ? "B" : "b";
    case "message":
      return `m${trigger.message.number}.${trigger.copy}`;
    case "timer":
      return `t${trigger.name}`;
    case "synced":
      return "s";
    case "rpc-timeout":
      return `r${trigger.message.number}`;
  }
}

/** The bytes of a text in UTF-8. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    const pair = unit >= 0xd800 && unit < 0xdc00;
    bytes += unit < 0x800 || pair ? 1 : 2;
    if (pair) {
      bytes += 1;
      at += 1;
    }
  }
  return bytes;
}

