/** A sequential object, as the search sees it: states and operations are small numbers. */
import type { Json } from "../../simulator/message";
import { jsonKey } from "../json-key";
import type { Call } from "./call";

/** What `step` says where the operation cannot take effect, or where no completion of the history can follow. */
export const IMPOSSIBLE = -1;

/** Operations are named by their index in the list of calls that the machine was made of. */
export interface Machine {
  readonly initial: number;
  /** The state after the operation, or IMPOSSIBLE. */
  step(state: number, call: number): number;
  /**
   * It changes no state in *any* state in which it is possible: it may be placed as soon as it is possible. "Leaves this
   * state as it is" does not suffice: a write of the present value may be needed later.
   */
  isReadOnly(call: number): boolean;
  /** Calls of one class do the same in every state. Asked of the optional ones alone. */
  classOf(call: number): string;
  /** The state in words, for evidence. */
  describe(state: number): string;
}

export interface ObjectModel {
  readonly name: string;
  /**
   * Whether a search may stop before the return with which the history becomes impossible: because the machine refuses
   * steps after which a later answer cannot come, or because what an open call does is known from its later answer.
   */
  looksAhead(calls: readonly Call[]): boolean;
  /** The calls that can make a difference: leaves out such as may, but need not, take effect, and that nobody would notice. */
  relevant(calls: readonly Call[]): readonly Call[];
  machine(calls: readonly Call[]): Machine;
  /**
   * All states that the machine may be in when some of the earlier calls have taken effect, in any order; states that
   * differ in nothing that the machine's calls could notice may be left out. Absent where there are too many to tell.
   */
  startAfter?(machine: Machine, earlier: readonly Call[]): number[];
}

/** Numbers for values, from 0 in the order in which they are first seen. */
export class Interner {
  readonly #numbers = new Map<string | number | boolean | null, number>();
  readonly #values: Json[] = [];

  idOf(value: Json): number {
    const key = keyOf(value);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const id = this.#values.length;
    this.#numbers.set(key, id);
    this.#values.push(value);
    return id;
  }

  /** Its number, if it has one. */
  find(value: Json): number | undefined {
    return this.#numbers.get(keyOf(value));
  }

  /** How many there are. */
  get size(): number {
    return this.#values.length;
  }

  valueOf(id: number): Json {
    return this.#values[id] ?? null;
  }
}

/** Numbers, texts without a NUL in front, booleans and null are their own keys: that is what makes a million of them fast. */
function keyOf(value: Json): string | number | boolean | null {
  if (typeof value === "object" && value !== null) return `\0${jsonKey(value)}`;
  return typeof value === "string" && value.startsWith("\0") ? `\0${jsonKey(value)}` : value;
}
