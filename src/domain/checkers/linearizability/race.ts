/** The two searches take turns, each the better one on half of all histories: whoever is done first has the verdict. */
import { BreadthFirst } from "./breadth-first";
import type { Call } from "./call";
import { DepthFirst } from "./depth-first";
import type { Machine } from "./machine";
import type { Search, SearchStatus } from "./search";

/** So many steps, and so many more for each call, the first search has to itself: most histories need no second one. */
const HEAD_START_STEPS = 2_000;
const HEAD_START_STEPS_A_CALL = 4;

export class Race {
  readonly #searches: Search[];
  readonly #second: () => Search;
  readonly #headStart: number;
  #winner: Search | null = null;

  constructor(calls: readonly Call[], machine: Machine) {
    this.#searches = [new DepthFirst(calls, machine)];
    this.#headStart = HEAD_START_STEPS + HEAD_START_STEPS_A_CALL * calls.length;
    this.#second = () => new BreadthFirst(calls, machine);
  }

  /** Goes on for about this many steps. "gave-up": neither of the two may have more memory. */
  run(steps: number): SearchStatus {
    if (this.#searches.length === 1 && this.steps >= this.#headStart) this.#searches.push(this.#second());
    const share = steps / this.#searches.length;
    const statuses = this.#searches.map((search): SearchStatus => {
      if (this.#winner !== null) return "searching";
      const status = search.run(share);
      if (status === "valid" || status === "invalid") this.#winner = search;
      return status;
    });
    if (this.#winner !== null) return statuses.find((status) => status === "valid" || status === "invalid") ?? "searching";
    return this.#searches.length > 1 && statuses.every((status) => status === "gave-up") ? "gave-up" : "searching";
  }

  get steps(): number {
    return this.#searches.reduce((sum, search) => sum + search.steps, 0);
  }

  /** The search that got further: the one that was done first, or the first one. */
  get leader(): Search {
    return this.#winner ?? (this.#searches[0] as Search);
  }
}
