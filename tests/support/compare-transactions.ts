/** Levels as the checkers see them beside levels as they are defined. */
import type { HistoryEvent } from "@/domain/checkers/history/operations";
import type { TransactionsResult } from "@/domain/checkers/transactions/judge-transactions";
import type { Level } from "@/domain/checkers/transactions/levels";
import { type Transaction, transactionsOf } from "@/domain/checkers/transactions/transaction";
import { paired } from "./transaction-histories";
import { anyOrder, isSerializable, isSnapshotIsolated, type Kind, processOrder, realTime } from "./transaction-oracles";

const DEFINITIONS: readonly [Level, (transactions: readonly Transaction[], kind: Kind) => boolean][] = [
  ["serializable", (transactions, kind) => isSerializable(transactions, kind, anyOrder)],
  ["strong-session-serializable", (transactions, kind) => isSerializable(transactions, kind, processOrder)],
  ["strict-serializable", (transactions, kind) => isSerializable(transactions, kind, realTime)],
  ["snapshot-isolation", (transactions, kind) => isSnapshotIsolated(transactions, kind, anyOrder)],
  ["strong-session-snapshot-isolation", (transactions, kind) => isSnapshotIsolated(transactions, kind, processOrder)],
  ["strong-snapshot-isolation", (transactions, kind) => isSnapshotIsolated(transactions, kind, realTime)],
];

/** A level of which the checker and the definition do not say the same. */
export interface Difference {
  readonly level: Level;
  readonly checker: boolean;
  readonly definition: boolean;
}

export interface Compared {
  readonly differences: readonly Difference[];
  /** How many of the levels hold by definition. */
  readonly holding: number;
}

/** Whether each level holds by its definition. */
export function definedLevels(events: readonly HistoryEvent[], kind: Kind): ReadonlyMap<Level, boolean> {
  const read = transactionsOf(paired(events), kind === "lists" ? { writes: "append", initial: [] } : { writes: "w", initial: null });
  if (!read.ok) throw new Error("not a history of transactions");
  const transactions = read.value;
  const isAll = isSerializable(transactions, kind, realTime);
  // Whatever is strictly serializable is all of them, and whatever is not even snapshot isolated is none.
  const isNone = !isAll && !isSnapshotIsolated(transactions, kind, anyOrder);
  return new Map(DEFINITIONS.map(([level, holds]) => [level, isAll || (!isNone && holds(transactions, kind))]));
}

export function compareLevels(defined: ReadonlyMap<Level, boolean>, { levels }: TransactionsResult): Compared {
  const out = new Set([...levels.ruledOut, ...levels.alsoRuledOut]);
  const both = [...defined].map(([level, definition]): Difference => ({ level, checker: !out.has(level), definition }));
  return {
    differences: both.filter(({ checker, definition }) => checker !== definition),
    holding: both.filter(({ definition }) => definition).length,
  };
}
