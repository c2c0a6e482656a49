/** Beginnings of a history: what would be known if it had ended with a certain event. */
import { type Call, isRequired, NEVER } from "./call";

/** The history up to this event, included. What had not returned by then may have taken effect, or not. */
export const prefixUntil = (calls: readonly Call[], event: number): Call[] =>
  calls.flatMap((call) => (call.called > event ? [] : [call.returned <= event ? call : { ...call, result: undefined, returned: NEVER }]));

/** The events at which required calls return, in their order. */
export const returnsOf = (calls: readonly Call[]): number[] =>
  calls.filter(isRequired).map(({ returned }) => returned).sort((one, other) => one - other);

/**
 * The first return whose prefix is impossible. Prefixes stay impossible once they are, and the whole history must be.
 * `from`: so many returns are known to be possible.
 */
export function firstImpossibleReturn(calls: readonly Call[], from: number, isPossible: (prefix: readonly Call[]) => boolean): number {
  const returns = returnsOf(calls);
  const isPossibleAt = (index: number) => isPossible(prefixUntil(calls, returns[index] as number));
  let [low, high] = [from, returns.length - 1];
  // The first one first, then in growing strides: most often it is the one that the search did not get past.
  for (let stride = 1; low < high; stride *= 2) {
    const probe = Math.min(low + stride - 1, (low + high) >>> 1);
    if (isPossibleAt(probe)) low = probe + 1;
    else high = probe;
  }
  return returns[low] as number;
}
