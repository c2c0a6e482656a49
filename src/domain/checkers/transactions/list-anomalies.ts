/** Anomalies of lists that are seen without a graph: in one transaction, in one read, or in one key. */
import type { Json } from "../../simulator/message";
import { type Identity, identity, isSame } from "../identity";
import { isList } from "../json-key";
import type { Anomaly } from "./anomalies";
import { type Finding, named, shown, shownKey, type Words } from "./finding";
import { type Append, isPrefix, type ListKey, type ListRead } from "./list-versions";
import { lostUpdates } from "./lost-updates";
import { type Transaction, transactionName } from "./transaction";

export const LIST_WORDS: Words = ({ f, key, value }, isAnswered) =>
  f === "w" ? `append ${shown(value)} to ${shownKey(key)}` : `read ${shownKey(key)}${isAnswered ? ` = ${shown(value ?? [])}` : ""}`;

/** Collects findings, with the words of their transactions. */
class Findings {
  readonly all: Finding[] = [];

  constructor(readonly transactions: readonly Transaction[]) {}

  add(anomaly: Anomaly, about: readonly number[], says: (...names: string[]) => string): void {
    const members = [...new Set(about)].map((index) => this.transactions[index] as Transaction);
    this.all.push({ anomaly, transactions: members.map((one) => named(one, LIST_WORDS)), steps: [], says: says(...about.map((index) => transactionName(this.transactions[index] as Transaction))) });
  }

  typeOf(append: Append) {
    return (this.transactions[append.transaction] as Transaction).type;
  }
}

/** Everything but cycles, in the order of the keys and of the history. */
export function listAnomalies(keys: readonly ListKey[], transactions: readonly Transaction[]): Finding[] {
  const findings = new Findings(transactions);
  transactions.forEach((transaction, index) => {
    if (transaction.type === "ok") addInternal(findings, transaction, index);
  });
  for (const key of keys) {
    const soundLength = lengthWithoutFault(findings, key);
    for (const read of key.reads) addOfRead(findings, key, read, soundLength);
    addDirtyUpdates(findings, key);
    addOutOfOrder(findings, key);
  }
  for (const { key, version, transactions: losers } of lostUpdates(transactions)) {
    findings.add("lost-update", losers, (...names) => `${names.join(" and ")} all read ${shownKey(key)} = ${shown(version ?? [])}, and all appended to it: all but one are lost to the others.`);
  }
  return findings.all;
}

function addOfRead(findings: Findings, key: ListKey, read: ListRead, soundLength: number): void {
  const { list, transaction } = read;
  const { longest } = key;
  const name = shownKey(key.key);
  const isCompatible = longest === null || isPrefix(list, longest.list);
  // What holds for the longest read holds for each that it begins with: the elements are looked at once.
  if (!isCompatible || list.length > soundLength) addOfElements(findings, key, read);
  const end = list.at(-1);
  const last = end === undefined ? undefined : key.appends.get(identity(end));
  if (last !== undefined && !last.isFinal && last.transaction !== transaction) {
    findings.add("G1b", [transaction, last.transaction], (reader, writer) => `${reader} read ${name} = ${shown(list)}, in the middle of ${writer}, which appended more after ${shown(end ?? null)}.`);
  }
  if (longest !== null && !isCompatible) {
    findings.add("incompatible-order", [transaction, longest.transaction], (one, other) => `${one} read ${name} = ${shown(list)} and ${other} read ${name} = ${shown(longest.list)}: the one is not the beginning of the other.`);
  }
}

function addOfElements(findings: Findings, key: ListKey, { list, transaction }: ListRead): void {
  const name = shownKey(key.key);
  const seen = new Set<Identity>();
  for (const element of list) {
    const id = identity(element);
    const append = key.appends.get(id);
    if (seen.has(id)) findings.add("duplicate-elements", [transaction], (reader) => `${reader} read ${name} = ${shown(list)}, with ${shown(element)} twice.`);
    else if (append === undefined) findings.add("thin-air-read", [transaction], (reader) => `${reader} read ${shown(element)} in ${name}, which nobody appended.`);
    else if (findings.typeOf(append) === "fail") {
      findings.add("G1a", [transaction, append.transaction], (reader, writer) => `${reader} read ${shown(element)} in ${name}, which ${writer} appended, and ${writer} failed.`);
    }
    seen.add(id);
  }
}

