/**
 * From a recorded run to what the lab "lamport-mutex" is judged by: which events happened before which, as the simulator
 * saw it, with the numbers that the program handed over; and who was in the critical section when.
 *
 * The program hands over `{ at }` for an event, `{ enter: at }` and `{ leave: at }` for its stay; its requests are messages
 * `request` with `at`.
 */
import { assert } from "../kernel/assert";
import type { Address, Json } from "../simulator/message";
import type { RunRecord } from "../simulator/run-record";
import type { TracedMessage, TraceEvent } from "../simulator/trace";
import { shown } from "./say";

/** An event that has to be stamped: a client asked for it, or a note came. */
export interface Stamped {
  readonly node: Address;
  readonly what: string;
  readonly event: number;
  readonly atUs: number;
  readonly stamp: number;
  /** Number of the note that it sends, or receives. */
  readonly sends: number | null;
  readonly receives: number | null;
  /** Why it is no event of which the order could be judged. */
  readonly odd: string | null;
}

/** One stay in the critical section. */
export interface Stay {
  readonly node: Address;
  readonly at: Json;
  readonly fromUs: number;
  readonly event: number;
  /** Null: it never left. */
  readonly left: { readonly atUs: number; readonly event: number } | null;
}

/** What a node asked the others for, the first message of it. */
export interface Asked {
  readonly node: Address;
  readonly at: number;
  readonly event: number;
}

type Handled = Extract<TraceEvent, { kind: "handled" }>;
const fieldsOf = (value: Json): { readonly [key: string]: Json } => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as { readonly [key: string]: Json }) : {});

function handledIn({ trace }: RunRecord): Handled[] {
  assert(trace !== undefined, "what happened before what is read from the trace of a run");
  return trace.filter((event): event is Handled => event.kind === "handled");
}

/** In the order in which they happened. */
export function stampedEvents(run: RunRecord): Stamped[] {
  const sent = new Set<number>();
  return handledIn(run).flatMap((event): Stamped[] => {
    if (event.trigger.kind !== "message") return [];
    const { message } = event.trigger;
    const { type, to = null } = fieldsOf(message.body);
    if (type !== "local" && type !== "tell" && type !== "note") return [];
    const notes = event.did.flatMap((did) => (did.kind === "sent" && fieldsOf(did.message.body)["type"] === "note" ? [did.message] : []));
    const [note] = notes;
    const unsent = type === "tell" ? unsentNote(notes, to) : type === "note" && !sent.has(message.number) ? "which was not sent when a client asked for it" : null;
    if (note !== undefined && unsent === null) sent.add(note.number);
    const { stamp, odd } = stampIn(event);
    const what = type === "local" ? "did something by itself" : type === "note" ? `received the note of ${message.from}` : unsent === null ? "sent a note" : "was asked to send a note";
    return [{ node: event.node, what, event: event.number, atUs: event.atUs, stamp, sends: type === "tell" ? (note?.number ?? null) : null, receives: type === "note" ? message.number : null, odd: unsent ?? odd }];
  });
}

/** Why these are not the one note that was asked for. */
function unsentNote(notes: readonly TracedMessage[], to: Json): string | null {
  if (notes.length !== 1) return `and sent ${notes.length} of them`;
  return notes[0]?.to === to ? null : "and sent it to somebody else";
}

/** The one number that a handler handed over for its event. */
function stampIn({ did }: Handled): { readonly stamp: number; readonly odd: string | null } {
  const stamps = did.flatMap((one) => (one.kind === "delivered" ? [fieldsOf(one.value)["at"] ?? null] : []));
  const [stamp = null] = stamps;
  if (stamps.length === 1 && typeof stamp === "number" && Number.isSafeInteger(stamp)) return { stamp, odd: null };
  const given = stamps.length === 0 ? "no number" : shown(stamps.length === 1 ? stamp : stamps);
  return { stamp: 0, odd: `and handed over ${given}: each event has one whole number, { at }` };
}

/** In the order of entering. A node that enters again without having left has left the first stay never. */
export function stays({ upcalls }: RunRecord): Stay[] {
  const list: { -readonly [Key in keyof Stay]: Stay[Key] }[] = [];
  for (const { node, value, timeUs, event } of upcalls) {
    const { enter, leave } = fieldsOf(value);
    if (enter !== undefined) list.push({ node, at: enter, fromUs: timeUs, event, left: null });
    const open = leave === undefined ? undefined : list.findLast((stay) => stay.node === node && stay.left === null);
    if (open !== undefined) open.left = { atUs: timeUs, event };
  }
  return list;
}

/** What nodes sent when they were asked for the lock, in that order. */
export const requests = (run: RunRecord): Asked[] =>
  handledIn(run).flatMap((event): Asked[] => {
    if (event.trigger.kind !== "message" || fieldsOf(event.trigger.message.body)["type"] !== "lock") return [];
    const ats = event.did.flatMap((did) => {
      if (did.kind !== "sent") return [];
      const { type, at } = fieldsOf(did.message.body);
      return type === "request" && typeof at === "number" ? [at] : [];
    });
    return [...new Set(ats)].map((at) => ({ node: event.node, at, event: event.number }));
  });
