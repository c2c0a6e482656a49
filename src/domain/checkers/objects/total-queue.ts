/** Jepsen's total-queue: what goes in comes out, in whatever order. For histories that end by draining the queue. */
import type { Json } from "../../simulator/message";
import type { Operation } from "../history/operations";
import { isList, jsonKey } from "../json-key";

export interface TotalQueueResult {
  /** Unknown where nothing went in and nothing came out. */
  readonly verdict: "valid" | "invalid" | "unknown";
  /** Acknowledged more often than it came out. */
  readonly lost: readonly Json[];
  /** Came out, and nobody had put it in. */
  readonly unexpected: readonly Json[];
  /** Came out more often than it was put in: delivered twice, which the order of a queue does not forbid. */
  readonly duplicated: readonly Json[];
  /** Came out though nobody had acknowledged it. */
  readonly recovered: readonly Json[];
}

/** Operations: "enqueue" with an item; "dequeue" that answers with one (null: there was none); "drain" with a list of them. */
export function checkTotalQueue(operations: readonly Operation[]): TotalQueueResult {
  const enqueues = operations.filter(({ f }) => f === "enqueue");
  const attempted = counted(enqueues.map(({ value }) => value));
  const acknowledged = counted(enqueues.filter(({ type }) => type === "ok").map(({ value }) => value));
  const came = counted(operations.filter(({ type }) => type === "ok").flatMap(takenBy));
  const where = (counts: Counts, holds: (key: string, count: number) => boolean) => [...counts].filter(([key, { count }]) => holds(key, count)).map(([, { item }]) => item);
  const times = (counts: Counts, key: string) => counts.get(key)?.count ?? 0;
  const lost = where(acknowledged, (key, count) => times(came, key) < count);
  const unexpected = where(came, (key) => times(attempted, key) === 0);
  const duplicated = where(came, (key, count) => times(attempted, key) > 0 && count > times(attempted, key));
  const recovered = where(came, (key) => times(attempted, key) > 0 && times(acknowledged, key) === 0);
  const isEmpty = attempted.size + came.size === 0;
  return { verdict: lost.length + unexpected.length > 0 ? "invalid" : isEmpty ? "unknown" : "valid", lost, unexpected, duplicated, recovered };
}

function takenBy({ f, result }: Operation): readonly Json[] {
  if (f === "drain") return isList(result) ? result : [];
  return f === "dequeue" && result !== null ? [result] : [];
}

type Counts = ReadonlyMap<string, { readonly item: Json; readonly count: number }>;

function counted(items: readonly Json[]): Counts {
  const counts = new Map<string, { item: Json; count: number }>();
  for (const item of items) counts.set(jsonKey(item), { item, count: (counts.get(jsonKey(item))?.count ?? 0) + 1 });
  return counts;
}
