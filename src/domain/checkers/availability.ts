/** Was every request answered? Maelstrom's `--availability total`, with an excuse for nodes that were down. */
import type { HistoryEntry } from "../simulator/history";
import { type Pair, pairsOf } from "./history-pairs";

export interface AvailabilityResult {
  /** Unknown where nothing was asked, or only what is excused. */
  readonly verdict: "valid" | "invalid" | "unknown";
  readonly asked: number;
  readonly answered: number;
  /** Not answered, and not to be blamed for it. */
  readonly excused: number;
  /** Answered of all that is not excused. */
  readonly okFraction: number;
  /** The others, in the order of their invocations. */
  readonly unanswered: readonly Pair[];
}

/** `isExcused` is asked only about requests that did not end well. */
export function checkAvailability(
  history: readonly HistoryEntry[],
  isExcused: (invocation: HistoryEntry, completion: HistoryEntry | null) => boolean,
): AvailabilityResult {
  const pairs = pairsOf(history);
  const unanswered: Pair[] = [];
  let excused = 0;
  for (const pair of pairs) {
    const invocation = history[pair.invoked] as HistoryEntry;
    const completion = pair.completed === null ? null : (history[pair.completed] ?? null);
    if (completion?.type === "ok") continue;
    if (isExcused(invocation, completion)) excused += 1;
    else unanswered.push(pair);
  }
  const asked = pairs.length;
  const answered = asked - excused - unanswered.length;
  const okFraction = asked === excused ? 1 : answered / (asked - excused);
  const verdict = unanswered.length > 0 ? "invalid" : answered === 0 ? "unknown" : "valid";
  return { verdict, asked, answered, excused, okFraction, unanswered };
}
