/** A lock that is held or free; it does not know by whom (as in Knossos). */
import { assert } from "../../../kernel/assert";
import type { Call } from "../call";
import { IMPOSSIBLE, type Machine, type ObjectModel } from "../machine";

const [FREE, HELD] = [0, 1];

export const mutex: ObjectModel = {
  name: "mutex",
  looksAhead: () => false,
  relevant: (calls) => calls,
  machine: (calls) => new MutexMachine(calls),
  startAfter: () => [FREE, HELD],
};

class MutexMachine implements Machine {
  readonly initial = FREE;
  /** The state in which it is possible; it leads to the other one. */
  readonly #from: Int32Array;

  constructor(calls: readonly Call[]) {
    this.#from = Int32Array.from(calls, ({ f }) => {
      assert(f === "acquire" || f === "release", `a mutex has no operation ${f}`);
      return f === "acquire" ? FREE : HELD;
    });
  }

  step(state: number, call: number): number {
    return this.#from[call] === state ? 1 - state : IMPOSSIBLE;
  }

  isReadOnly(): boolean {
    return false;
  }

  classOf(call: number): string {
    return String(this.#from[call]);
  }

  describe(state: number): string {
    return state === HELD ? "held" : "free";
  }
}
