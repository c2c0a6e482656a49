/**
 * Cycles in the dependency graph of transactions: of each strongly connected component the worst ones, each as short as
 * it can be found.
 *
 * Components tell in linear time whether there can be a cycle of a kind at all. Only then a search for the shortest one
 * begins, and it has a budget: when that is used up, the cycle that is shown may be longer than need be, and a kind of
 * which none was found by then is undecided.
 */
import { type Components, components, cyclicComponents } from "../graph/components";
import { type Digraph, digraph, EdgeList, subgraph } from "../graph/digraph";
import { shortestClosedWalk } from "../graph/shortest-walk";
import { type Anomaly, type CycleAnomaly, withImplied } from "./anomalies";
import { CYCLE_RULES, type CycleRule } from "./cycle-rules";
import { PROCESS, REALTIME, RW, WR, WW } from "./dependencies";

export interface Cycle {
  readonly anomaly: CycleAnomaly;
  /** Edges of the graph, each from where the one before leads to. */
  readonly edges: readonly number[];
}

export interface FoundCycles {
  readonly cycles: readonly Cycle[];
  /** Kinds that were looked for within a budget, without result: there may be one. */
  readonly undecided: readonly CycleAnomaly[];
}

/** Edges that one search, for one kind of cycle in one component, may look at. */
export const SEARCH_STEPS_MAX = 3_000_000;

export function findCycles(graph: Digraph, stepsMax = SEARCH_STEPS_MAX): FoundCycles {
  const cycles: Cycle[] = [];
  const undecided = new Set<CycleAnomaly>();
  const place = new Int32Array(graph.nodes).fill(-1);
  for (const nodes of cyclicComponents(components(graph, WW | WR | RW | PROCESS | REALTIME))) {
    const part = subgraph(graph, nodes, place);
    const found = findInComponent(part.graph, stepsMax);
    for (const { anomaly, edges } of found.cycles) cycles.push({ anomaly, edges: edges.map((edge) => part.edges[edge] as number) });
    for (const anomaly of found.undecided) undecided.add(anomaly);
  }
  return { cycles, undecided: [...undecided] };
}

function findInComponent(graph: Digraph, stepsMax: number): FoundCycles {
  const cycles: Cycle[] = [];
  const undecided: CycleAnomaly[] = [];
  const within = new ComponentsByMask(graph);
  let known = new Set<Anomaly>();
  for (const { anomaly, walk, isApart } of CYCLE_RULES) {
    if (known.has(anomaly) || !within.mayHold({ walk, isApart })) continue;
    const { edges, complete } = shortestClosedWalk(graph, walk, within.of(walk.mask), stepsMax);
    if (edges.length > 0) {
      cycles.push({ anomaly, edges });
      known = withImplied([...known, anomaly]);
    } else if (!complete) {
      undecided.push(anomaly);
    }
  }
  return { cycles, undecided };
}

const isCyclic = ({ sizes }: Components): boolean => sizes.some((size) => size > 1);

/** Components by the kinds of edges that count, each found once. */
class ComponentsByMask {
  private readonly plain = new Map<number, Components>();
  private readonly apart = new Map<number, boolean>();

  constructor(private readonly graph: Digraph) {}

  of(mask: number): Components {
    const known = this.plain.get(mask) ?? components(this.graph, mask);
    this.plain.set(mask, known);
    return known;
  }

  /** Whether there can be a cycle of the rule at all. */
  mayHold({ walk: { mask }, isApart }: Pick<CycleRule, "walk" | "isApart">): boolean {
    if (!isCyclic(this.of(mask))) return false;
    if (!isApart) return true;
    const known = this.apart.get(mask) ?? isCyclic(components(withoutRows(this.graph, mask), mask));
    this.apart.set(mask, known);
    return known;
  }
}

/**
 * Every node twice, once as reached by an anti-dependency and once as reached otherwise; from the first no anti-dependency
 * leads on. Its cycles are the closed walks without two anti-dependencies in a row.
 */
function withoutRows(graph: Digraph, mask: number): Digraph {
  const edges = new EdgeList();
  for (let edge = 0; edge < graph.to.length; edge += 1) {
    const kind = graph.kind[edge] as number;
    const [from, to] = [graph.from[edge] as number, graph.to[edge] as number];
    if ((kind & mask) === 0) continue;
    if (kind === RW) edges.add(from, to + graph.nodes, kind, edge);
    else for (const copy of [from, from + graph.nodes]) edges.add(copy, to, kind, edge);
  }
  return digraph(2 * graph.nodes, edges);
}
