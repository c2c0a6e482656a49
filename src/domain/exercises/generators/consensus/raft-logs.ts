/** Logs that a Raft group can really have: they come from a small run of elections and partial replication. */
import type { SeededRandom } from "../../../kernel/seeded-random";
import { between, chance, sample } from "../drawing";

/** Terms of the entries, from index 1 */
export type Log = readonly number[];

export interface NamedLog {
  readonly name: string;
  readonly log: Log;
}

/** Ongaro and Ousterhout 2014, section 5.4.1: the later last term, then the longer log. Above zero: `one` is ahead. */
export const compareLogs = (one: Log, other: Log): number => (one.at(-1) ?? 0) - (other.at(-1) ?? 0) || one.length - other.length;

/** Votes that a server can get if all are up and none has voted in the new term, its own included. */
export const votesFor = (candidate: Log, logs: readonly Log[]): number => logs.filter((log) => compareLogs(log, candidate) <= 0).length;

/** Up to which index two logs of one group are equal: by log matching, the last index with the same term in both. */
export const agreeUpTo = (one: Log, other: Log): number => one.findLastIndex((term, place) => other[place] === term) + 1;

/** Runs `terms` terms, each with a leader that can win; it adds a few entries and reaches some of the others. */
export function drawLogs(random: SeededRandom, servers: number, terms: number, entriesMax: number): NamedLog[] {
  let logs: Log[] = Array.from({ length: servers }, () => [1]);
  let term = 1;
  for (let round = 0; round < terms; round += 1) {
    term += chance(random, 0.3) ? 2 : 1;
    const able = logs.map((_, index) => index).filter((index) => votesFor(logs[index] ?? [], logs) > servers / 2);
    const leader = able[random.index(able.length)] ?? 0;
    const own = [...(logs[leader] ?? []), ...Array.from({ length: between(random, [1, 3]) }, () => term)].slice(0, entriesMax);
    const reached = sample(random, logs.map((_, index) => index).filter((index) => index !== leader), between(random, [0, servers - 2]));
    logs = logs.map((log, index) => (index === leader ? own : reached.includes(index) ? replicate(log, own, between(random, [1, own.length])) : log));
  }
  return logs.map((log, index) => ({ name: `S${index + 1}`, log }));
}

/** A follower's log after it was sent the leader's entries up to an index: what conflicts goes, and all behind it. */
function replicate(log: Log, leaders: Log, upTo: number): Log {
  const sent = leaders.slice(0, upTo);
  return agreeUpTo(log, leaders) >= upTo ? log : sent;
}
