/**
 * From a recorded run to what Raft's invariants are read from: messages as nodes sent them and as they arrived, disks as
 * they were synced, and what nodes handed up. A program's memory, and what it says of itself, are not looked at.
 *
 * The lab fixes names to Figure 2 of Ongaro and Ousterhout (2014). Messages `request_vote` {term, lastLogIndex,
 * lastLogTerm} and `append_entries` {term, prevLogIndex, prevLogTerm, entries: [{term, command}]}, each with a msg_id; a
 * reply to them is whatever answers that msg_id, with `voteGranted` or `success`. On disk `currentTerm`, `votedFor` and
 * the log `log` of {term, command}. Applying an entry is `env.deliver({ index, command })`.
 */
import { assert } from "../kernel/assert";
import type { AppendReply, AppendRequest, AppliedEntry, DurableState, LogEntry, RaftMessage, RaftRecord, VoteReply, VoteRequest } from "../checkers/raft/raft-record";
import type { Json } from "../simulator/message";
import type { RunRecord } from "../simulator/run-record";
import type { TracedMessage, TraceEvent } from "../simulator/trace";

export interface RaftReading {
  readonly record: RaftRecord;
  /** Messages, disks and upcalls that do not have the lab's form: the numbers of their events and what is wrong. */
  readonly unreadable: readonly { readonly event: number; readonly says: string }[];
}

type Handled = Extract<TraceEvent, { kind: "handled" }>;
type Request = VoteRequest | AppendRequest;
type Fields = { readonly [key: string]: Json };

/** Reads a run with its trace: of a lab whose rules say `readsTrace`, or an inspected one. */
export function readRaft(run: RunRecord, nodes: readonly string[]): RaftReading {
  const { trace } = run;
  assert(trace !== undefined, "Raft's invariants are read from the trace of a run");
  const reader = new Reader(arrivalsIn(trace));
  for (const event of trace) {
    if (event.kind === "handled") reader.handled(event);
    if (event.kind === "handled" || event.kind === "crashed") reader.disk(event);
  }
  const { messages, disks, applied, unreadable } = reader;
  return { record: { nodes, messages, disks, applied }, unreadable };
}

/** By a message's number: the event at which its first copy was handled. */
function arrivalsIn(trace: readonly TraceEvent[]): ReadonlyMap<number, number> {
  const arrivals = new Map<number, number>();
  for (const event of trace) {
    if (event.kind !== "handled" || event.trigger.kind !== "message") continue;
    const { number } = event.trigger.message;
    if (!arrivals.has(number)) arrivals.set(number, event.number);
  }
  return arrivals;
}

class Reader {
  readonly messages: RaftMessage[] = [];
  readonly disks: DurableState[] = [];
  readonly applied: AppliedEntry[] = [];
  readonly unreadable: { event: number; says: string }[] = [];
  /** By who asked whom under which msg_id. */
  private readonly requests = new Map<string, Request>();
  /** The synced disk of each node as it was last seen, as a text. */
  private readonly seen = new Map<string, string>();

  constructor(private readonly arrivals: ReadonlyMap<number, number>) {}

  handled({ number: event, node, incarnation, did }: Handled): void {
    for (const one of did) {
      if (one.kind === "sent") this.sent(one.message, event);
      if (one.kind !== "delivered") continue;
      const { index, command } = fieldsOf(one.value);
      if (isIndex(index) && command !== undefined) this.applied.push({ event, node, incarnation, index, command });
      else this.refuse(event, `${node} delivered something else than { index, command }.`);
    }
  }

