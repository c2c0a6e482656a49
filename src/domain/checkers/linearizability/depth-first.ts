/**
 * The search of Wing & Gong ("Testing and verifying concurrent objects", 1993) with Lowe's memory of configurations
 * ("Testing for linearizability", 2017), as in Porcupine, pruned: calls that change no state are placed at once and
 * never taken back; optional calls are tried last, the ones that do the same in the order of their calls; a
 * configuration is skipped if one was met that differs only in having used fewer optional calls.
 */
import type { Call } from "./call";
import { ConfigSet } from "./config-set";
import { ConfigSpace, PASSED, STATE } from "./config-space";
import { IMPOSSIBLE, type Machine } from "./machine";
import type { Search, SearchStatus } from "./search";

const NONE = -1;
const DEPTH_AT_FIRST = 64;

export class DepthFirst implements Search {
  readonly name = "wgl";
  readonly #space: ConfigSpace;
  readonly #met: ConfigSet;
  readonly #top: Int32Array;
  readonly #scratch: Int32Array;
  /** For each depth: the configuration, the call that led to it, and what was tried of it last. */
  #configs = new Int32Array(DEPTH_AT_FIRST);
  #leadingCalls = new Int32Array(DEPTH_AT_FIRST);
  #triedCalls = new Int32Array(DEPTH_AT_FIRST);
  #triedOptional = new Int32Array(DEPTH_AT_FIRST);
  #depth = -1;
  #status: SearchStatus = "searching";
  steps = 0;
  furthest = 0;

  constructor(calls: readonly Call[], machine: Machine) {
    this.#space = new ConfigSpace(calls, machine);
    this.#met = new ConfigSet(this.#space.keyWords, this.#space.optionalWords);
    this.#top = new Int32Array(this.#space.width);
    this.#scratch = new Int32Array(this.#space.width);
    this.#scratch.set(this.#space.first(machine.initial));
    this.#arrive(NONE);
  }

  run(steps: number): SearchStatus {
    const until = this.steps + steps;
    while (this.#status === "searching" && this.steps < until) {
      if (this.#depth < 0) this.#status = "invalid";
      else if (!this.#tryNext()) this.#leave();
    }
    return this.#status;
  }

  /** The calls that were chosen on the way to the present configuration. Reads that were placed at once are not among them. */
  get chosen(): number[] {
    return [...this.#leadingCalls.subarray(1, this.#depth + 1)];
  }

  /** Tries one more call at the top of the stack; false if there is none left. */
  #tryNext(): boolean {
    const { timeline, machine } = this.#space;
    const depth = this.#depth;
    const state = this.#top[STATE] as number;
    while (this.#triedOptional[depth] === NONE) {
      const call = timeline.openAfter(this.#triedCalls[depth] as number);
      if (call === NONE) break;
      this.#triedCalls[depth] = call;
      if (this.#space.hasPlaced(this.#top, call)) continue;
      this.steps += 1;
      const next = machine.step(state, call);
      if (next === IMPOSSIBLE) continue;
      this.#scratch.set(this.#top);
      this.#space.place(this.#scratch, call, next);
      this.#arrive(call);
      return true;
    }
    for (let optional = (this.#triedOptional[depth] as number) + 1; optional < timeline.optionalOpen; optional += 1) {
      this.#triedOptional[depth] = optional;
      if (!this.#space.mayUse(this.#top, optional)) continue;
      this.steps += 1;
      const call = timeline.optional[optional] as number;
      const next = machine.step(state, call);
      if (next === IMPOSSIBLE) continue;
      this.#scratch.set(this.#top);
      this.#space.use(this.#scratch, optional, next);
      this.#arrive(call);
      return true;
    }
    return false;
  }

  /** Passes all returns that the configuration in `scratch` can pass, and makes it the top unless it was met before. */
  #arrive(call: number): void {
    const { timeline } = this.#space;
    this.#space.placeReads(this.#scratch);
    while (this.#space.mayPass(this.#scratch)) {
      this.#space.pass(this.#scratch);
      timeline.forward();
      this.#space.placeReads(this.#scratch);
    }
    this.furthest = Math.max(this.furthest, timeline.passed);
    const index = this.#met.insert(this.#scratch);
    if (index === NONE) return this.#rewind();
    if (this.#met.isFull) this.#status = "gave-up";
    if (timeline.passed === timeline.returns) this.#status = "valid";
    this.#push(index, call);
  }

  #push(config: number, call: number): void {
    this.#depth += 1;
    if (this.#depth === this.#configs.length) this.#grow();
    this.#configs[this.#depth] = config;
    this.#leadingCalls[this.#depth] = call;
    this.#triedCalls[this.#depth] = NONE;
    this.#triedOptional[this.#depth] = NONE;
    this.#top.set(this.#scratch);
  }

  #leave(): void {
    this.#depth -= 1;
    if (this.#depth < 0) return;
    this.#met.read(this.#configs[this.#depth] as number, this.#top);
    this.#rewind();
  }

  /** Brings the timeline back to where the top is. */
  #rewind(): void {
    while (this.#space.timeline.passed > (this.#top[PASSED] as number)) this.#space.timeline.back();
  }

  #grow(): void {
    const larger = (old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(old.length * 2);
      grown.set(old);
      return grown;
    };
    this.#configs = larger(this.#configs);
    this.#leadingCalls = larger(this.#leadingCalls);
    this.#triedCalls = larger(this.#triedCalls);
    this.#triedOptional = larger(this.#triedOptional);
  }
}
