/** Joins what clients asked to what they got. Evidence is always an index into the history. */
import type { HistoryEntry } from "../simulator/history";

/** One operation of a client, by indices into the history. */
export interface Pair {
  readonly invoked: number;
  /** Null: the run ended before there was an answer. */
  readonly completed: number | null;
}

/** Every operation with this name (all of them without one), in the order of their invocations. */
export function pairsOf(history: readonly HistoryEntry[], f?: string): Pair[] {
  const completions = new Map<number, number>();
  history.forEach(({ type, operation }, index) => {
    if (type !== "invoke") completions.set(operation, index);
  });
  return history.flatMap((entry, invoked) => {
    if (entry.type !== "invoke" || (f !== undefined && entry.f !== f)) return [];
    return [{ invoked, completed: completions.get(entry.operation) ?? null }];
  });
}

/** An operation that ended well, with both of its entries. */
export interface Success {
  readonly pair: { readonly invoked: number; readonly completed: number };
  readonly invocation: HistoryEntry;
  readonly completion: HistoryEntry;
}

/** The operations that ended with "ok", in the order of their invocations. */
export function successesOf(history: readonly HistoryEntry[], f: string): Success[] {
  return pairsOf(history, f).flatMap(({ invoked, completed }) => {
    const invocation = history[invoked];
    const completion = completed === null ? undefined : history[completed];
    if (completed === null || invocation === undefined || completion?.type !== "ok") return [];
    return [{ pair: { invoked, completed }, invocation, completion }];
  });
}
