/**
 * Directed graphs whose edges have a kind and a note, in typed arrays. Nodes are numbers from 0; a kind is one bit, so
 * that a set of kinds is a mask; the note is whatever the builder needs to say later why the edge is there.
 */

const EDGES_AT_FIRST = 64;

/** Edges as they are found, in any order, with repetitions. */
export class EdgeList {
  private columns = [0, 1, 2, 3].map(() => new Int32Array(EDGES_AT_FIRST)) as [Int32Array, Int32Array, Int32Array, Int32Array];
  length = 0;

  /** Edges from a node to itself say nothing about order and are left out. */
  add(from: number, to: number, kind: number, note: number): void {
    if (from === to) return;
    if (this.length === this.columns[0].length) this.grow();
    const [froms, tos, kinds, notes] = this.columns;
    froms[this.length] = from;
    tos[this.length] = to;
    kinds[this.length] = kind;
    notes[this.length] = note;
    this.length += 1;
  }

  /** What was found so far; it does not change when more is. */
  get found(): Pick<Digraph, "from" | "to" | "kind" | "note"> {
    const [from, to, kind, note] = this.columns;
    const cut = (column: Int32Array) => column.subarray(0, this.length);
    return { from: cut(from), to: cut(to), kind: cut(kind), note: cut(note) };
  }

  private grow(): void {
    this.columns = this.columns.map((column) => {
      const larger = new Int32Array(2 * column.length);
      larger.set(column);
      return larger;
    }) as typeof this.columns;
  }
}

/** The edges of node v are those from `first[v]` to `first[v + 1]`, exclusive. */
export interface Digraph {
  readonly nodes: number;
  readonly first: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly kind: Int32Array;
  readonly note: Int32Array;
}

/** Sorts edges by their source; of several with the same ends and kind the first stays. Linear in nodes and edges. */
export function digraph(nodes: number, list: EdgeList): Digraph {
  const edges = list.found;
  const bySource = sortedBySource(nodes, edges.from);
  const seenKinds = new Int32Array(nodes);
  const first = new Int32Array(nodes + 1);
  const kept = new Int32Array(list.length);
  let count = 0;
  let at = 0;
  for (let node = 0; node < nodes; node += 1) {
    first[node] = count;
    const begin = at;
    for (; at < bySource.length && edges.from[bySource[at] as number] === node; at += 1) {
      const edge = bySource[at] as number;
      const to = edges.to[edge] as number;
      const kind = edges.kind[edge] as number;
      if (((seenKinds[to] as number) & kind) !== 0) continue;
      seenKinds[to] = (seenKinds[to] as number) | kind;
      kept[count] = edge;
      count += 1;
    }
    for (let past = begin; past < at; past += 1) seenKinds[edges.to[bySource[past] as number] as number] = 0;
  }
  first[nodes] = count;
  const places = kept.subarray(0, count);
  return { nodes, first, from: pick(edges.from, places), to: pick(edges.to, places), kind: pick(edges.kind, places), note: pick(edges.note, places) };
}

/** A loop: Int32Array.from with a function goes through an iterator, at ten times the cost. */
function pick(column: Int32Array, places: ArrayLike<number>): Int32Array {
  const picked = new Int32Array(places.length);
  for (let index = 0; index < places.length; index += 1) picked[index] = column[places[index] as number] as number;
  return picked;
}

/** A counting sort that keeps the order of edges of one source. */
function sortedBySource(nodes: number, from: Int32Array): Int32Array {
  const next = new Int32Array(nodes + 1);
  for (const node of from) next[node + 1] = (next[node + 1] as number) + 1;
  for (let node = 0; node < nodes; node += 1) next[node + 1] = (next[node + 1] as number) + (next[node] as number);
  const sorted = new Int32Array(from.length);
  for (let edge = 0; edge < from.length; edge += 1) {
    const node = from[edge] as number;
    const place = next[node] as number;
    sorted[place] = edge;
    next[node] = place + 1;
  }
  return sorted;
}

/** A part of a graph with nodes numbered anew, and what they and their edges were called in the whole. */
export interface Subgraph {
  readonly graph: Digraph;
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
}

/** The nodes of the list, in its order, and all edges between two of them. `place` maps every other node to -1. */
export function subgraph(whole: Digraph, nodes: readonly number[], place: Int32Array): Subgraph {
  nodes.forEach((node, index) => (place[node] = index));
  const edges: number[] = [];
  const first = new Int32Array(nodes.length + 1);
  nodes.forEach((node, index) => {
    first[index] = edges.length;
    for (let edge = whole.first[node] as number; edge < (whole.first[node + 1] as number); edge += 1) {
      if ((place[whole.to[edge] as number] as number) >= 0) edges.push(edge);
    }
  });
  first[nodes.length] = edges.length;
  const local = (column: Int32Array) => pick(column, edges).map((node) => place[node] as number);
  const graph = { nodes: nodes.length, first, from: local(whole.from), to: local(whole.to), kind: pick(whole.kind, edges), note: pick(whole.note, edges) };
  for (const node of nodes) place[node] = -1;
  return { graph, nodes, edges };
}
