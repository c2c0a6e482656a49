/**
 * One key of a store: get, put, append and cas of texts (of any values without append). Never put: the empty text, for
 * which null is another name.
 */
import { assert } from "../../../kernel/assert";
import type { Json } from "../../../simulator/message";
import { isList } from "../../json-key";
import { type Call, isRequired } from "../call";
import { IMPOSSIBLE, Interner, type Machine, type ObjectModel } from "../machine";
import { ChainMachine, chainsOf } from "./kv-chains";

export const NOTHING = "";

export const kv: ObjectModel = {
  name: "kv",
  looksAhead: () => true,
  relevant: (calls) => {
    const chains = chainsOf(calls);
    const isSeen = (call: Call, index: number) => chains === null || chains.isSeen(index) || call.f === "cas";
    return calls.filter((call, index) => isRequired(call) || (call.f !== "get" && isSeen(call, index)));
  },
  machine: (calls) => {
    for (const { f } of calls) assert(f === "get" || f === "put" || f === "append" || f === "cas", `a key has no operation ${f}`);
    const chains = chainsOf(calls);
    return chains === null ? new TextMachine(calls) : new ChainMachine(calls, chains);
  },
};

export const textOf = (value: Json | undefined): Json => value ?? NOTHING;

/** Keeps whole values. For histories in which a value does not tell who wrote it. */
class TextMachine implements Machine {
  readonly #values = new Interner();
  readonly initial = this.#values.idOf(NOTHING);
  readonly #calls: readonly Call[];
  /** What is got, put, appended or compared with. */
  readonly #given: Int32Array;
  readonly #set: Int32Array;
  readonly #appended = new Map<number, number>();

  constructor(calls: readonly Call[]) {
    this.#calls = calls;
    this.#given = Int32Array.from(calls, ({ f, value, result }) => this.#values.idOf(textOf(f === "get" ? result : f === "cas" && isList(value) ? value[0] : value)));
    this.#set = Int32Array.from(calls, ({ f, value }) => (f === "cas" && isList(value) ? this.#values.idOf(textOf(value[1])) : IMPOSSIBLE));
  }

  step(state: number, call: number): number {
    const { f, result } = this.#calls[call] as Call;
    const given = this.#given[call] as number;
    if (f === "put") return given;
    if (f === "append") return this.#append(state, given);
    if (f === "cas" && result !== false) return given === state ? (this.#set[call] as number) : IMPOSSIBLE;
    return (given === state) === (f === "get") ? state : IMPOSSIBLE;
  }

  #append(state: number, given: number): number {
    const transition = state * this.#calls.length * 2 + given;
    const known = this.#appended.get(transition);
    if (known !== undefined) return known;
    const next = this.#values.idOf(`${this.#textIn(state)}${this.#textIn(given)}`);
    this.#appended.set(transition, next);
    return next;
  }

  #textIn(state: number): string {
    const value = this.#values.valueOf(state);
    return typeof value === "string" ? value : JSON.stringify(value);
  }

  isReadOnly(call: number): boolean {
    const { f, result } = this.#calls[call] as Call;
    return f === "get" || (f === "cas" && (result === false || this.#given[call] === this.#set[call]));
  }

  classOf(call: number): string {
    return `${this.#calls[call]?.f} ${this.#given[call]} ${this.#set[call]}`;
  }

  describe(state: number): string {
    return JSON.stringify(this.#values.valueOf(state));
  }
}
