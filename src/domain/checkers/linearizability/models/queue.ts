/** A queue, first in, first out. A dequeue that answers null found it empty. */
import { assert } from "../../../kernel/assert";
import { jsonKey } from "../../json-key";
import { type Call, isRequired } from "../call";
import { Interner, type Machine, type ObjectModel } from "../machine";
import { ListedStates } from "./listed-states";

export const queue: ObjectModel = {
  name: "queue",
  looksAhead: () => true,
  relevant: (calls) => {
    // What nobody takes out is in the way and nothing else, so whoever may leave it out does.
    const taken = new Set(calls.flatMap(({ f, result }) => (f === "dequeue" && result !== undefined ? [jsonKey(result)] : [])));
    return calls.filter((call) => isRequired(call) || call.f === "dequeue" || taken.has(jsonKey(call.value)));
  },
  machine: (calls) => new QueueMachine(calls),
};

const ANY = -1;
const EMPTY = -2;

class QueueMachine implements Machine {
  readonly #states: ListedStates;
  readonly #values = new Interner();
  readonly initial: number;
  readonly #enqueues: Uint8Array;
  /** What goes in or comes out: a value, ANY or EMPTY. */
  readonly #items: Int32Array;
  /** For each value, the one dequeue that is known to have got it. Values that went in or came out twice have none. */
  readonly #takenBy = new Map<number, Call>();
  readonly #allDequeuesAreKnown: boolean;

  constructor(calls: readonly Call[]) {
    for (const { f } of calls) assert(f === "enqueue" || f === "dequeue", `a queue has no operation ${f}`);
    this.#states = new ListedStates(calls.length);
    this.initial = this.#states.idOf([]);
    this.#enqueues = Uint8Array.from(calls, ({ f }) => (f === "enqueue" ? 1 : 0));
    this.#items = Int32Array.from(calls, ({ f, value, result }) => {
      if (f === "enqueue") return this.#values.idOf(value);
      return result === undefined ? ANY : result === null ? EMPTY : this.#values.idOf(result);
    });
    this.#allDequeuesAreKnown = calls.every((call) => call.f === "enqueue" || isRequired(call));
    this.#findTakers(calls);
  }

  #findTakers(calls: readonly Call[]): void {
    const times = new Map<string, number>();
    calls.forEach((_, call) => {
      const key = `${this.#enqueues[call]} ${this.#items[call]}`;
      times.set(key, (times.get(key) ?? 0) + 1);
    });
    calls.forEach((one, call) => {
      const item = this.#items[call] as number;
      if (this.#enqueues[call] === 0 && item >= 0 && isRequired(one) && times.get(`0 ${item}`) === 1 && times.get(`1 ${item}`) === 1) this.#takenBy.set(item, one);
    });
  }

  step(state: number, call: number): number {
    const item = this.#items[call] as number;
    return this.#states.step(state, call, (list) => {
      if (this.#enqueues[call] === 1) return this.#mustNotFollow(item, list.at(-1)) ? null : [...list, item];
      if (item === EMPTY) return list.length === 0 ? list : null;
      if (list.length === 0 || (item !== ANY && list[0] !== item)) return null;
      return list.slice(1);
    });
  }

  /** Whether the later dequeues can no longer come out as they did, if this value goes in right behind the other one. */
  #mustNotFollow(item: number, last: number | undefined): boolean {
    if (last === undefined) return false;
    const taker = this.#takenBy.get(item);
    const takerOfLast = this.#takenBy.get(last);
    if (taker === undefined) return false;
    if (takerOfLast !== undefined) return taker.returned < takerOfLast.called;
    return this.#allDequeuesAreKnown && !this.#isTakenAtAll(last);
  }

  #isTakenAtAll(item: number): boolean {
    return this.#items.some((other, call) => other === item && this.#enqueues[call] === 0);
  }

  isReadOnly(call: number): boolean {
    return this.#enqueues[call] === 0 && this.#items[call] === EMPTY;
  }

  classOf(call: number): string {
    return `${this.#enqueues[call]} ${this.#items[call]}`;
  }

  describe(state: number): string {
    return JSON.stringify(this.#states.listOf(state).map((item) => this.#values.valueOf(item)));
  }
}

