/**
 * The configurations of a search: how many returns are passed, the state of the object, which open calls and which
 * optional calls have taken effect. Whoever is not open has either taken effect or has not begun, so the size of a
 * configuration depends on how many calls are open at once and not on the length of the history.
 */
import type { Call } from "./call";
import { column } from "./columns";
import { IMPOSSIBLE, type Machine } from "./machine";
import { Timeline } from "./timeline";

/** Words of a configuration: returns passed, state, then a bit for each slot, then a bit for each optional call. */
export const PASSED = 0;
export const STATE = 1;
const SLOTS = 2;
const NONE = -1;

export class ConfigSpace {
  readonly machine: Machine;
  readonly timeline: Timeline;
  readonly keyWords: number;
  readonly optionalWords: number;
  readonly width: number;
  readonly #isReadOnly: Int32Array;
  /** Of each optional call, the one before it that does the same: it is used first. -1 without one. */
  readonly #alikeBefore: Int32Array;

  constructor(calls: readonly Call[], machine: Machine) {
    this.machine = machine;
    this.timeline = new Timeline(calls);
    this.keyWords = SLOTS + Math.ceil(this.timeline.slots / 32);
    this.optionalWords = Math.ceil(this.timeline.optional.length / 32);
    this.width = this.keyWords + this.optionalWords;
    this.#isReadOnly = column(calls.length, (call) => (machine.isReadOnly(call) ? 1 : 0));
    this.#alikeBefore = alikeBefore(this.timeline.optional, machine);
  }

  /** The configuration before anything happened. The timeline must be at its beginning. */
  first(initial: number): Int32Array {
    const config = new Int32Array(this.width);
    config[STATE] = initial;
    return config;
  }

  hasPlaced(config: Int32Array, call: number): boolean {
    const slot = this.timeline.slotOf[call] as number;
    return ((config[SLOTS + (slot >>> 5)] as number) & (1 << (slot & 31))) !== 0;
  }

  /** Notes that a required call has taken effect. */
  place(config: Int32Array, call: number, state: number): void {
    const slot = this.timeline.slotOf[call] as number;
    const word = SLOTS + (slot >>> 5);
    config[word] = (config[word] as number) | (1 << (slot & 31));
    config[STATE] = state;
  }

  /** Whether it may be used next: it has not been, and the ones before it that do the same have. */
  mayUse(config: Int32Array, optional: number): boolean {
    if (this.#hasUsed(config, optional)) return false;
    const before = this.#alikeBefore[optional] as number;
    return before === NONE || this.#hasUsed(config, before);
  }

  /** Notes that an optional call, named by its place among the optional ones, has taken effect. */
  use(config: Int32Array, optional: number, state: number): void {
    const word = this.keyWords + (optional >>> 5);
    config[word] = (config[word] as number) | (1 << (optional & 31));
    config[STATE] = state;
  }

  #hasUsed(config: Int32Array, optional: number): boolean {
    return ((config[this.keyWords + (optional >>> 5)] as number) & (1 << (optional & 31))) !== 0;
  }

  /** Places every open call that changes nothing and is possible. The timeline must be where the configuration is. */
  placeReads(config: Int32Array): void {
    const state = config[STATE] as number;
    for (let call = this.timeline.openAfter(NONE); call !== NONE; call = this.timeline.openAfter(call)) {
      if (this.#isReadOnly[call] === 1 && !this.hasPlaced(config, call) && this.machine.step(state, call) !== IMPOSSIBLE) this.place(config, call, state);
    }
  }

  /** Whether the call that returns next has taken effect, so that its return may be passed. */
  mayPass(config: Int32Array): boolean {
    return this.timeline.passed < this.timeline.returns && this.hasPlaced(config, this.timeline.returning);
  }

  /** Gives the slot of the call that returns next back. Moving the timeline is the caller's. */
  pass(config: Int32Array): void {
    const slot = this.timeline.slotOf[this.timeline.returning] as number;
    const word = SLOTS + (slot >>> 5);
    config[word] = (config[word] as number) & ~(1 << (slot & 31));
    config[PASSED] = (config[PASSED] as number) + 1;
  }
}

function alikeBefore(optional: Int32Array, machine: Machine): Int32Array {
  const last = new Map<string, number>();
  return optional.map((call, place) => {
    const kind = machine.classOf(call);
    const before = last.get(kind) ?? NONE;
    last.set(kind, place);
    return before;
  });
}