/** How much of the longest read has no repetition, and nothing but appends of transactions that did not fail. */
function lengthWithoutFault(findings: Findings, { longest, position, appends }: ListKey): number {
  const list = longest?.list ?? [];
  const fault = list.findIndex((element, at) => {
    const append = appends.get(identity(element));
    return append === undefined || findings.typeOf(append) === "fail" || position.get(identity(element)) !== at;
  });
  return fault < 0 ? list.length : fault;
}

/** A failed append that a committed one follows in the order: the committed transaction built on it. */
function addDirtyUpdates(findings: Findings, { key, order, appends }: ListKey): void {
  let failed: Append | null = null;
  for (const element of order) {
    const append = appends.get(identity(element));
    if (append === undefined) continue;
    const type = findings.typeOf(append);
    if (type === "fail") failed ??= append;
    if (type !== "ok") continue;
    if (failed !== null) {
      const dirty = failed.element;
      findings.add("dirty-update", [failed.transaction, append.transaction], (one, other) => `${one} appended ${shown(dirty)} to ${shownKey(key)} and failed, and ${other} appended ${shown(element)} after it and committed.`);
    }
    failed = null;
  }
}

/** Appends of one transaction to one key that did not take effect in its order. Elle has no edge from a transaction to itself, and misses them. */
function addOutOfOrder(findings: Findings, { key, order, appends, unobserved }: ListKey): void {
  const latest = new Map<number, Append>();
  const observed = order.flatMap((element) => appends.get(identity(element)) ?? []);
  // What nobody read came after all that was.
  for (const append of [...observed, ...unobserved]) {
    const before = latest.get(append.transaction);
    if (before !== undefined && before.at > append.at && findings.typeOf(append) !== "fail") {
      findings.add("internal", [append.transaction], (name) => `${name} appended ${shown(append.element)} to ${shownKey(key)} before ${shown(before.element)}, but reads show ${shown(before.element)} without it: ${shown(order)}.`);
    }
    if (before === undefined || before.at < append.at) latest.set(append.transaction, append);
  }
}

/** What a transaction knows of a key by itself: the whole list, or only how it ends. */
interface Known {
  readonly isWhole: boolean;
  readonly list: readonly Json[];
}

/** Cerone's INT, and reads of what the transaction appended only later. */
function addInternal(findings: Findings, { micro }: Transaction, index: number): void {
  // With every key but once there is nothing to contradict; most transactions are like that.
  if (micro.every(({ key }, at) => micro.findIndex((other) => isSame(other.key, key)) === at)) return;
  const known = new Map<Identity, Known>();
  const reads: { readonly key: Identity; readonly list: readonly Json[] }[] = [];
  const ownAppends = new Set(micro.filter(({ f }) => f === "w").map(({ key }) => identity(key)));
  for (const { f, key, value } of micro) {
    const id = identity(key);
    const before = known.get(id);
    if (f === "w") {
      const early = reads.find((read) => read.key === id && read.list.some((element) => isSame(element, value)));
      if (early !== undefined) findings.add("future-read", [index], (name) => `${name} read ${shownKey(key)} = ${shown(early.list)} before it appended ${shown(value)}.`);
      known.set(id, { isWhole: before?.isWhole ?? false, list: [...(before?.list ?? []), value] });
      continue;
    }
    const list = isList(value) ? value : [];
    if (before !== undefined && !agrees(before, list)) {
      const expected = before.isWhole ? shown(before.list) : `a list that ends with ${shown(before.list)}`;
      findings.add("internal", [index], (name) => `${name} read ${shownKey(key)} = ${shown(list)}, where its own reads and appends say ${expected}.`);
      return;
    }
    known.set(id, { isWhole: true, list });
    if (ownAppends.has(id)) reads.push({ key: id, list });
  }
}

function agrees({ isWhole, list: known }: Known, list: readonly Json[]): boolean {
  const offset = list.length - known.length;
  if (offset < 0 || (isWhole && offset > 0)) return false;
  return known.every((element, at) => isSame(element, list[offset + at] as Json));
}
