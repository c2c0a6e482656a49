/**
 * A counter, judged at *every* read (Maelstrom looks at the final ones alone): a read must lie between what had certainly
 * been added when it began, with everything that may have been subtracted by its end, and what had certainly been
 * subtracted, with everything that may have been added. Jepsen's bounds, for increments of either sign.
 */
import type { Operation } from "../history/operations";

/** A read out of its bounds. */
export interface CounterFault {
  /** Index of the operation. */
  readonly read: number;
  readonly value: number;
  readonly lowest: number;
  readonly highest: number;
  /** Indices of the additions that may or may not have been in it: what makes the bounds wide. */
  readonly uncertain: readonly number[];
}

export interface CounterResult {
  /** Unknown where nothing was read. */
  readonly verdict: "valid" | "invalid" | "unknown";
  readonly reads: number;
  /** In the order of their completions. */
  readonly faults: readonly CounterFault[];
}

/** Operations: "add" with a number, "read" that answers with one. Linear in the history, but for the faults. */
export function checkCounter(operations: readonly Operation[]): CounterResult {
  const happening = operations.filter(({ type, f }) => type !== "fail" && f === "add");
  const reads = operations.filter(({ type, f }) => type === "ok" && f === "read");
  const faults = boundsOf(happening, reads).filter(({ value, lowest, highest }) => !(value >= lowest && value <= highest));
  const told = faults.map((fault): CounterFault => ({ ...fault, uncertain: uncertainAt(happening, operations[fault.read] as Operation) }));
  return { verdict: faults.length > 0 ? "invalid" : reads.length === 0 ? "unknown" : "valid", reads: reads.length, faults: told };
}

type Bounds = Omit<CounterFault, "uncertain">;

/** Certain at a read: completed with ok before it began. Possible: begun before it ended. */
function boundsOf(additions: readonly Operation[], reads: readonly Operation[]): Bounds[] {
  const begun = sums(additions.map((one) => ({ at: one.invoked, amount: amountOf(one) })));
  const ended = sums(additions.flatMap((one) => (one.type === "ok" && one.completed !== null ? [{ at: one.completed, amount: amountOf(one) }] : [])));
  const inOrder = [...reads].sort((one, other) => (one.completed ?? 0) - (other.completed ?? 0));
  return inOrder.map((read) => {
    const certain = ended(read.invoked);
    const possible = begun(read.completed ?? 0);
    return { read: read.index, value: Number(read.result), lowest: certain.up + possible.down, highest: possible.up + certain.down };
  });
}

interface Sum {
  readonly up: number;
  readonly down: number;
}

/** Answers how much went up and down before an event. */
function sums(changes: readonly { readonly at: number; readonly amount: number }[]): (event: number) => Sum {
  const inOrder = [...changes].sort((one, other) => one.at - other.at);
  const running: Sum[] = [{ up: 0, down: 0 }];
  for (const { amount } of inOrder) {
    const { up, down } = running.at(-1) as Sum;
    running.push({ up: up + Math.max(0, amount), down: down + Math.min(0, amount) });
  }
  return (event) => {
    let [low, high] = [0, inOrder.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((inOrder[middle]?.at ?? 0) < event) low = middle + 1;
      else high = middle;
    }
    return running[low] as Sum;
  };
}

const amountOf = ({ value }: Operation): number => Number(value);

const uncertainAt = (additions: readonly Operation[], read: Operation): number[] =>
  additions.filter(({ type, invoked, completed }) => invoked < (read.completed ?? 0) && !(type === "ok" && completed !== null && completed < read.invoked)).map(({ index }) => index);
