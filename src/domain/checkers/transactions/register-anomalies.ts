/** Anomalies of registers that are seen without a graph of transactions. */
import type { Json } from "../../simulator/message";
import { type Identity, identity, isSame } from "../identity";
import type { Anomaly } from "./anomalies";
import { type Finding, named, shown, shownKey, type Words } from "./finding";
import { lostUpdates } from "./lost-updates";
import { versionReason } from "./register-dependencies";
import type { RegisterKey } from "./register-keys";
import { type Transaction, transactionName } from "./transaction";
import type { VersionOrder } from "./version-order";

export const REGISTER_WORDS: Words = ({ f, key, value }, isAnswered) =>
  f === "w" ? `write ${shownKey(key)} = ${shown(value)}` : `read ${shownKey(key)}${isAnswered ? ` = ${shown(value)}` : ""}`;

export function registerAnomalies(orders: readonly VersionOrder[], transactions: readonly Transaction[]): Finding[] {
  const findings: Finding[] = [];
  const add = (anomaly: Anomaly, about: readonly number[], says: string) => {
    const members = [...new Set(about)].map((index) => named(transactions[index] as Transaction, REGISTER_WORDS));
    findings.push({ anomaly, transactions: members, steps: [], says });
  };
  const keys = new Map(orders.map(({ key }) => [identity(key.key), key]));
  transactions.forEach((transaction, index) => {
    if (transaction.type === "ok") addOfTransaction(add, transaction, index, keys, transactions);
  });
  for (const { key, version, transactions: losers } of lostUpdates(transactions)) {
    const names = losers.map((index) => transactionName(transactions[index] as Transaction)).join(" and ");
    add("lost-update", losers, `${names} all read ${shownKey(key)} = ${shown(version)}, and all wrote it: all but one are lost to the others.`);
  }
  for (const { key, cycles } of orders) {
    for (const cycle of cycles) {
      const reasons = cycle.map((edge) => `${shown(edge.before)} before ${shown(edge.after)}, as ${versionReason(edge, transactions)}`);
      add("cyclic-versions", cycle.flatMap(({ earlier, later }) => [earlier, later]), `The versions of ${shownKey(key.key)} come each after the other: ${reasons.join("; ")}.`);
    }
  }
  return findings;
}

type Add = (anomaly: Anomaly, about: readonly number[], says: string) => void;

function addOfTransaction(add: Add, { operation, micro }: Transaction, index: number, keys: ReadonlyMap<Identity, RegisterKey>, transactions: readonly Transaction[]): void {
  const reader = transactionName({ operation });
  const known = new Map<Identity, Json>();
  for (const { f, key, value } of micro) {
    const id = identity(key);
    const before = known.get(id);
    known.set(id, value);
    if (f === "w") continue;
    const register = keys.get(id) as RegisterKey;
    const name = shownKey(key);
    const write = register.writes.get(identity(value));
    if (write === undefined) {
      if (!isSame(value, register.initial)) add("thin-air-read", [index], `${reader} read ${name} = ${shown(value)}, which nobody wrote.`);
    } else if (write.transaction !== index) {
      const writer = transactions[write.transaction] as Transaction;
      const from = transactionName(writer);
      if (writer.type === "fail") add("G1a", [index, write.transaction], `${reader} read ${name} = ${shown(value)}, which ${from} wrote, and ${from} failed.`);
      if (!write.isFinal) add("G1b", [index, write.transaction], `${reader} read ${name} = ${shown(value)}, in the middle of ${from}, which wrote ${name} again.`);
    } else if (before === undefined) {
      add("future-read", [index], `${reader} read ${name} = ${shown(value)} before it wrote that.`);
    }
    if (before !== undefined && !isSame(before, value)) {
      add("internal", [index], `${reader} read ${name} = ${shown(value)}, where its own reads and writes say ${shown(before)}.`);
    }
  }
}
