/** Transactions of reads and writes, taken from a history in which each operation's value is a list of micro-operations. */
import { err, ok, type Result } from "../../kernel/result";
import type { Json } from "../../simulator/message";
import type { Operation, Outcome } from "../history/operations";
import { isList } from "../json-key";

/** "w" is the write of the workload: of a list it appends. */
export interface MicroOperation {
  readonly f: "r" | "w";
  readonly key: Json;
  /** Of a read that was not answered it says nothing. */
  readonly value: Json;
}

export interface Transaction {
  /** Index of the operation in the history's list of operations: people know the transaction by it, as "T7". */
  readonly operation: number;
  readonly process: number;
  readonly type: Outcome;
  readonly micro: readonly MicroOperation[];
  /** Index of the invocation in the history. */
  readonly invoked: number;
  /** Index of the completion; null where it never came, or said nothing: such a transaction may take effect at any time. */
  readonly completed: number | null;
}

/** An operation that is no transaction of this workload. */
export interface TransactionFault {
  readonly operation: number;
  readonly reason: "no-list-of-micro-operations" | "unknown-micro-operation";
}

/** How a workload calls its write, and what a read of null means to it. */
export interface Workload {
  readonly writes: "append" | "w";
  readonly initial: Json;
}

/** Reads operations as transactions of the workload. */
export function transactionsOf(operations: readonly Operation[], workload: Workload): Result<Transaction[], TransactionFault> {
  const transactions: Transaction[] = [];
  for (const { index, process, type, value, result, invoked, completed } of operations) {
    // What was asked says what was written; only an answer says what was read.
    const list = type === "ok" && isList(result) ? result : value;
    if (!isList(list)) return err({ operation: index, reason: "no-list-of-micro-operations" });
    const micro: MicroOperation[] = [];
    for (const item of list) {
      const read = microOperation(item, workload);
      if (read === null) return err({ operation: index, reason: "unknown-micro-operation" });
      micro.push(read);
    }
    transactions.push({ operation: index, process, type, micro, invoked, completed: type === "info" ? null : completed });
  }
  return ok(transactions);
}

function microOperation(item: Json, { writes, initial }: Workload): MicroOperation | null {
  if (!isList(item)) return null;
  const [f, key = null, value = null] = item;
  if (f === "r") return { f: "r", key, value: value ?? initial };
  return f === writes ? { f: "w", key, value } : null;
}

/** "T7" */
export const transactionName = ({ operation }: Pick<Transaction, "operation">): string => `T${operation}`;

export function faultInWords({ operation, reason }: TransactionFault): string {
  if (reason === "no-list-of-micro-operations") return `The value of T${operation} is no list of micro-operations.`;
  return `T${operation} has a micro-operation that is neither a read nor a write of this workload.`;
}
