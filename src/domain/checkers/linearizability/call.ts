/** What the search for a linearization works on: operations as intervals between two events, with what they promise. */
import type { Json } from "../../simulator/message";
import type { Operation } from "../history/operations";

/** Later than every event. Fits into an Int32Array. */
export const NEVER = 2 ** 31 - 1;

export interface Call {
  readonly f: string;
  /** What was asked. */
  readonly value: Json;
  /** What was answered; undefined: nobody knows, so any answer will do. */
  readonly result: Json | undefined;
  /** Index of its invocation in the history. */
  readonly called: number;
  /**
   * Index of its completion: it took effect before. NEVER: it may take effect at any time after it was called, or not at all.
   */
  readonly returned: number;
  /** Index of the operation that it stands for. */
  readonly operation: number;
}

/** "fail" did not happen and is left out; "info" may happen for ever after, or never. */
export function callsOf(operations: readonly Operation[]): Call[] {
  const calls: Call[] = [];
  for (const { type, f, value, result, invoked, completed, index } of operations) {
    if (type === "fail") continue;
    const isKnown = type === "ok" && completed !== null;
    calls.push({ f, value, result: isKnown ? result : undefined, called: invoked, returned: isKnown ? completed : NEVER, operation: index });
  }
  return calls;
}

/** It certainly took effect. */
export const isRequired = ({ returned }: Call): boolean => returned !== NEVER;
