/**
 * Just-in-time linearization (Lowe, "Testing for linearizability", 2017), breadth first: all configurations in which the
 * history can be at each return. Forgets what lies behind, so its memory does not grow with the history; the return at
 * which nothing is left is the one that no order explains.
 */
import type { Call } from "./call";
import { ConfigSet } from "./config-set";
import { ConfigSpace, STATE } from "./config-space";
import { IMPOSSIBLE, type Machine } from "./machine";
import type { Search, SearchStatus } from "./search";

const NONE = -1;

export class BreadthFirst implements Search {
  readonly name = "jit";
  readonly #space: ConfigSpace;
  /** Before the next return. */
  #level: ConfigSet;
  /** Those of them that have passed it. */
  #passed: ConfigSet;
  /** Used again for the next level. */
  #spare: ConfigSet;
  /** How many of `level` have been looked at. */
  #seen = 0;
  readonly #config: Int32Array;
  readonly #scratch: Int32Array;
  #status: SearchStatus = "searching";
  steps = 0;

  /** `initials`: the states in which the object may be at first. */
  constructor(calls: readonly Call[], machine: Machine, initials: readonly number[] = [machine.initial]) {
    this.#space = new ConfigSpace(calls, machine);
    const emptySet = () => new ConfigSet(this.#space.keyWords, this.#space.optionalWords);
    [this.#level, this.#passed, this.#spare] = [emptySet(), emptySet(), emptySet()];
    this.#config = new Int32Array(this.#space.width);
    this.#scratch = new Int32Array(this.#space.width);
    for (const initial of initials) this.#passed.insert(this.#space.first(initial));
    this.#beginLevel();
  }

  get furthest(): number {
    return this.#space.timeline.passed;
  }

  /** The states that the object can be in before the return that was reached. */
  get states(): number[] {
    const states = new Set<number>();
    for (let index = 0; index < this.#level.count; index += 1) {
      this.#level.read(index, this.#scratch);
      states.add(this.#scratch[STATE] as number);
    }
    return [...states];
  }

  run(steps: number): SearchStatus {
    const until = this.steps + steps;
    while (this.#status === "searching" && this.steps < until) {
      if (this.#seen < this.#level.count) this.#expand();
      else if (this.#passed.count === 0) this.#status = "invalid";
      else {
        this.#space.timeline.forward();
        this.#beginLevel();
      }
    }
    return this.#status;
  }

  /** Makes those that passed the last return the ones before the next. */
  #beginLevel(): void {
    if (this.#space.timeline.passed === this.#space.timeline.returns) {
      this.#status = "valid";
      return;
    }
    const arrived = this.#passed;
    [this.#level, this.#passed, this.#spare] = [this.#spare, this.#level, arrived];
    this.#level.clear();
    this.#passed.clear();
    this.#seen = 0;
    this.steps += 1;
    for (let index = 0; index < arrived.count; index += 1) {
      if (arrived.isDropped(index)) continue;
      arrived.read(index, this.#scratch);
      this.#arrive();
    }
  }

  #expand(): void {
    const { timeline, machine } = this.#space;
    const index = this.#seen;
    this.#seen += 1;
    if (this.#level.isDropped(index)) return;
    this.#level.read(index, this.#config);
    const state = this.#config[STATE] as number;
    for (let call = timeline.openAfter(NONE); call !== NONE; call = timeline.openAfter(call)) {
      if (this.#space.hasPlaced(this.#config, call)) continue;
      this.steps += 1;
      const next = machine.step(state, call);
      if (next === IMPOSSIBLE) continue;
      this.#scratch.set(this.#config);
      this.#space.place(this.#scratch, call, next);
      this.#arrive();
    }
    for (let optional = 0; optional < timeline.optionalOpen; optional += 1) {
      if (!this.#space.mayUse(this.#config, optional)) continue;
      this.steps += 1;
      const next = machine.step(state, timeline.optional[optional] as number);
      if (next === IMPOSSIBLE) continue;
      this.#scratch.set(this.#config);
      this.#space.use(this.#scratch, optional, next);
      this.#arrive();
    }
  }

  /** Puts the configuration in `scratch` where it belongs: before the next return, or past it. */
  #arrive(): void {
    this.#space.placeReads(this.#scratch);
    if (this.#space.mayPass(this.#scratch)) {
      this.#space.pass(this.#scratch);
      this.#passed.insert(this.#scratch);
    } else this.#level.insert(this.#scratch);
    if (this.#level.isFull || this.#passed.isFull) this.#status = "gave-up";
  }
}
