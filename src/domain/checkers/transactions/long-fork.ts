/**
 * Jepsen's long fork: each key is written once, and reads of a group of keys show which of them are written. If one read
 * shows x without y and another one y without x, the two writes happened in different orders for the two, which parallel
 * snapshot isolation permits and snapshot isolation does not.
 */
import type { Json } from "../../simulator/message";
import type { Operation } from "../history/operations";
import { type Identity, identity } from "../identity";
import { shown, shownKey } from "./finding";
import { faultInWords, transactionsOf } from "./transaction";

export interface LongForkOptions {
  /** Keys are numbers, and so many successive ones, from 0, are a group; without it a group is the keys of one read. */
  readonly groupSize?: number;
}

export interface Fork {
  /** Indices of the two operations that read. */
  readonly reads: readonly [number, number];
  readonly says: string;
}

export interface LongForkResult {
  readonly verdict: "valid" | "invalid" | "unknown";
  /** One fork of each group that has any. */
  readonly forks: readonly Fork[];
  readonly unknownBecause: string | null;
}

interface GroupRead {
  readonly operation: number;
  /** By key: the keys that were read, and what was read. */
  readonly values: ReadonlyMap<Identity, { readonly key: Json; readonly value: Json }>;
  readonly written: number;
}

const unknown = (unknownBecause: string): LongForkResult => ({ verdict: "unknown", forks: [], unknownBecause });

export function checkLongFork(operations: readonly Operation[], { groupSize }: LongForkOptions = {}): LongForkResult {
  const transactions = transactionsOf(operations, { writes: "w", initial: null });
  if (!transactions.ok) return unknown(faultInWords(transactions.error));
  const written = new Set<Identity>();
  const groups = new Map<string, GroupRead[]>();
  for (const { type, micro, operation } of transactions.value) {
    for (const { f, key } of micro) {
      if (f !== "w" || type === "fail") continue;
      if (written.has(identity(key))) return unknown(`${shownKey(key)} was written twice: what a read shows does not tell which write it saw.`);
      written.add(identity(key));
    }
    const reads = micro.filter(({ f }) => f === "r");
    if (type !== "ok" || reads.length < 2 || reads.length < micro.length) continue;
    const group = groupOf(reads.map(({ key }) => key), groupSize);
    if (group === null) return unknown(`T${operation} does not read one group of ${groupSize} keys.`);
    const values = new Map(reads.map(({ key, value }) => [identity(key), { key, value }]));
    const read: GroupRead = { operation, values, written: [...values.values()].filter(({ value }) => value !== null).length };
    groups.set(group, [...(groups.get(group) ?? []), read]);
  }
  if (groups.size === 0) return unknown("No read of several keys was answered.");
  const forks = [...groups.values()].flatMap(forkOf);
  return { verdict: forks.length > 0 ? "invalid" : "valid", forks, unknownBecause: null };
}

/** A name of the group; null if the keys are not all of one group of this size. */
function groupOf(keys: readonly Json[], groupSize: number | undefined): string | null {
  if (groupSize === undefined) return JSON.stringify(keys.map(identity).sort());
  const numbers = keys.map((key) => (typeof key === "number" ? Math.floor(key / groupSize) : null));
  const isOne = numbers[0] !== null && numbers.every((number) => number === numbers[0]) && new Set(keys).size === groupSize;
  return isOne ? String(numbers[0]) : null;
}

/** What grows one write after the other is a chain: sorted by size, each state contains the one before. */
function forkOf(reads: readonly GroupRead[]): Fork[] {
  const bySize = [...reads].sort((one, other) => one.written - other.written);
  for (const [index, larger] of bySize.entries()) {
    const smaller = bySize[index - 1];
    const lost = smaller === undefined ? undefined : isWrittenOnlyIn(smaller, larger);
    const gained = smaller === undefined ? undefined : isWrittenOnlyIn(larger, smaller);
    if (smaller === undefined || lost === undefined || gained === undefined) continue;
    const says = `T${smaller.operation} read ${lost} and not ${gained}; T${larger.operation} read ${gained} and not ${lost}.`;
    return [{ reads: [smaller.operation, larger.operation], says }];
  }
  return [];
}

function isWrittenOnlyIn(one: GroupRead, other: GroupRead): string | undefined {
  const entry = [...one.values].find(([id, { value }]) => value !== null && other.values.get(id)?.value === null)?.[1];
  return entry === undefined ? undefined : `${shownKey(entry.key)} = ${shown(entry.value)}`;
}
