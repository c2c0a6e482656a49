/**
 * The history that the checkers of this folder read: events as Jepsen records them, joined into operations. A history
 * of the simulator is one, and so is what was parsed from a file of Jepsen, Knossos, Elle or Porcupine.
 */
import { err, ok, type Result } from "../../kernel/result";
import type { Json } from "../../simulator/message";

/** One line of a history. The order of the list is the order of time; times may be absent and decide nothing. */
export interface HistoryEvent {
  /** A single thread: it has at most one operation under way, and goes on under another number after an "info". */
  readonly process: number;
  readonly type: "invoke" | Outcome;
  readonly f: string;
  /** Of an invocation: what was asked. Of a completion: what was answered. */
  readonly value: Json;
  readonly timeUs?: number;
}

/**
 * What the client knows at the end: "ok" it took effect between invocation and completion; "fail" it did not and never
 * will; "info" it may have, or may at any time from its invocation on, even after the end of the history, or never.
 */
export type Outcome = "ok" | "fail" | "info";

export interface Operation {
  /** Its place in the list of operations, which is in the order of their invocations. */
  readonly index: number;
  readonly process: number;
  readonly f: string;
  readonly type: Outcome;
  /** What was asked. */
  readonly value: Json;
  /** What was answered with "ok"; null if nobody answered. */
  readonly result: Json;
  /** Index of its invocation in the history. Evidence is told in these. */
  readonly invoked: number;
  /** Index of its completion in the history; null: the history ended before there was one, which is an "info". */
  readonly completed: number | null;
}

/** Why events are no history. */
export interface PairingFault {
  /** Index of the event that does not fit. */
  readonly event: number;
  readonly reason: "process-is-busy" | "nothing-to-complete" | "another-operation";
}

/** Joins events into operations, by process. Needs time linear in the history. */
export function operationsOf(events: readonly HistoryEvent[]): Result<Operation[], PairingFault> {
  const operations: Operation[] = [];
  const open = new Map<number, Operation>();
  for (const [event, { process, type, f, value }] of events.entries()) {
    const pending = open.get(process);
    if (type === "invoke") {
      if (pending !== undefined) return err({ event, reason: "process-is-busy" });
      const operation: Operation = { index: operations.length, process, f, type: "info", value, result: null, invoked: event, completed: null };
      open.set(process, operation);
      operations.push(operation);
      continue;
    }
    if (pending === undefined) return err({ event, reason: "nothing-to-complete" });
    if (pending.f !== f) return err({ event, reason: "another-operation" });
    open.delete(process);
    operations[pending.index] = { ...pending, type, result: type === "ok" ? value : null, completed: event };
  }
  return ok(operations);
}
