/** Ids that follow time, to within a window: what makes them good keys of an index, and a good guess of their age. */
import type { HistoryEntry } from "../simulator/history";
import type { Json } from "../simulator/message";
import { type Success, successesOf } from "./history-pairs";

/** The completions of two requests whose ids are in the wrong order, or cannot be compared. */
export interface Disorder {
  readonly earlier: number;
  readonly later: number;
  readonly comparable: boolean;
}

export interface SortedWithinResult {
  /** Unknown where no two requests are far enough apart. */
  readonly verdict: "valid" | "invalid" | "unknown";
  /** How many requests had an earlier one to be compared with. */
  readonly compared: number;
  readonly disorder: Disorder | null;
}

/**
 * If a request was sent more than `windowUs` after another one was answered, its id must be the greater one.
 * Two numbers are compared as numbers and two texts by their UTF-16 units, like `<` of JavaScript; all else cannot be compared.
 */
export function checkSortedWithin(history: readonly HistoryEntry[], f: string, windowUs: number): SortedWithinResult {
  const byInvocation = successesOf(history, f);
  const byCompletion = [...byInvocation].sort((one, other) => one.pair.completed - other.pair.completed);
  let greatest: Success | null = null;
  let passed = 0;
  let compared = 0;
  for (const later of byInvocation) {
    for (; isBefore(byCompletion[passed], later, windowUs); passed += 1) {
      const candidate = byCompletion[passed] as Success;
      const order: Order = greatest === null ? "greater" : compare(candidate.completion.value, greatest.completion.value);
      if (order === "none") return disorder(compared, greatest as Success, candidate, false);
      if (order === "greater") greatest = candidate;
    }
    if (greatest === null) continue;
    compared += 1;
    const order = compare(later.completion.value, greatest.completion.value);
    if (order !== "greater") return disorder(compared, greatest, later, order !== "none");
  }
  return { verdict: compared === 0 ? "unknown" : "valid", compared, disorder: null };
}

const isBefore = (earlier: Success | undefined, later: Success, windowUs: number): boolean =>
  earlier !== undefined && earlier.completion.timeUs + windowUs < later.invocation.timeUs;

const disorder = (compared: number, earlier: Success, later: Success, comparable: boolean): SortedWithinResult => ({
  verdict: "invalid",
  compared,
  disorder: { earlier: earlier.pair.completed, later: later.pair.completed, comparable },
});

type Order = "greater" | "not-greater" | "none";

function compare(one: Json, other: Json): Order {
  const areAlike = typeof one === typeof other && (typeof one === "number" || typeof one === "string");
  if (!areAlike) return "none";
  return (one as string) > (other as string) ? "greater" : "not-greater";
}
