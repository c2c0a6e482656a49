/**
 * The few operations that force a verdict. Nothing may be taken away that makes a history harder to explain: a call that
 * changes nothing is left out, and any other one is loosened, so that it may take effect at any time or never. Both only
 * ever make more orders possible; if there is still none, the call was not among the reasons.
 */
import { type Call, NEVER } from "./call";
import { DepthFirst } from "./depth-first";
import type { ObjectModel } from "./machine";

/** Steps for one attempt, and for all of them. An attempt that is not decided by then counts as failed. */
const ATTEMPT_STEPS_MAX = 50_000;
const ALL_STEPS_MAX = 3_000_000;

/** Before every event of a history: when a call was called whose time does not matter. */
export const BEFORE = -1;

/**
 * A history that is as impossible as this one, in which nothing can be left out or loosened within the budget. `last`,
 * with whose return it became impossible, stays.
 */
export function minimise(calls: readonly Call[], last: Call, model: ObjectModel): Call[] {
  let core = [...calls];
  let budget = ALL_STEPS_MAX;
  const isImpossible = (candidate: readonly Call[]): boolean => {
    const relevant = model.relevant(candidate);
    const search = new DepthFirst(relevant, model.machine(relevant));
    const status = search.run(Math.min(budget, ATTEMPT_STEPS_MAX));
    budget -= search.steps + relevant.length / 8;
    return status === "invalid";
  };
  for (let size = Math.ceil(calls.length / 2); size >= 1 && budget > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    const tight = core.filter((call) => call.called !== BEFORE && call !== last);
    for (let from = 0; from < tight.length && budget > 0; from += size) {
      const candidate = weakened(core, new Set(tight.slice(from, from + size)), model);
      if (isImpossible(candidate)) core = candidate;
    }
  }
  return [...model.relevant(core)];
}

function weakened(calls: readonly Call[], chosen: ReadonlySet<Call>, model: ObjectModel): Call[] {
  const machine = model.machine(calls);
  const kept = calls.flatMap((call, index): Call[] => {
    if (!chosen.has(call)) return [call];
    return machine.isReadOnly(index) ? [] : [{ ...call, result: undefined, called: BEFORE, returned: NEVER }];
  });
  return kept.sort((one, other) => one.called - other.called);
}
