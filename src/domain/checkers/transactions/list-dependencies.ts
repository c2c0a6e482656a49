/** Dependencies of transactions on lists (Elle, section 4.3): from each version to those that read it, and to the next one. */
import type { Json } from "../../simulator/message";
import { EdgeList } from "../graph/digraph";
import { identity } from "../identity";
import { RW, WR, WW } from "./dependencies";
import { shown, shownKey } from "./finding";
import type { Append, ListKey, ListRead } from "./list-versions";
import { type Transaction, transactionName } from "./transaction";

/** Why an edge is there: by what was appended or read. */
interface Reason {
  readonly key: ListKey;
  /** The read of a wr or an rw. */
  readonly read: ListRead | null;
  /** The append that comes first in a ww or a wr. */
  readonly earlier: Append | null;
  /** The append that comes later in a ww or an rw. */
  readonly later: Append | null;
}

export interface ListDependencies {
  readonly edges: EdgeList;
  readonly because: (kind: number, note: number, from: Transaction, to: Transaction) => string;
  /** False: there were more anti-dependencies on appends that nobody read than are looked at. */
  readonly complete: boolean;
}

/** Readers of the last version of a key times appends that nobody read: the one thing that can grow with the square. */
export const UNOBSERVED_EDGES_MAX = 1_000_000;

export function listDependencies(keys: readonly ListKey[], transactions: readonly Transaction[]): ListDependencies {
  const edges = new EdgeList();
  const reasons: Reason[] = [];
  let unobservedEdges = 0;
  const link = (from: number, to: number, kind: number, reason: Reason) => {
    if (from === to) return;
    edges.add(from, to, kind, reasons.length);
    reasons.push(reason);
  };
  for (const key of keys) {
    const { before, after, last } = realVersions(key, transactions);
    for (const [position, earlier] of before.entries()) {
      const later = appendAt(key, position);
      if (earlier !== null && later !== null && isReal(later, transactions)) link(earlier.transaction, later.transaction, WW, { key, read: null, earlier, later });
    }
    if (last !== null) for (const later of key.unobserved) link(last.transaction, later.transaction, WW, { key, read: null, earlier: last, later });
    for (const read of key.reads) {
      const { version, writer } = versionOf(key, read, before, transactions);
      if (writer !== null) link(writer.transaction, read.transaction, WR, { key, read, earlier: writer, later: null });
      if (version === null) continue;
      const next = after[version] ?? null;
      if (next !== null) {
        link(read.transaction, next.transaction, RW, { key, read, earlier: null, later: next });
        continue;
      }
      unobservedEdges += key.unobserved.length;
      if (unobservedEdges > UNOBSERVED_EDGES_MAX) continue;
      for (const later of key.unobserved) link(read.transaction, later.transaction, RW, { key, read, earlier: null, later });
    }
  }
  return { edges, because: (kind, note, from, to) => explain(kind, reasons[note] as Reason, from, to), complete: unobservedEdges <= UNOBSERVED_EDGES_MAX };
}

const appendOf = (key: ListKey, element: Json): Append | null => key.appends.get(identity(element)) ?? null;
const appendAt = (key: ListKey, position: number): Append | null => appendOf(key, key.order[position] as Json);
/** Failed transactions, and elements from nowhere, are anomalies of their own and have no place among dependencies. */
const isReal = (append: Append, transactions: readonly Transaction[]): boolean => transactions[append.transaction]?.type !== "fail";

/** For each position of the order the last real append before it, and the first one at it or after it. */
function realVersions(key: ListKey, transactions: readonly Transaction[]) {
  const real = key.order.map((_, position) => {
    const append = appendAt(key, position);
    return append !== null && isReal(append, transactions) ? append : null;
  });
  const before: (Append | null)[] = [];
  let last: Append | null = null;
  for (const append of real) {
    before.push(last);
    last = append ?? last;
  }
  const after: (Append | null)[] = [...real];
  for (let position = after.length - 2; position >= 0; position -= 1) after[position] ??= after[position + 1] ?? null;
  return { before, after, last };
}

/** How many versions of the order the read shows (null if its end is not in the order), and the last real append in it. */
function versionOf(key: ListKey, { list }: ListRead, before: readonly (Append | null)[], transactions: readonly Transaction[]) {
  const end = list.at(-1);
  if (end === undefined) return { version: 0, writer: null };
  const position = key.position.get(identity(end));
  const append = appendOf(key, end);
  const writer = append !== null && isReal(append, transactions) ? append : position === undefined ? null : (before[position] ?? null);
  return { version: position === undefined ? null : position + 1, writer };
}

function explain(kind: number, { key, read, earlier, later }: Reason, from: Transaction, to: Transaction): string {
  const [one, other, name] = [transactionName(from), transactionName(to), shownKey(key.key)];
  const wasRead = read === null ? "" : `read ${name} = ${shown(read.list)}`;
  const isUnobserved = later !== null && !key.position.has(identity(later.element));
  if (kind === WR) return `${one} appended ${shown(earlier?.element ?? null)} to ${name}, and ${other} ${wasRead}`;
  const unseen = "which nobody read, so that it came after all that was";
  if (kind === RW) return `${one} ${wasRead}, without the ${shown(later?.element ?? null)} that ${other} appended${isUnobserved ? `, ${unseen}` : ""}`;
  const first = `${one} appended ${shown(earlier?.element ?? null)} to ${name}`;
  if (isUnobserved) return `${first}, the last that was read, and ${other} appended ${shown(later?.element ?? null)}, ${unseen}`;
  const until = key.order.slice(0, (key.position.get(identity(later?.element ?? null)) ?? 0) + 1);
  return `${first}, and ${other} appended ${shown(later?.element ?? null)} after it: ${name} = ${shown(until)}`;
}
