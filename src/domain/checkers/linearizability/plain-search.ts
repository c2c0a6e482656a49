/**
 * The search of Wing & Gong with Lowe's memory, and nothing else: the reference that the fast searches are compared
 * with. Its configurations hold a bit for every call, so it is slow on long histories.
 */
import { type Call, isRequired } from "./call";
import { IMPOSSIBLE, type Machine } from "./machine";

/** Whether there is an order. Calls in the order in which they were called. */
export function isLinearizable(calls: readonly Call[], machine: Machine): boolean {
  const placed = new Array<boolean>(calls.length).fill(false);
  const met = new Set<string>();

  const search = (state: number): boolean => {
    const open = calls.filter((call, index) => !placed[index] && isRequired(call));
    if (open.length === 0) return true;
    const key = `${state} ${placed.map(Number).join("")}`;
    if (met.has(key)) return false;
    met.add(key);
    const firstReturn = Math.min(...open.map(({ returned }) => returned));
    return calls.some(({ called }, index) => {
      if (placed[index] || called > firstReturn) return false;
      const next = machine.step(state, index);
      if (next === IMPOSSIBLE) return false;
      placed[index] = true;
      const isFound = search(next);
      placed[index] = false;
      return isFound;
    });
  };
  return search(machine.initial);
}
