/** What a checker of transactions has to show: each anomaly with the transactions that it is about, in words. */
import type { Json } from "../../simulator/message";
import { isList } from "../json-key";
import type { Anomaly } from "./anomalies";
import type { DependencyName } from "./dependencies";
import { type MicroOperation, type Transaction, transactionName } from "./transaction";

/** A transaction that a finding names. */
export interface NamedTransaction {
  /** "T7": the seventh operation of the history, counted from 0. */
  readonly name: string;
  readonly operation: number;
  readonly process: number;
  /** "append 3 to x, read y = [1]" */
  readonly does: string;
}

/** Why one transaction comes before another one. */
export interface CycleStep {
  readonly from: string;
  readonly to: string;
  readonly kind: DependencyName;
  readonly because: string;
}

export interface Finding {
  readonly anomaly: Anomaly;
  /** In the order in which the finding speaks of them. */
  readonly transactions: readonly NamedTransaction[];
  /** Of a cycle: its edges, each from where the one before leads to. Otherwise empty. */
  readonly steps: readonly CycleStep[];
  /** The finding in a sentence. */
  readonly says: string;
}

/** Of a long list its end is shown: what matters is what was appended last. */
const SHOWN_ELEMENTS_MAX = 4;

/** A value as people write it. */
export function shown(value: Json): string {
  if (!isList(value)) return JSON.stringify(value);
  const tail = value.slice(-SHOWN_ELEMENTS_MAX).map(shown);
  return `[${[...(value.length > SHOWN_ELEMENTS_MAX ? ["…"] : []), ...tail].join(", ")}]`;
}

/** A key as people write it: x rather than "x". */
export const shownKey = (key: Json): string => (typeof key === "string" ? key : shown(key));

/** How a workload speaks of its micro-operations. */
export type Words = (micro: MicroOperation, isAnswered: boolean) => string;

export const named = (transaction: Transaction, words: Words): NamedTransaction => ({
  name: transactionName(transaction),
  operation: transaction.operation,
  process: transaction.process,
  does: transaction.micro.map((micro) => words(micro, transaction.type === "ok")).join(", "),
});