  /** What is certain to outlive a crash, where it has changed. */
  disk(event: Extract<TraceEvent, { kind: "handled" | "crashed" }>): void {
    const { picture, synced = picture?.synced, node, number } = event;
    if (synced === undefined) return;
    const { currentTerm, votedFor, log } = synced;
    const text = JSON.stringify([currentTerm, votedFor, log]);
    const before = this.seen.get(node);
    this.seen.set(node, text);
    if (text === before || (before === undefined && currentTerm === undefined && votedFor === undefined && log === undefined)) return;
    const entries = entriesOf(log ?? []);
    const isVote = votedFor === undefined || votedFor === null || typeof votedFor === "string";
    if (!isIndex(currentTerm ?? 0) || !isVote || entries === null) return this.refuse(number, `The disk of ${node} does not hold currentTerm, votedFor and log in the lab's form.`);
    this.disks.push({ event: number, node, currentTerm: (currentTerm ?? 0) as number, votedFor: votedFor ?? null, log: entries });
  }

  private sent(message: TracedMessage, event: number): void {
    const { from, to } = message;
    const body = fieldsOf(message.body);
    const { type, msg_id: id, in_reply_to: answers } = body;
    if (type === "request_vote" || type === "append_entries") {
      const request = type === "request_vote" ? voteRequest(from, to, event, body) : appendRequest(from, to, event, body);
      if (request === null || !isIndex(id)) return this.refuse(event, `${from} sent ${type} without the fields of Figure 2 or without a msg_id.`);
      this.messages.push(request);
      this.requests.set(keyOf(from, to, id), request);
      return;
    }
    const request = isIndex(answers) ? this.requests.get(keyOf(to, from, answers)) : undefined;
    if (request === undefined || type === "error") return;
    const reply = this.replyTo(request, message, event, body);
    if (reply === null) return this.refuse(event, `${from} answered ${request.kind} without ${request.kind === "request-vote" ? "voteGranted" : "success"}.`);
    this.messages.push(reply);
  }

  private replyTo(request: Request, { number, from, to }: TracedMessage, event: number, { voteGranted, success }: Fields): VoteReply | AppendReply | null {
    if (request.kind === "append-entries") return typeof success === "boolean" ? { kind: "appended", event, from, to, success, request } : null;
    if (typeof voteGranted !== "boolean") return null;
    return { kind: "vote", event, from, to, requestTerm: request.term, voteGranted, deliveredAt: this.arrivals.get(number) ?? null };
  }

  private refuse(event: number, says: string): void {
    this.unreadable.push({ event, says });
  }
}

const keyOf = (asker: string, asked: string, id: number): string => JSON.stringify([asker, asked, id]);

const fieldsOf = (value: Json): Fields => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {});

const isIndex = (value: Json | undefined): value is number => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

function voteRequest(from: string, to: string, event: number, { term, lastLogIndex, lastLogTerm }: Fields): VoteRequest | null {
  if (!isIndex(term) || !isIndex(lastLogIndex) || !isIndex(lastLogTerm)) return null;
  return { kind: "request-vote", event, from, to, term, lastLogIndex, lastLogTerm };
}

function appendRequest(from: string, to: string, event: number, { term, prevLogIndex, prevLogTerm, entries: listed = null }: Fields): AppendRequest | null {
  const entries = entriesOf(listed);
  // A torn entry is one that its node never finished to write: nobody can send it.
  if (!isIndex(term) || !isIndex(prevLogIndex) || !isIndex(prevLogTerm) || entries === null || entries.length !== (listed as readonly Json[]).length) return null;
  return { kind: "append-entries", event, from, to, term, prevLogIndex, prevLogTerm, entries };
}

/** The entries of a log, up to a last one that a crash tore (a text); null for what is no log. */
function entriesOf(log: Json): LogEntry[] | null {
  if (!Array.isArray(log)) return null;
  const values = log as readonly Json[];
  const whole = typeof values.at(-1) === "string" ? values.slice(0, -1) : values;
  const entries = whole.flatMap((value): LogEntry[] => {
    const { term, command } = fieldsOf(value);
    return isIndex(term) && command !== undefined ? [{ term, command }] : [];
  });
  return entries.length === whole.length ? entries : null;
}
