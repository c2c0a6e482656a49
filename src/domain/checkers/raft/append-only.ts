/**
 * Leader Append-Only: a leader never overwrites or deletes entries in its log. And for its followers what Figure 2 says
 * of AppendEntries: entries are deleted where they conflict with a new one, so what a node has acknowledged to the leader
 * of a term stays on its disk for that term. Looked for between one synced state of a disk and the next.
 */
import { entryInWords } from "./log-matching";
import { type AppendReply, type DurableState, entryAt, leadersOf, type RaftFinding, type RaftRecord, raftResult, type RaftResult } from "./raft-record";

export function checkAppendOnly(record: RaftRecord): RaftResult {
  const promises = new Promises(record);
  const before = new Map<string, DurableState>();
  const findings = record.disks.flatMap((state): RaftFinding[] => {
    const last = before.get(state.node);
    before.set(state.node, state);
    // A node that has entered another term may have heard from another leader.
    if (last === undefined || last.currentTerm !== state.currentTerm) return [];
    const kept = promises.of(state);
    const gone = indicesOf(last).find((index) => index <= kept.until && isGone(last, state, index));
    return gone === undefined ? [] : [tell(last, state, gone, kept.why)];
  });
  return raftResult(findings, record.disks.length > 0 && promises.areAny);
}

interface Promised {
  /** The last index that has to stay. */
  readonly until: number;
  readonly why: "led that term" | "had acknowledged it to the leader of that term";
}

/** What each node may not take back in a term: all of its log if it leads, otherwise what it has acknowledged. */
class Promises {
  private readonly leading = new Map<string, number>();
  private readonly acknowledged = new Map<string, AppendReply[]>();

  constructor(record: RaftRecord) {
    for (const { node, term, event } of leadersOf(record)) this.leading.set(keyOf(node, term), event);
    for (const message of record.messages) {
      if (message.kind !== "appended" || !message.success) continue;
      const key = keyOf(message.from, message.request.term);
      const own = this.acknowledged.get(key);
      if (own === undefined) this.acknowledged.set(key, [message]);
      else own.push(message);
    }
  }

  get areAny(): boolean {
    return this.leading.size > 0 || this.acknowledged.size > 0;
  }

  of({ node, currentTerm, event }: DurableState): Promised {
    const key = keyOf(node, currentTerm);
    if ((this.leading.get(key) ?? Infinity) < event) return { until: Infinity, why: "led that term" };
    const replies = (this.acknowledged.get(key) ?? []).filter((reply) => reply.event < event);
    const until = replies.reduce((most, { request }) => Math.max(most, request.prevLogIndex + request.entries.length), 0);
    return { until, why: "had acknowledged it to the leader of that term" };
  }
}

const keyOf = (node: string, term: number): string => JSON.stringify([node, term]);

const indicesOf = ({ log, snapshot }: DurableState): number[] => log.map((_, offset) => (snapshot?.index ?? 0) + offset + 1);

function isGone(last: DurableState, state: DurableState, index: number): boolean {
  const [had, has] = [entryAt(last, index), entryAt(state, index)];
  if (had === null || had === "compacted" || has === "compacted") return false;
  return has === null || has.term !== had.term;
}

function tell(last: DurableState, state: DurableState, index: number, why: Promised["why"]): RaftFinding {
  const { node, currentTerm, event } = state;
  const says = `${node} had ${entryInWords(entryAt(last, index))} at index ${index} on its disk (event ${last.event}) and ${entryInWords(entryAt(state, index))} later in the same term, ${currentTerm} (event ${event}), although it ${why}.`;
  return { pattern: "entry-taken-back", says, events: [last.event, event] };
}
