/**
 * What Raft's invariants are read from: messages as the network carried them, disks as they were after each sync, and
 * the entries that nodes handed to their state machines. Nothing in it is what a program says about itself: its role, or
 * that something is committed, is concluded from these.
 *
 * Names and rules are those of Figure 2 of Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm"
 * (2014). Indices of the log begin at 1. `event` is the number of an event of the run: all orders are by it.
 */
import type { Json } from "../../simulator/message";

export interface LogEntry {
  readonly term: number;
  readonly command: Json;
}

export interface VoteRequest {
  readonly kind: "request-vote";
  readonly event: number;
  readonly from: string;
  readonly to: string;
  readonly term: number;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

export interface VoteReply {
  readonly kind: "vote";
  readonly event: number;
  readonly from: string;
  readonly to: string;
  /** The term of the request that it answers, whatever the reply says. */
  readonly requestTerm: number;
  readonly voteGranted: boolean;
  /** When it arrived; null if it never did. */
  readonly deliveredAt: number | null;
}

export interface AppendRequest {
  readonly kind: "append-entries";
  readonly event: number;
  readonly from: string;
  readonly to: string;
  readonly term: number;
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: readonly LogEntry[];
}

export interface AppendReply {
  readonly kind: "appended";
  readonly event: number;
  readonly from: string;
  readonly to: string;
  readonly success: boolean;
  /** The request that it answers. */
  readonly request: AppendRequest;
}

export type RaftMessage = VoteRequest | VoteReply | AppendRequest | AppendReply;

/** What is certain to outlive a crash of the node from this event on. */
export interface DurableState {
  readonly event: number;
  readonly node: string;
  readonly currentTerm: number;
  readonly votedFor: string | null;
  /** The entries after the snapshot; without one all of them. */
  readonly log: readonly LogEntry[];
  /** The last entry that a snapshot has taken the place of. */
  readonly snapshot?: { readonly index: number; readonly term: number };
}

/** An entry that a node handed to its state machine. */
export interface AppliedEntry {
  readonly event: number;
  readonly node: string;
  /** How often the node had been restarted: each time it applies the log anew. */
  readonly incarnation: number;
  readonly index: number;
  readonly command: Json;
}

export interface RaftRecord {
  readonly nodes: readonly string[];
  /** In the order in which they were sent. */
  readonly messages: readonly RaftMessage[];
  /** In their order. */
  readonly disks: readonly DurableState[];
  readonly applied: readonly AppliedEntry[];
}

/** A broken invariant, with the events to look at. */
export interface RaftFinding {
  readonly pattern: string;
  readonly says: string;
  readonly events: readonly number[];
}

export interface RaftResult {
  readonly verdict: "valid" | "invalid" | "unknown";
  /** The first few, in the order of the run. */
  readonly findings: readonly RaftFinding[];
}

const FINDINGS_MAX = 8;

/** Unknown where there was nothing that could have been wrong. */
export function raftResult(findings: readonly RaftFinding[], isTested: boolean): RaftResult {
  const verdict = findings.length > 0 ? "invalid" : isTested ? "valid" : "unknown";
  return { verdict, findings: findings.slice(0, FINDINGS_MAX) };
}

export const majorityOf = ({ nodes }: RaftRecord): number => Math.floor(nodes.length / 2) + 1;

/** The durable states of each node, to be asked what was on its disk at an event. */
export class Disks {
  private readonly byNode = new Map<string, DurableState[]>();

  constructor(states: readonly DurableState[]) {
    for (const state of states) {
      const own = this.byNode.get(state.node);
      if (own === undefined) this.byNode.set(state.node, [state]);
      else own.push(state);
    }
  }

  /** The state that was durable when the event happened, or null if nothing was ever synced before. */
  at(node: string, event: number): DurableState | null {
    const own = this.byNode.get(node) ?? [];
    let low = 0;
    let high = own.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((own[middle] as DurableState).event <= event) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? null : (own[low - 1] as DurableState);
  }

  /** All states of the node that became durable after the event. */
  after(node: string, event: number): readonly DurableState[] {
    return (this.byNode.get(node) ?? []).filter((state) => state.event > event);
  }
}

/** The entry at an index; "compacted" if a snapshot stands for it, null if the log does not reach so far. */
export function entryAt({ log, snapshot }: Pick<DurableState, "log" | "snapshot">, index: number): LogEntry | "compacted" | null {
  const base = snapshot?.index ?? 0;
  return index <= base ? "compacted" : (log[index - base - 1] ?? null);
}

/** A node that led a term: how that is known, and since which event. */
export interface Leader {
  readonly node: string;
  readonly term: number;
  readonly event: number;
  readonly how: "sent AppendEntries" | "had the votes of a majority";
}

/** Whoever sent AppendEntries in a term, or had a majority's votes for it, in the order in which that came to be. */
export function leadersOf(record: RaftRecord): Leader[] {
  const leaders = new Map<string, Leader>();
  const add = (leader: Leader) => {
    const key = JSON.stringify([leader.term, leader.node]);
    const known = leaders.get(key);
    if (known === undefined || leader.event < known.event) leaders.set(key, leader);
  };
  for (const message of record.messages) {
    if (message.kind === "append-entries") add({ node: message.from, term: message.term, event: message.event, how: "sent AppendEntries" });
  }
  for (const { candidate, term, event } of elections(record)) add({ node: candidate, term, event, how: "had the votes of a majority" });
  return [...leaders.values()].sort((one, other) => one.event - other.event);
}

/** A vote that arrived at its candidate. */
export interface Vote {
  readonly voter: string;
  readonly candidate: string;
  readonly term: number;
  readonly sentAt: number;
  readonly deliveredAt: number;
}

/** Granted votes that arrived, in the order of their arrival. */
export function votesOf({ messages }: RaftRecord): Vote[] {
  return messages
    .flatMap((message): Vote[] => {
      if (message.kind !== "vote" || !message.voteGranted || message.deliveredAt === null) return [];
      return [{ voter: message.from, candidate: message.to, term: message.requestTerm, sentAt: message.event, deliveredAt: message.deliveredAt }];
    })
    .sort((one, other) => one.deliveredAt - other.deliveredAt);
}

/** When candidates had a majority; a candidate's own vote needs no message. */
function elections(record: RaftRecord): { candidate: string; term: number; event: number }[] {
  const voters = new Map<string, Set<string>>();
  return votesOf(record).flatMap(({ voter, candidate, term, deliveredAt }) => {
    const key = JSON.stringify([term, candidate]);
    const own = voters.get(key) ?? new Set([candidate]);
    voters.set(key, own);
    const before = own.size;
    own.add(voter);
    return before < majorityOf(record) && own.size >= majorityOf(record) ? [{ candidate, term, event: deliveredAt }] : [];
  });
}
