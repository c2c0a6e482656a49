/**
 * Looks at all runs of a small cluster, breadth-first, so that the first violation it meets is one of the fewest steps.
 * It is stateless in the sense of Godefroid's VeriSoft: no state is ever put back, each run is walked anew from its
 * start (nodes answer from memory, see moments.ts). States are known again by their key; sleep sets (Godefroid,
 * "Partial-Order Methods for the Verification of Concurrent Systems", LNCS 1032, 1996, chapter 5) leave out runs that
 * differ in the order of steps alone that have nothing to do with each other. Rules X1 to X9 of SPEC.md.
 */
import type { ClusterPlan } from "../cluster-plan";
import type { ReadReply } from "../history";
import type { AsyncNodeHost } from "../node-host";
import type { RunRecord } from "../run-record";
import { Moments, NotRepeatable } from "./moments";
import type { SearchScope } from "./scope";
import { areIndependent, type Left, nameOf, type Step, type Touched, touchedBy } from "./step";
import { type Ground, Walk } from "./walk";

export interface SearchTask {
  readonly scope: SearchScope;
  readonly plan: ClusterPlan;
  readonly readReply: ReadReply;
  /** A host without nodes, whose nodes may be started again and again. One for the search, and one to show what it found: a program that went beyond a limit may have broken the first. */
  readonly makeHost: () => AsyncNodeHost | Promise<AsyncNodeHost>;
  /** Whether this run, as far as it has come, breaks a check that it can never mend. */
  readonly isViolation: (run: RunRecord) => boolean;
  /** `isViolation` reads the trace, not only what clients and checkers saw. */
  readonly readsTrace: boolean;
  /** The search ends when it has taken so many steps, counted over all runs. */
  readonly stepsMax: number;
  /** Each run by itself, without sleep sets and without states that are known again: what the tests compare with. */
  readonly isPlain?: boolean;
}

export type SearchEnd =
  /** No run of the scope breaks a check. `isCut`: there are longer runs, at which nobody looked. */
  | { readonly kind: "exhausted"; readonly isCut: boolean }
  /** `run` has its trace, with pictures. */
  | { readonly kind: "violation"; readonly steps: readonly Step[]; readonly run: RunRecord }
  /** The steps were used up before all runs of one step more than `depth` were looked at. */
  | { readonly kind: "spent" }
  /** A node answered otherwise when it was told the same again: nothing that was found can be relied on. */
  | { readonly kind: "not-repeatable" };

export interface SearchReport {
  readonly end: SearchEnd;
  readonly states: number;
  readonly steps: number;
  /** All runs of so many steps were looked at. */
  readonly depth: number;
}

/** A state, on one of the shortest ways to it. */
interface Place {
  readonly way: Way | null;
  readonly possible: readonly Step[];
  readonly left: Left;
  /** Steps that need not be taken from here, because a run that differs in their place alone is looked at elsewhere. */
  sleep: ReadonlyMap<string, Touched>;
  /** Steps that were taken from here. */
  readonly taken: Map<string, Touched>;
  /** Whether it waits for its turn. */
  isOpen: boolean;
}

/** The steps to a place, the last one first. */
interface Way {
  readonly before: Way | null;
  readonly step: Step;
}

/** Searches a scope. */
export const search = async (task: SearchTask): Promise<SearchReport> => new Search(task, await groundOf(task)).run();

async function groundOf({ scope, plan, readReply, readsTrace, makeHost }: SearchTask): Promise<Ground> {
  const names = new Map<string, string>();
  const short = (text: string): string => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = `#${names.size}`;
    names.set(text, name);
    return name;
  };
  return { scope, plan, readReply, readsTrace, short, moments: new Moments(await makeHost()) };
}

class Search {
  private readonly known = new Map<string, Place>();
  private next: Place[] = [];
  private states = 0;
  private steps = 0;

  constructor(
    private readonly task: SearchTask,
    private readonly ground: Ground,
  ) {}

