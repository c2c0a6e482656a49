/**
 * Directed graphs whose edges have a kind and a note, in typed arrays. Nodes are numbers from 0; a kind is one bit, so
 * that a set of kinds is a mask; the note is whatever the builder needs to say later why the edge is there.
 */

/** Edges as they are found, in any order, with repetitions. */
export class EdgeList {
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly kind: number[] = [];
  readonly note: number[] = [];

  /** Edges from a node to itself say nothing about order and are left out. */
  add(from: number, to: number, kind: number, note: number): void {
    if (from === to) return;
    this.from.push(from);
    this.to.push(to);
    this.kind.push(kind);
    this.note.push(note);
  }

  get length(): number {
    return this.from.length;
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
export function digraph(nodes: number, edges: EdgeList): Digraph {
  const bySource = sortedBySource(nodes, edges.from);
  const seenKinds = new Int32Array(nodes);
  const first = new Int32Array(nodes + 1);
  const kept: number[] = [];
  let at = 0;
  for (let node = 0; node < nodes; node += 1) {
    first[node] = kept.length;
    const begin = at;
    for (; at < bySource.length && edges.from[bySource[at] as number] === node; at += 1) {
      const edge = bySource[at] as number;
      const to = edges.to[edge] as number;
      const kind = edges.kind[edge] as number;
      if (((seenKinds[to] as number) & kind) !== 0) continue;
      seenKinds[to] = (seenKinds[to] as number) | kind;
      kept.push(edge);
    }
    for (let past = begin; past < at; past += 1) seenKinds[edges.to[bySource[past] as number] as number] = 0;
  }
  first[nodes] = kept.length;
  return { nodes, first, from: pick(edges.from, kept), to: pick(edges.to, kept), kind: pick(edges.kind, kept), note: pick(edges.note, kept) };
}

/** A loop: Int32Array.from with a function goes through an iterator, at ten times the cost. */
function pick(column: ArrayLike<number>, places: readonly number[]): Int32Array {
  const picked = new Int32Array(places.length);
  for (let index = 0; index < places.length; index += 1) picked[index] = column[places[index] as number] as number;
  return picked;
}

/** A counting sort that keeps the order of edges of one source. */
function sortedBySource(nodes: number, from: readonly number[]): Int32Array {
  const next = new Int32Array(nodes + 1);
  for (const node of from) next[node + 1] = (next[node + 1] as number) + 1;
  for (let node = 0; node < nodes; node += 1) next[node + 1] = (next[node + 1] as number) + (next[node] as number);
  const sorted = new Int32Array(from.length);
  from.forEach((node, edge) => {
    const place = next[node] as number;
    sorted[place] = edge;
    next[node] = place + 1;
  });
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
