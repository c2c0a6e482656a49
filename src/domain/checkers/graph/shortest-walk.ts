/**
 * The shortest closed walk whose kinds of edges follow a rule, by breadth-first searches through pairs of a node and
 * the rule's state. A walk may pass a node twice where no simple cycle follows the rule; the rules of transactions are
 * such that it is a proof all the same.
 */
import type { Components } from "./components";
import type { Digraph } from "./digraph";

/** A finite automaton over kinds of edges. */
export interface WalkRule {
  readonly states: number;
  readonly start: number;
  /** All kinds that it ever allows. */
  readonly mask: number;
  /** The state after an edge of this kind (one bit), or -1. */
  readonly step: (state: number, kind: number) => number;
  readonly accepts: (state: number) => boolean;
}

export interface FoundWalk {
  /** The edges in their order; empty if there is none, or none was found. */
  readonly edges: readonly number[];
  /** False: the budget was used up, so there may be a shorter walk, or one at all. */
  readonly complete: boolean;
}

/** Shorter than this no cycle can be: a search that found one may stop. */
const CYCLE_LENGTH_MIN = 2;

/**
 * Stays within the components, which have to be those of the rule's mask. After `stepsMax` edges no search from a
 * further node is begun; the one that is under way is done whole.
 */
export function shortestClosedWalk(graph: Digraph, rule: WalkRule, within: Components, stepsMax: number): FoundWalk {
  const search = new WalkSearch(graph, rule, within);
  let best: number[] = [];
  for (let start = 0; start < graph.nodes; start += 1) {
    if ((within.sizes[within.of[start] as number] as number) < CYCLE_LENGTH_MIN) continue;
    if (search.steps >= stepsMax) return { edges: best, complete: false };
    const found = search.from(start, best.length === 0 ? Number.POSITIVE_INFINITY : best.length);
    if (found !== null) best = found;
    if (best.length === CYCLE_LENGTH_MIN) break;
  }
  return { edges: best, complete: true };
}

class WalkSearch {
  steps = 0;
  /** By node and state: the number of the last search that saw it, and how it came there. */
  private readonly seen: Int32Array;
  private readonly viaEdge: Int32Array;
  private readonly viaPlace: Int32Array;
  private searches = 0;

  constructor(
    private readonly graph: Digraph,
    private readonly rule: WalkRule,
    private readonly within: Components,
  ) {
    const places = graph.nodes * rule.states;
    this.seen = new Int32Array(places);
    this.viaEdge = new Int32Array(places);
    this.viaPlace = new Int32Array(places);
  }

  /** The shortest accepted walk from the node back to it that has fewer edges than `lengthMax`, or null. */
  from(start: number, lengthMax: number): number[] | null {
    const { graph, rule, within } = this;
    this.searches += 1;
    let level = [start * rule.states + rule.start];
    for (let length = 1; level.length > 0 && length < lengthMax; length += 1) {
      const nextLevel: number[] = [];
      for (const place of level) {
        const node = Math.floor(place / rule.states);
        const state = place % rule.states;
        for (let edge = graph.first[node] as number; edge < (graph.first[node + 1] as number); edge += 1) {
          this.steps += 1;
          const target = graph.to[edge] as number;
          if (within.of[target] !== within.of[start]) continue;
          const after = rule.step(state, graph.kind[edge] as number);
          if (after < 0) continue;
          if (target === start && rule.accepts(after)) return this.walkTo(place, edge, start * rule.states + rule.start);
          const reached = target * rule.states + after;
          if (this.seen[reached] === this.searches) continue;
          this.seen[reached] = this.searches;
          this.viaEdge[reached] = edge;
          this.viaPlace[reached] = place;
          nextLevel.push(reached);
        }
      }
      level = nextLevel;
    }
    return null;
  }

  private walkTo(place: number, lastEdge: number, origin: number): number[] {
    const edges = [lastEdge];
    for (let at = place; at !== origin; at = this.viaPlace[at] as number) edges.push(this.viaEdge[at] as number);
    return edges.reverse();
  }
}
