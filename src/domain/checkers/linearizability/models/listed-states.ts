/** Numbers for states that are lists of numbers, and a memory of the transitions between them. */
import { IMPOSSIBLE } from "../machine";

export class ListedStates {
  readonly #numbers = new Map<string, number>();
  readonly #lists: (readonly number[])[] = [];
  readonly #transitions = new Map<number, number>();
  readonly #calls: number;

  /** `calls`: how many there are. */
  constructor(calls: number) {
    this.#calls = calls;
  }

  idOf(list: readonly number[]): number {
    const key = list.join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const id = this.#lists.length;
    this.#numbers.set(key, id);
    this.#lists.push(list);
    return id;
  }

  listOf(state: number): readonly number[] {
    return this.#lists[state] as readonly number[];
  }

  /** What `compute` makes of the list; null: impossible. Computed once for each state and call. */
  step(state: number, call: number, compute: (list: readonly number[]) => readonly number[] | null): number {
    const transition = state * this.#calls + call;
    const known = this.#transitions.get(transition);
    if (known !== undefined) return known;
    const list = compute(this.listOf(state));
    const next = list === null ? IMPOSSIBLE : this.idOf(list);
    this.#transitions.set(transition, next);
    return next;
  }
}
