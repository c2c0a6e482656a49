/**
 * Log Matching: if two logs contain an entry with the same index and term, then the logs are identical in all entries up
 * through that index. Looked for among all logs that were ever on a disk.
 */
import { jsonKey } from "../json-key";
import { type DurableState, entryAt, type LogEntry, type RaftFinding, type RaftRecord, raftResult, type RaftResult } from "./raft-record";

/** Where an entry with an index and a term was first seen, with all that came before it. */
interface Sighting {
  readonly history: number;
  readonly state: DurableState;
}

export function checkLogMatching(record: RaftRecord): RaftResult {
  const prefixes = new Prefixes();
  const sightings = new Map<string, Sighting>();
  const findings: RaftFinding[] = [];
  let entries = 0;
  for (const state of record.disks) {
    const base = state.snapshot?.index ?? 0;
    // What a snapshot stands for is known by its last entry, if that was ever seen.
    const last = state.snapshot === undefined ? null : (sightings.get(`${base} ${state.snapshot.term}`) ?? null);
    let history = state.snapshot === undefined ? 0 : (last?.history ?? prefixes.of(-1, { term: state.snapshot.term, command: base }));
    for (const [offset, entry] of state.log.entries()) {
      const index = base + offset + 1;
      entries += 1;
      history = prefixes.of(history, entry);
      const key = `${index} ${entry.term}`;
      const first = sightings.get(key);
      if (first === undefined) sightings.set(key, { history, state });
      else if (first.history !== history) {
        findings.push(tell(first.state, state, index, entry.term));
        break;
      }
    }
  }
  return raftResult(findings, entries > 0);
}

/** Gives equal sequences of entries equal numbers. */
class Prefixes {
  private readonly numbers = new Map<string, number>();

  of(before: number, { term, command }: LogEntry): number {
    const key = `${before} ${term} ${jsonKey(command)}`;
    const known = this.numbers.get(key) ?? this.numbers.size + 1;
    this.numbers.set(key, known);
    return known;
  }
}

function tell(one: DurableState, other: DurableState, index: number, term: number): RaftFinding {
  const difference = Array.from({ length: index }, (_, before) => before + 1).find((at) => isDifferent(entryAt(one, at), entryAt(other, at))) ?? index;
  const show = (state: DurableState) => `${state.node} (event ${state.event}) has ${entryInWords(entryAt(state, difference))}`;
  return {
    pattern: "log-mismatch",
    says: `${one.node} and ${other.node} both have an entry of term ${term} at index ${index}, but at index ${difference} ${show(one)} and ${show(other)}.`,
    events: [one.event, other.event],
  };
}

function isDifferent(one: LogEntry | "compacted" | null, other: LogEntry | "compacted" | null): boolean {
  if (one === "compacted" || other === "compacted" || one === null || other === null) return false;
  return one.term !== other.term || jsonKey(one.command) !== jsonKey(other.command);
}

export const entryInWords = (entry: LogEntry | "compacted" | null): string =>
  entry === null ? "nothing" : entry === "compacted" ? "a snapshot" : `${jsonKey(entry.command)} of term ${entry.term}`;
