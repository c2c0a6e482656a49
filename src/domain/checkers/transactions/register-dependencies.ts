/** Dependencies of transactions on registers: reads from writes, and what the order of versions adds. */
import type { Json } from "../../simulator/message";
import { EdgeList } from "../graph/digraph";
import { type Identity, identity } from "../identity";
import { RW, WR, WW } from "./dependencies";
import { shown, shownKey } from "./finding";
import type { RegisterKey, RegisterWrite } from "./register-keys";
import { type Transaction, transactionName } from "./transaction";
import type { VersionEdge, VersionOrder, VersionSource } from "./version-order";

interface Reason {
  readonly key: RegisterKey;
  /** What was written or read first. */
  readonly value: Json;
  /** Why something else came after it; null for a wr. */
  readonly edge: VersionEdge | null;
}

export interface RegisterDependencies {
  readonly edges: EdgeList;
  readonly because: (kind: number, note: number, from: Transaction, to: Transaction) => string;
  /** False: there were more anti-dependencies than are looked at. */
  readonly complete: boolean;
}

/** Readers of a version times the versions that may be next: the one thing that can grow with the square. */
export const ANTI_DEPENDENCIES_MAX = 1_000_000;

export function registerDependencies(orders: readonly VersionOrder[], transactions: readonly Transaction[]): RegisterDependencies {
  const edges = new EdgeList();
  const reasons: Reason[] = [];
  let antiDependencies = 0;
  const link = (from: number, to: number, kind: number, reason: Reason) => {
    if (from === to) return;
    edges.add(from, to, kind, reasons.length);
    reasons.push(reason);
  };
  for (const { key, edges: versions } of orders) {
    const writerOf = (value: Json) => realWriter(key, value, transactions);
    const readers = readersByValue(key);
    for (const { transaction, read } of key.accesses) {
      const writer = read === undefined ? null : writerOf(read);
      if (writer !== null) link(writer.transaction, transaction, WR, { key, value: read as Json, edge: null });
    }
    for (const edge of withoutShortcuts(versions, writerOf)) {
      const [earlier, later] = [writerOf(edge.before), writerOf(edge.after)];
      if (later === null) continue;
      if (earlier !== null) link(earlier.transaction, later.transaction, WW, { key, value: edge.before, edge });
      const missed = readers.get(identity(edge.before)) ?? [];
      antiDependencies += missed.length;
      if (antiDependencies > ANTI_DEPENDENCIES_MAX) continue;
      for (const reader of missed) link(reader, later.transaction, RW, { key, value: edge.before, edge });
    }
  }
  const because = (kind: number, note: number, from: Transaction, to: Transaction) => explain(kind, reasons[note] as Reason, from, to, transactions);
  return { edges, because, complete: antiDependencies <= ANTI_DEPENDENCIES_MAX };
}

function realWriter({ writes }: RegisterKey, value: Json, transactions: readonly Transaction[]): RegisterWrite | null {
  const write = writes.get(identity(value));
  return write === undefined || transactions[write.transaction]?.type === "fail" ? null : write;
}

function readersByValue({ accesses }: RegisterKey): Map<Identity, number[]> {
  const readers = new Map<Identity, number[]>();
  for (const { transaction, read } of accesses) {
    if (read === undefined) continue;
    const known = readers.get(identity(read));
    if (known === undefined) readers.set(identity(read), [transaction]);
    else known.push(transaction);
  }
  return readers;
}

/** From the initial value only to versions that nothing else is known to come before: to all others there is a longer way. */
function withoutShortcuts(versions: readonly VersionEdge[], writerOf: (value: Json) => RegisterWrite | null): VersionEdge[] {
  const hasBefore = new Set(versions.filter(({ source, before }) => source !== "initial" && writerOf(before) !== null).map(({ after }) => identity(after)));
  return versions.filter(({ source, after }) => source !== "initial" || !hasBefore.has(identity(after)));
}

/** Why one version comes before another one, in words. */
export function versionReason({ before, after, source, earlier, later }: VersionEdge, transactions: readonly Transaction[]): string {
  const [one, other] = [earlier, later].map((index) => transactionName(transactions[index] as Transaction));
  const words: Record<VersionSource, string> = {
    initial: `${shown(before)} is the initial value`,
    wfr: `${one} read ${shown(before)} before it wrote ${shown(after)}`,
    sequential: `one process had ${shown(before)} in ${one} and then ${shown(after)} in ${other}, and keys are taken to be sequential`,
    linearizable: `${one}, with ${shown(before)}, had completed before ${other}, with ${shown(after)}, began, and keys are taken to be linearizable`,
  };
  return words[source];
}

function explain(kind: number, { key, value, edge }: Reason, from: Transaction, to: Transaction, transactions: readonly Transaction[]): string {
  const [one, other, name] = [transactionName(from), transactionName(to), shownKey(key.key)];
  if (edge === null) return `${one} wrote ${name} = ${shown(value)}, and ${other} read it`;
  const did = kind === WW ? "wrote" : "read";
  return `${one} ${did} ${name} = ${shown(value)}, and ${other} wrote ${shown(edge.after)} after it: ${versionReason(edge, transactions)}`;
}