  async run(): Promise<SearchReport> {
    try {
      return await this.level();
    } catch (error) {
      if (error instanceof NotRepeatable) return this.report(0, { kind: "not-repeatable" });
      throw error;
    }
  }

  /** Level by level: all states of so many steps before those of one more. */
  private async level(): Promise<SearchReport> {
    const walk = await Walk.along(this.ground, []);
    const start = this.place(walk, null, new Map(), walk.key);
    if (this.isViolated(walk)) return this.report(0, await this.violation(null));
    this.enter(start);
    for (let depth = 0; ; depth += 1) {
      const frontier = this.next;
      if (frontier.length === 0) return this.report(depth, { kind: "exhausted", isCut: false });
      if (depth === this.task.scope.depth) return this.report(depth, { kind: "exhausted", isCut: frontier.some((place) => this.open(place).length > 0) });
      this.next = [];
      for (const place of frontier) place.isOpen = false;
      for (const place of frontier) {
        const end = await this.leave(place);
        if (end !== null) return this.report(depth, end);
      }
    }
  }

  /** Takes all steps from a place that are still to be taken. */
  private async leave(place: Place): Promise<SearchEnd | null> {
    for (const step of this.open(place)) {
      if (this.steps >= this.task.stepsMax) return { kind: "spent" };
      this.steps += 1;
      const way = { before: place.way, step };
      const walk = await Walk.along(this.ground, stepsOf(way));
      const touched = touchedBy(step, walk.wasSeen);
      const key = walk.key;
      const arrived = this.known.get(key);
      const asleep = this.asleepAfter(place, touched);
      place.taken.set(nameOf(step), touched);
      if (arrived === undefined || this.task.isPlain === true) {
        const made = this.place(walk, way, asleep, key);
        if (this.isViolated(walk)) return this.violation(way);
        this.enter(made);
      } else this.arriveAgain(arrived, asleep);
    }
    return null;
  }

  private open({ possible, sleep, taken }: Place): Step[] {
    return possible.filter((step) => !sleep.has(nameOf(step)) && !taken.has(nameOf(step)));
  }

  /** Steps that could be taken before this one as well, and were. */
  private asleepAfter({ sleep, taken, left }: Place, step: Touched): Map<string, Touched> {
    if (this.task.isPlain === true) return new Map();
    return new Map([...sleep, ...taken].filter(([, touched]) => areIndependent(touched, step, left)));
  }

  /** Before its run is ended for the judge: then nothing is possible any more. */
  private place({ possible, left }: Walk, way: Way | null, sleep: ReadonlyMap<string, Touched>, key: string): Place {
    const place: Place = { way, possible, left, sleep, taken: new Map(), isOpen: false };
    this.states += 1;
    this.known.set(key, place);
    return place;
  }

  private enter(place: Place): void {
    if (place.isOpen) return;
    place.isOpen = true;
    this.next.push(place);
  }

  /** On another way: what sleeps there need not sleep here. */
  private arriveAgain(place: Place, asleep: ReadonlyMap<string, Touched>): void {
    const before = place.sleep.size;
    place.sleep = new Map([...place.sleep].filter(([name]) => asleep.has(name)));
    if (place.sleep.size < before && this.open(place).length > 0) this.enter(place);
  }

  /** What is judged by what was seen can only have changed where something was seen. */
  private isViolated(walk: Walk): boolean {
    const { readsTrace, isViolation } = this.task;
    return (readsTrace || walk.wasSeen || walk.hasEnded) && isViolation(walk.record());
  }

  private async violation(way: Way | null): Promise<SearchEnd> {
    const steps = stepsOf(way);
    const walk = await Walk.along(await groundOf(this.task), steps, { inspect: true });
    return { kind: "violation", steps, run: walk.record() };
  }

  private report(depth: number, end: SearchEnd): SearchReport {
    const { states, steps } = this;
    return { end, states, steps, depth };
  }
}

function stepsOf(way: Way | null): Step[] {
  const steps: Step[] = [];
  for (let at = way; at !== null; at = at.before) steps.unshift(at.step);
  return steps;
}
