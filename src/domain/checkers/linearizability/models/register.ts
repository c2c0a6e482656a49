/** A register, with or without compare-and-set. Nobody has written: null. */
import { assert } from "../../../kernel/assert";
import type { Json } from "../../../simulator/message";
import { isList, jsonKey } from "../../json-key";
import { type Call, isRequired } from "../call";
import { column } from "../columns";
import { IMPOSSIBLE, Interner, type Machine, type ObjectModel } from "../machine";

/** `cas` with the result false: the comparison failed, so the register held something else. */
type Kind = "read" | "write" | "cas" | "cas-failed";

const INITIAL: Json = null;

export const register: ObjectModel = {
  name: "register",
  looksAhead: (calls) => calls.some((call) => kindOf(call) === "cas-failed"),
  relevant: (calls) => {
    if (calls.every(isRequired)) return calls;
    // Whoever may be left out is of use only if somebody sees what it did. A failed cas sees every value but one.
    const seesAll = calls.some((call) => isRequired(call) && kindOf(call) === "cas-failed");
    const seen = new Set(calls.flatMap((call) => (kindOf(call) === "read" ? (call.result === undefined ? [] : [jsonKey(call.result)]) : kindOf(call) === "cas" ? [jsonKey(fromOf(call))] : [])));
    return calls.filter((call) => {
      if (isRequired(call)) return true;
      const kind = kindOf(call);
      if (kind === "read" || kind === "cas-failed") return false;
      return seesAll || seen.has(jsonKey(kind === "cas" ? toOf(call) : call.value));
    });
  },
  machine: (calls) => new RegisterMachine(calls),
  startAfter: (machine, earlier) => (machine as RegisterMachine).statesAfter(earlier),
};

export function kindOf({ f, result }: Call): Kind {
  assert(f === "read" || f === "write" || f === "cas", `a register has no operation ${f}`);
  return f === "cas" && result === false ? "cas-failed" : f;
}

/** A cas is asked with [from, to]. */
const fromOf = ({ value }: Call): Json => (isList(value) ? (value[0] ?? null) : null);
const toOf = ({ value }: Call): Json => (isList(value) ? (value[1] ?? null) : null);

const KINDS: readonly Kind[] = ["read", "write", "cas", "cas-failed"];
const [READ, WRITE, CAS] = [0, 1, 2];

class RegisterMachine implements Machine {
  readonly #values = new Interner();
  readonly initial = this.#values.idOf(INITIAL);
  readonly #kinds: Int32Array;
  /** What is read, written, or compared with. */
  readonly #given: Int32Array;
  /** What a cas sets. */
  readonly #set: Int32Array;

  constructor(calls: readonly Call[]) {
    const at = (index: number): Call => calls[index] as Call;
    this.#kinds = column(calls.length, (index) => KINDS.indexOf(kindOf(at(index))));
    this.#given = column(calls.length, (index) => {
      const call = at(index);
      const value = call.f === "cas" ? fromOf(call) : call.f === "read" ? call.result : call.value;
      return value === undefined ? IMPOSSIBLE : this.#values.idOf(value);
    });
    this.#set = column(calls.length, (index) => (at(index).f === "cas" ? this.#values.idOf(toOf(at(index))) : IMPOSSIBLE));
  }

  step(state: number, call: number): number {
    const kind = this.#kinds[call];
    const given = this.#given[call] as number;
    if (kind === READ) return given === state || given === IMPOSSIBLE ? state : IMPOSSIBLE;
    if (kind === WRITE) return given;
    if (kind === CAS) return given === state ? (this.#set[call] as number) : IMPOSSIBLE;
    return given === state ? IMPOSSIBLE : state;
  }

  /** One value that none of the calls speaks of stands for all of them. */
  statesAfter(earlier: readonly Call[]): number[] {
    const states = new Set([this.initial]);
    const written = earlier.filter((call) => call.f !== "read" && call.result !== false).map((call) => (call.f === "cas" ? toOf(call) : call.value));
    for (const value of written) {
      const known = this.#values.find(value);
      if (known !== undefined) states.add(known);
    }
    const other = written.find((value) => this.#values.find(value) === undefined);
    return other === undefined ? [...states] : [...states, this.#values.idOf(other)];
  }

  isReadOnly(call: number): boolean {
    const kind = this.#kinds[call];
    return kind !== WRITE && !(kind === CAS && this.#given[call] !== this.#set[call]);
  }

  classOf(call: number): string {
    return `${this.#kinds[call]} ${this.#given[call]} ${this.#set[call]}`;
  }

  describe(state: number): string {
    return JSON.stringify(this.#values.valueOf(state));
  }
}
