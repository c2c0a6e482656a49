/** A set: add, remove, and read, which shows all elements in any order. */
import { assert } from "../../../kernel/assert";
import type { Json } from "../../../simulator/message";
import { isList } from "../../json-key";
import { type Call, isRequired } from "../call";
import { Interner, type Machine, type ObjectModel } from "../machine";
import { ListedStates } from "./listed-states";

export const set: ObjectModel = {
  name: "set",
  looksAhead: () => false,
  relevant: (calls) => calls.filter((call) => isRequired(call) || call.f !== "read"),
  machine: (calls) => new SetMachine(calls),
};

class SetMachine implements Machine {
  readonly #states: ListedStates;
  readonly #elements = new Interner();
  readonly initial: number;
  readonly #kinds: readonly string[];
  /** The element of an add or a remove. */
  readonly #element: Int32Array;
  /** The elements that a read shows, sorted. */
  readonly #shown: readonly (readonly number[])[];

  constructor(calls: readonly Call[]) {
    for (const { f } of calls) assert(f === "add" || f === "remove" || f === "read", `a set has no operation ${f}`);
    this.#states = new ListedStates(calls.length);
    this.initial = this.#states.idOf([]);
    this.#kinds = calls.map(({ f }) => f);
    this.#element = Int32Array.from(calls, ({ value }) => this.#elements.idOf(value));
    this.#shown = calls.map(({ f, result }) => (f === "read" ? shownBy(result).map((element) => this.#elements.idOf(element)).sort(ascending) : []));
  }

  step(state: number, call: number): number {
    return this.#states.step(state, call, (list) => {
      const element = this.#element[call] as number;
      if (this.#kinds[call] === "add") return list.includes(element) ? list : [...list, element].sort(ascending);
      if (this.#kinds[call] === "remove") return list.filter((other) => other !== element);
      return list.join() === this.#shown[call]?.join() ? list : null;
    });
  }

  isReadOnly(call: number): boolean {
    return this.#kinds[call] === "read";
  }

  classOf(call: number): string {
    return `${this.#kinds[call]} ${this.#element[call]}`;
  }

  describe(state: number): string {
    return JSON.stringify(this.#states.listOf(state).map((element) => this.#elements.valueOf(element)));
  }
}

/** A read shows a list; null is the empty one. */
export const shownBy = (result: Json | undefined): readonly Json[] => (result !== undefined && isList(result) ? result : []);

const ascending = (one: number, other: number): number => one - other;
