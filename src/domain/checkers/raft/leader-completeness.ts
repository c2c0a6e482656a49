/**
 * Leader Completeness: if a log entry is committed in a given term, then that entry will be present in the logs of the
 * leaders for all higher-numbered terms.
 *
 * An entry is committed when a majority has had it on disk in its own term, as no leader without it can be elected after
 * that (section 5.4.3), whether anybody knows it or not; and when some server applies it, which is to say that it is.
 */
import { jsonKey } from "../json-key";
import { entryInWords } from "./log-matching";
import { Disks, entryAt, type Leader, leadersOf, majorityOf, type RaftFinding, type RaftRecord, raftResult, type RaftResult } from "./raft-record";

interface Committed {
  readonly index: number;
  readonly command: string;
  /** Leaders of higher terms than this one have to have it. */
  readonly term: number;
  readonly event: number;
  readonly because: string;
}

export function checkLeaderCompleteness(record: RaftRecord): RaftResult {
  const committed = [...storedByMajority(record), ...applied(record)];
  const disks = new Disks(record.disks);
  const leaders = leadersOf(record);
  const findings = leaders.flatMap((leader) => {
    const missing = committed.find((entry) => entry.term < leader.term && lacks(record, disks, leader, entry));
    return missing === undefined ? [] : [tell(disks, leader, missing)];
  });
  return raftResult(findings, committed.length > 0 && leaders.length > 0);
}

/** Entries that a majority had on disk while it was in the entry's own term. */
function storedByMajority(record: RaftRecord): Committed[] {
  const holders = new Map<string, Set<string>>();
  const counted = new Map<string, number>();
  return record.disks.flatMap(({ node, event, currentTerm, log, snapshot }): Committed[] => {
    const base = snapshot?.index ?? 0;
    const round = JSON.stringify([node, currentTerm]);
    const from = Math.max(counted.get(round) ?? 0, base);
    counted.set(round, Math.max(from, base + log.length));
    return log.slice(from - base).flatMap(({ term, command }, offset): Committed[] => {
      const index = from + offset + 1;
      if (term !== currentTerm) return [];
      const key = JSON.stringify([index, term, jsonKey(command)]);
      const own = holders.get(key) ?? new Set<string>();
      holders.set(key, own);
      const before = own.size;
      own.add(node);
      if (before >= majorityOf(record) || own.size < majorityOf(record)) return [];
      return [{ index, command: jsonKey(command), term, event, because: `${[...own].join(", ")} had it on disk in term ${term} (event ${event})` }];
    });
  });
}

/** Entries that were applied: committed in the applier's term at the latest. */
function applied(record: RaftRecord): Committed[] {
  const disks = new Disks(record.disks);
  const seen = new Set<string>();
  const terms = new TermsOfNodes(record);
  return record.applied.flatMap(({ node, event, index, command }): Committed[] => {
    const key = JSON.stringify([index, jsonKey(command)]);
    if (seen.has(key)) return [];
    seen.add(key);
    const term = Math.max(disks.at(node, event)?.currentTerm ?? 0, terms.advanceTo(event).get(node) ?? 0);
    return [{ index, command: jsonKey(command), term, event, because: `${node} applied it in term ${term} (event ${event})` }];
  });
}

/** The highest term that each node had shown in its messages; asked in the order of events. */
class TermsOfNodes {
  private readonly terms = new Map<string, number>();
  private at = 0;

  constructor(private readonly record: RaftRecord) {}

  advanceTo(event: number): ReadonlyMap<string, number> {
    for (let message = this.record.messages[this.at]; message !== undefined && message.event <= event; message = this.record.messages[this.at]) {
      this.at += 1;
      const term = message.kind === "vote" ? message.requestTerm : message.kind === "appended" ? message.request.term : message.term;
      this.terms.set(message.from, Math.max(this.terms.get(message.from) ?? 0, term));
    }
    return this.terms;
  }
}

/**
 * Whether the leader's log was without the entry when it began to lead. What it had not synced by then counts as there
 * if it asked for votes with a log of that length, unless its disk showed another entry later in the same term.
 */
function lacks(record: RaftRecord, disks: Disks, { node, term, event }: Leader, { index, command }: Committed): boolean {
  const isOther = (entry: ReturnType<typeof entryAt>) => entry !== null && entry !== "compacted" && jsonKey(entry.command) !== command;
  const state = disks.at(node, event);
  const entry = state === null ? null : entryAt(state, index);
  if (entry !== null) return isOther(entry);
  const claimed = record.messages.find((message) => message.kind === "request-vote" && message.from === node && message.term === term);
  if (claimed?.kind !== "request-vote" || claimed.lastLogIndex < index) return true;
  return disks.after(node, event).some((later) => later.currentTerm === term && isOther(entryAt(later, index)));
}

function tell(disks: Disks, { node, term, event, how }: Leader, { index, command, because, ...committed }: Committed): RaftFinding {
  const state = disks.at(node, event);
  const has = state === null ? "nothing" : entryInWords(entryAt(state, index));
  return {
    pattern: "leader-without-committed-entry",
    says: `${command} at index ${index} is committed, as ${because}; but ${node}, leader of term ${term} (it ${how}, event ${event}), had ${has} there.`,
    events: [committed.event, event],
  };
}
