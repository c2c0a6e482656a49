/**
 * Elle's rw-register: transactions of ["w", key, value] and ["r", key, value], where a value is written to a key at most
 * once. Registers say little about the order of their versions; what may be assumed of it has to be said. So a history
 * that passes is not shown to be of its level, while one that fails is shown not to be.
 */
import type { Operation } from "../history/operations";
import { shown, shownKey } from "./finding";
import { DEFAULT_LEVEL, judgeTransactions, type TransactionOptions, type TransactionsResult, unjudged } from "./judge-transactions";
import { REGISTER_WORDS, registerAnomalies } from "./register-anomalies";
import { registerDependencies } from "./register-dependencies";
import { registerKeys } from "./register-keys";
import { faultInWords, transactionsOf } from "./transaction";
import { type Assumptions, versionOrder } from "./version-order";

export type RegisterOptions = TransactionOptions & Assumptions;

export function checkRwRegister(operations: readonly Operation[], options: RegisterOptions = {}): TransactionsResult {
  const level = options.level ?? DEFAULT_LEVEL;
  const read = transactionsOf(operations, { writes: "w", initial: null });
  if (!read.ok) return unjudged(level, faultInWords(read.error));
  const transactions = read.value;
  const { keys, repeated } = registerKeys(transactions, options.isExcerpt ?? false);
  if (repeated !== null) return unjudged(level, `${shown(repeated.value)} was written to ${shownKey(repeated.key)} twice, or is its initial value: versions cannot be told apart.`);
  const orders = keys.map((key) => versionOrder(key, transactions, options));
  const { edges, because, complete } = registerDependencies(orders, transactions);
  const incompleteBecause = complete ? null : "Too many transactions read versions of which many may be the next; not all of these pairs were looked at.";
  return judgeTransactions({ transactions, edges, because, words: REGISTER_WORDS, direct: registerAnomalies(orders, transactions), incompleteBecause }, options);
}
