/** Jepsen's set: elements are added, and the last read that was answered shows what has become of them. */
import type { Json } from "../../simulator/message";
import type { Operation } from "../history/operations";
import { isList, jsonKey } from "../json-key";

export interface FinalSetResult {
  /** Unknown where nothing was read. */
  readonly verdict: "valid" | "invalid" | "unknown";
  /** Index of the read that decides; null without one. */
  readonly read: number | null;
  /** Indices of the adds that were acknowledged before that read began, and are not in it. */
  readonly lost: readonly number[];
  /** Elements in it that nobody had asked to be added by its end. */
  readonly unexpected: readonly Json[];
  /** Elements in it whose adds were not acknowledged. */
  readonly recovered: readonly Json[];
  readonly acknowledged: number;
}

/** Operations: "add" with an element, "read" that answers with a list. */
export function checkFinalSet(operations: readonly Operation[]): FinalSetResult {
  const adds = operations.filter(({ f }) => f === "add");
  const read = operations.filter(({ f, type }) => f === "read" && type === "ok").reduce<Operation | null>((last, one) => (last === null || (one.completed ?? 0) > (last.completed ?? 0) ? one : last), null);
  const acknowledged = adds.filter(({ type, completed }) => type === "ok" && completed !== null && (read === null || completed < read.invoked));
  if (read === null) return { verdict: "unknown", read: null, lost: [], unexpected: [], recovered: [], acknowledged: acknowledged.length };
  const shown = new Map((isList(read.result) ? read.result : []).map((element) => [jsonKey(element), element]));
  const asked = new Set(adds.filter(({ invoked }) => invoked < (read.completed ?? 0)).map(({ value }) => jsonKey(value)));
  const answered = new Set(adds.filter(({ type }) => type === "ok").map(({ value }) => jsonKey(value)));
  const lost = acknowledged.filter(({ value }) => !shown.has(jsonKey(value))).map(({ index }) => index);
  const unexpected = [...shown].filter(([key]) => !asked.has(key)).map(([, element]) => element);
  const recovered = [...shown].filter(([key]) => asked.has(key) && !answered.has(key)).map(([, element]) => element);
  return { verdict: lost.length + unexpected.length > 0 ? "invalid" : "valid", read: read.index, lost, unexpected, recovered, acknowledged: acknowledged.length };
}
