/**
 * Several registers that are read and written together: an operation is a list of [f, key, value] that takes effect at
 * one moment. Histories do not say what the registers held at first. What is read before anybody could have written it
 * was there from the beginning; otherwise it is null.
 */
import { assert } from "../../../kernel/assert";
import type { Json } from "../../../simulator/message";
import { isList, jsonKey } from "../../json-key";
import { type Call, isRequired } from "../call";
import { Interner, type Machine, type ObjectModel } from "../machine";
import { ListedStates } from "./listed-states";

export function multiRegister(history: readonly Call[]): ObjectModel {
  const atFirst = readAtFirst(history);
  return {
    name: "multi-register",
    looksAhead: () => true,
    relevant: (calls) => calls.filter((call) => isRequired(call) || partsOf(call).some(({ isWrite }) => isWrite)),
    machine: (calls) => new MultiRegisterMachine(calls, atFirst),
  };
}

interface Part {
  readonly isWrite: boolean;
  readonly key: Json;
  readonly value: Json;
}

/** Of an operation that nobody answered only the writes count: its reads may have shown anything. */
function partsOf({ value, result }: Call): Part[] {
  const listed = result ?? value;
  const parts = (isList(listed) ? listed : []).map((part) => {
    const [f = null, key = null, given = null] = isList(part) ? part : [];
    assert(f === "r" || f === "read" || f === "w" || f === "write", `a register has no operation ${jsonKey(f)}`);
    return { isWrite: f === "w" || f === "write", key, value: given };
  });
  return result === undefined ? parts.filter(({ isWrite }) => isWrite) : parts;
}

/** For each register, the first value that was read before anybody had asked for it to be written. */
function readAtFirst(calls: readonly Call[]): Map<string, Json> {
  const written = new Map<string, number>();
  for (const call of calls) {
    for (const { isWrite, key, value } of partsOf(call)) {
      const name = jsonKey([key, value]);
      if (isWrite && !written.has(name)) written.set(name, call.called);
    }
  }
  const found = new Map<string, Json>();
  for (const call of calls.filter(isRequired).sort((one, other) => one.returned - other.returned)) {
    const own = new Set<string>();
    for (const { isWrite, key, value } of partsOf(call)) {
      const register = jsonKey(key);
      const isEarly = (written.get(jsonKey([key, value])) ?? Infinity) > call.returned;
      if (!isWrite && !own.has(register) && isEarly && !found.has(register)) found.set(register, value);
      if (isWrite) own.add(register);
    }
  }
  return found;
}

interface NumberedPart {
  readonly isWrite: boolean;
  readonly register: number;
  readonly value: number;
}

class MultiRegisterMachine implements Machine {
  readonly #states: ListedStates;
  readonly #keys = new Interner();
  readonly #values = new Interner();
  readonly initial: number;
  readonly #parts: readonly (readonly NumberedPart[])[];

  constructor(calls: readonly Call[], atFirst: ReadonlyMap<string, Json>) {
    this.#states = new ListedStates(calls.length);
    this.#parts = calls.map((call) => partsOf(call).map(({ isWrite, key, value }) => ({ isWrite, register: this.#keys.idOf(key), value: this.#values.idOf(value) })));
    const registers = new Set(this.#parts.flat().map(({ register }) => register));
    this.initial = this.#states.idOf(Array.from(registers, (_, register) => this.#values.idOf(atFirst.get(jsonKey(this.#keys.valueOf(register))) ?? null)));
  }

  step(state: number, call: number): number {
    return this.#states.step(state, call, (list) => {
      const next = [...list];
      for (const { isWrite, register, value } of this.#parts[call] ?? []) {
        if (isWrite) next[register] = value;
        else if (next[register] !== value) return null;
      }
      return next;
    });
  }

  isReadOnly(call: number): boolean {
    return !(this.#parts[call] ?? []).some(({ isWrite }) => isWrite);
  }

  classOf(call: number): string {
    return JSON.stringify(this.#parts[call]);
  }

  describe(state: number): string {
    return this.#states
      .listOf(state)
      .map((value, register) => `${jsonKey(this.#keys.valueOf(register))} = ${jsonKey(this.#values.valueOf(value))}`)
      .join(", ");
  }
}
