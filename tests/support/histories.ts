/** Small histories: written by hand, or drawn for property tests. */
import fc from "fast-check";
import type { HistoryEntry } from "@/domain/simulator/history";
import type { Json } from "@/domain/simulator/message";

/** One operation: who asked when, and how it ended when. Without `end` nobody answered. */
export interface Drawn {
  readonly f: string;
  readonly value: Json;
  readonly at: number;
  readonly end?: number;
  readonly type?: "ok" | "fail" | "info";
  readonly result?: Json;
  readonly node?: string;
  readonly code?: number;
}

/** The history of these operations; at one time completions come before invocations, as a client needs its answer first. */
export function historyOf(operations: readonly Drawn[]): HistoryEntry[] {
  const entries = operations.flatMap(({ f, value, at, end, type = "ok", result = value, node = "n1", code }, operation) => {
    const common = { process: operation, f, node, operation };
    const invoke = { ...common, type: "invoke" as const, value, timeUs: at, event: 0 };
    if (end === undefined) return [invoke];
    const error = code === undefined ? {} : { error: { code, text: "" } };
    return [invoke, { ...common, type, value: type === "ok" ? result : value, timeUs: Math.max(end, at), event: 0, ...error }];
  });
  const rank = ({ type }: HistoryEntry) => (type === "invoke" ? 1 : 0);
  const order = (one: HistoryEntry, other: HistoryEntry) =>
    one.timeUs - other.timeUs || (one.operation === other.operation ? rank(other) - rank(one) : rank(one) - rank(other));
  return entries.sort(order).map((entry, event) => ({ ...entry, event }));
}

/** Operations that each take some time, with whatever `shape` draws. */
export const operations = <T extends Partial<Drawn>>(shape: fc.Arbitrary<T>, most: number): fc.Arbitrary<(T & { at: number; end: number })[]> =>
  fc.array(
    fc.tuple(shape, fc.integer({ min: 0, max: 6_000 }), fc.integer({ min: 1, max: 3_000 })).map(([drawn, at, took]) => ({ ...drawn, at, end: at + took })),
    { maxLength: most },
  );
