/**
 * Elle's list-append: transactions of ["append", key, element] and ["r", key, list], where an element is appended to a
 * key at most once. After Kingsbury and Alvaro, "Elle: Inferring Isolation Anomalies from Experimental Observations"
 * (VLDB 2020). A read of null is a read of the empty list.
 */
import type { Operation } from "../history/operations";
import { shown, shownKey } from "./finding";
import { DEFAULT_LEVEL, judgeTransactions, type TransactionOptions, type TransactionsResult, unjudged } from "./judge-transactions";
import { LIST_WORDS, listAnomalies } from "./list-anomalies";
import { listDependencies } from "./list-dependencies";
import { listKeys } from "./list-versions";
import { faultInWords, transactionsOf } from "./transaction";

/** Linear in the history but for the search of short cycles, which has a budget, and for concurrency. */
export function checkListAppend(operations: readonly Operation[], options: TransactionOptions = {}): TransactionsResult {
  const level = options.level ?? DEFAULT_LEVEL;
  const read = transactionsOf(operations, { writes: "append", initial: [] });
  if (!read.ok) return unjudged(level, faultInWords(read.error));
  const { keys, repeated } = listKeys(read.value);
  if (repeated !== null) return unjudged(level, `${shown(repeated.element)} was appended to ${shownKey(repeated.key)} twice: versions cannot be told apart.`);
  const { edges, because, complete } = listDependencies(keys, read.value);
  const incompleteBecause = complete ? null : "Too many transactions missed appends that nobody read; not all of these pairs were looked at.";
  return judgeTransactions({ transactions: read.value, edges, because, words: LIST_WORDS, direct: listAnomalies(keys, read.value), incompleteBecause }, options);
}
