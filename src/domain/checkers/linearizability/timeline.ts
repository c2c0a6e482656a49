/**
 * Time, as the search walks through it: from one return to the next and back. Between two returns, calls begin. Keeps
 * the list of what is open, in the order of the calls, in links that are undone in reverse order (Knuth's dancing links).
 */
import { type Call, isRequired } from "./call";
import { indicesWhere, withoutGaps } from "./columns";

const NONE = -1;

export class Timeline {
  /** How many returns there are. */
  readonly returns: number;
  /** The calls that need not take effect, in their order: their place in this list is their bit. */
  readonly optional: Int32Array;
  /** Bit of a call within the words of open calls; used again after its return. */
  readonly slotOf: Int32Array;
  /** How many slots are ever in use at once. */
  readonly slots: number;
  /** How many returns lie behind. */
  #passed = 0;
  /** How many of `optional` have been called. */
  #optionalOpen = 0;

  readonly #returning: Int32Array;
  /** For each number of passed returns, how many required and how many optional calls have begun. */
  readonly #begunAt: Int32Array;
  readonly #optionalBegunAt: Int32Array;
  readonly #required: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #head: number;

  /** The calls must be in the order in which they were called. */
  constructor(calls: readonly Call[]) {
    const at = (index: number): Call => calls[index] as Call;
    this.#required = indicesWhere(calls.length, (index) => isRequired(at(index)));
    this.optional = indicesWhere(calls.length, (index) => !isRequired(at(index)));
    this.#returning = inOrderOfReturns(this.#required, at);
    this.returns = this.#returning.length;
    this.#begunAt = this.#begunBefore(this.#required, at);
    this.#optionalBegunAt = this.#begunBefore(this.optional, at);
    this.#head = calls.length;
    this.#next = new Int32Array(calls.length + 1).fill(this.#head);
    this.#previous = new Int32Array(calls.length + 1).fill(this.#head);
    this.slotOf = new Int32Array(calls.length);
    this.slots = this.#giveSlots();
    this.#begin();
  }

  /** How many of these calls begin before the first return that has not been passed. */
  #begunBefore(list: Int32Array, at: (index: number) => Call): Int32Array {
    const counts = new Int32Array(this.returns + 1);
    let begun = 0;
    for (let passed = 0; passed <= this.returns; passed += 1) {
      const until = passed === this.returns ? Infinity : at(this.#returning[passed] as number).returned;
      while (begun < list.length && at(list[begun] as number).called < until) begun += 1;
      counts[passed] = begun;
    }
    return counts;
  }

  #giveSlots(): number {
    const free: number[] = [];
    let slots = 0;
    let begun = 0;
    for (let passed = 0; passed < this.returns; passed += 1) {
      for (; begun < (this.#begunAt[passed] as number); begun += 1) {
        const slot = free.pop() ?? slots;
        if (slot === slots) slots += 1;
        this.slotOf[this.#required[begun] as number] = slot;
      }
      free.push(this.slotOf[this.#returning[passed] as number] as number);
    }
    return slots;
  }

  get passed(): number {
    return this.#passed;
  }

  /** How many of the optional calls have begun. */
  get optionalOpen(): number {
    return this.#optionalOpen;
  }

  /** The call that returns next. Only while there is one. */
  get returning(): number {
    return this.#returning[this.#passed] as number;
  }

  /** The open call after this one, in the order of calls; without one, the first. -1 after the last. */
  openAfter(call: number): number {
    const next = this.#next[call === NONE ? this.#head : call] as number;
    return next === this.#head ? NONE : next;
  }

  /** Passes the next return. */
  forward(): void {
    this.#unlink(this.returning);
    this.#passed += 1;
    this.#begin();
  }

  /** Takes `forward` back. */
  back(): void {
    const begunBefore = this.#begunAt[this.#passed - 1] as number;
    for (let begun = this.#begunAt[this.#passed] as number; begun > begunBefore; begun -= 1) this.#unlink(this.#required[begun - 1] as number);
    this.#passed -= 1;
    this.#optionalOpen = this.#optionalBegunAt[this.#passed] as number;
    const call = this.returning;
    this.#next[this.#previous[call] as number] = call;
    this.#previous[this.#next[call] as number] = call;
  }

  #begin(): void {
    let begun = this.#passed === 0 ? 0 : (this.#begunAt[this.#passed - 1] as number);
    for (; begun < (this.#begunAt[this.#passed] as number); begun += 1) this.#append(this.#required[begun] as number);
    this.#optionalOpen = this.#optionalBegunAt[this.#passed] as number;
  }

  #append(call: number): void {
    const last = this.#previous[this.#head] as number;
    this.#next[last] = call;
    this.#previous[call] = last;
    this.#next[call] = this.#head;
    this.#previous[this.#head] = call;
  }

  #unlink(call: number): void {
    this.#next[this.#previous[call] as number] = this.#next[call] as number;
    this.#previous[this.#next[call] as number] = this.#previous[call] as number;
  }
}

/** No two calls return at one event, so there is no need to compare them. */
function inOrderOfReturns(required: Int32Array, at: (index: number) => Call): Int32Array {
  let last = NONE;
  for (let place = 0; place < required.length; place += 1) last = Math.max(last, at(required[place] as number).returned);
  const byEvent = new Int32Array(last + 1).fill(NONE);
  for (let place = 0; place < required.length; place += 1) byEvent[at(required[place] as number).returned] = required[place] as number;
  return withoutGaps(byEvent);
}
