/** Operations as people read them, and as evidence carries them. */
import type { Operation } from "@/domain/checkers/history/operations";
import type { Json } from "@/domain/simulator/message";
import type { ReadHistory } from "./read-history";

/** An operation as it stands in the file. */
export interface ShownOperation {
  /** Its index among the operations of the history. */
  readonly operation: number;
  readonly process: number;
  readonly f: string;
  readonly value: Json;
  readonly type: "ok" | "fail" | "info";
  readonly result: Json;
  /** Line of its invocation, and of its completion. */
  readonly line: number;
  readonly completedLine: number | null;
}

export function shownOperation({ operations, lines }: ReadHistory, index: number): ShownOperation {
  const { process, f, value, type, result, invoked, completed } = operations[index] as Operation;
  return { operation: index, process, f, value, type, result, line: lines[invoked] ?? 0, completedLine: completed === null ? null : (lines[completed] ?? 0) };
}

const VALUE_LENGTH_MAX = 60;

/** "process 3: read -> 5 (lines 7 to 9)" */
export function operationInWords({ process, f, value, type, result, line, completedLine }: ShownOperation): string {
  const asked = value === null ? f : `${f} ${shortened(value)}`;
  const answer = type !== "ok" ? (type === "info" ? " -> nobody knows" : " -> failed") : sameJson(value, result) ? " -> ok" : ` -> ${shortened(result)}`;
  const where = completedLine === null || completedLine === line ? `line ${line}` : `lines ${line} to ${completedLine}`;
  return `process ${process}: ${asked}${answer} (${where})`;
}

export function shortened(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > VALUE_LENGTH_MAX ? `${text.slice(0, VALUE_LENGTH_MAX - 2)} …` : text;
}

const sameJson = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other);
