/**
 * The few operations that force a verdict. Nothing may be taken away that makes a history harder to explain: a call that
 * changes nothing is left out, and any other one is loosened, so that it may take effect at any time or never. Both only
 * ever make more orders possible; if there is still none, the call was not among the reasons.
 */
import { BreadthFirst } from "./breadth-first";
import { type Call, NEVER } from "./call";
import type { Machine, ObjectModel } from "./machine";
import { returnsOf } from "./prefix";

/** Steps for one attempt, and for all of them. An attempt that is not decided by then counts as failed. */
const ATTEMPT_STEPS_MAX = 50_000;
const ALL_STEPS_MAX = 2_000_000;

/** Shorter histories are looked at as a whole: their reasons are complete then. */
const WHOLE_CALLS_MAX = 24;

/** Before every event of a history: when a call was called whose time does not matter. */
export const BEFORE = -1;

export interface Core {
  /** As impossible as the whole history. */
  readonly calls: readonly Call[];
  readonly machine: Machine;
  /** The states in which the object may have been before all of them. */
  readonly initials: readonly number[];
  /** The return until which everything matters through these states alone; null: the calls are reasons enough. */
  readonly cut: number | null;
  /** Nothing more can be left out or loosened. False: the budget was used up before that was known. */
  readonly isMinimal: boolean;
}

/** `history` must be impossible, and `last` the call with whose return it became so, which stays. */
export function minimise(history: readonly Call[], last: Call, model: ObjectModel): Core {
  const attempts = new Attempts(model);
  const { calls, earlier, cut } = attempts.smallestEnd(history, last);
  let core = calls;
  for (let size = Math.ceil(calls.length / 2); size >= 1 && attempts.mayGoOn; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    const tight = core.filter((call) => call.called !== BEFORE && call !== last);
    for (let from = 0; from < tight.length && attempts.mayGoOn; from += size) {
      const candidate = weakened(core, new Set(tight.slice(from, from + size)), model);
      if (attempts.isImpossible(candidate, earlier)) core = candidate;
    }
  }
  const relevant = model.relevant(core);
  return { calls: relevant, ...startOf(model, relevant, earlier), cut, isMinimal: attempts.mayGoOn };
}

class Attempts {
  readonly #model: ObjectModel;
  #steps = ALL_STEPS_MAX;

  constructor(model: ObjectModel) {
    this.#model = model;
  }

  get mayGoOn(): boolean {
    return this.#steps > 0;
  }

  isImpossible(calls: readonly Call[], earlier: readonly Call[]): boolean {
    const relevant = this.#model.relevant(calls);
    const { machine, initials } = startOf(this.#model, relevant, earlier);
    const search = new BreadthFirst(relevant, machine, initials);
    const status = search.run(Math.min(this.#steps, ATTEMPT_STEPS_MAX));
    this.#steps -= search.steps;
    return status === "invalid";
  }

  /**
   * Most reasons lie close together. Looks at the last returns alone, twice as many each time, until they are impossible
   * whatever the object held before: then everything earlier matters only through what it may have left behind.
   */
  smallestEnd(history: readonly Call[], last: Call): { readonly calls: readonly Call[]; readonly earlier: readonly Call[]; readonly cut: number | null } {
    const returns = returnsOf(history);
    const isLong = this.#model.startAfter !== undefined && history.length > WHOLE_CALLS_MAX;
    for (let size = 1; isLong && size < returns.length && this.mayGoOn; size *= 2) {
      const cut = returns[returns.length - 1 - size] as number;
      const earlier = history.filter(({ called }) => called < cut);
      // Who was called before the cut and returned after it may have taken effect on either side.
      const overlapping = history.filter((call) => call.called < cut && call.returned > cut && call !== last);
      const calls = weakened(history.filter((call) => call.called > cut || overlapping.includes(call) || call === last), new Set(overlapping), this.#model);
      if (this.isImpossible(calls, earlier)) return { calls, earlier, cut };
    }
    return { calls: history, earlier: [], cut: null };
  }
}

function startOf(model: ObjectModel, calls: readonly Call[], earlier: readonly Call[]): { readonly machine: Machine; readonly initials: readonly number[] } {
  const machine = model.machine(calls);
  const initials = earlier.length === 0 || model.startAfter === undefined ? [machine.initial] : model.startAfter(machine, earlier);
  return { machine, initials };
}

function weakened(calls: readonly Call[], chosen: ReadonlySet<Call>, model: ObjectModel): Call[] {
  const machine = model.machine(calls);
  const kept = calls.flatMap((call, index): Call[] => {
    if (!chosen.has(call)) return [call];
    return machine.isReadOnly(index) ? [] : [{ ...call, result: undefined, called: BEFORE, returned: NEVER }];
  });
  return kept.sort((one, other) => one.called - other.called);
}
