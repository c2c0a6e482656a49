/** Strongly connected components, by Tarjan's algorithm (1972) without recursion. */
import type { Digraph } from "./digraph";

export interface Components {
  /** The number of each node's component. An edge never leads to a component of a higher number. */
  readonly of: Int32Array;
  /** How many nodes each component has. */
  readonly sizes: readonly number[];
}

const UNSEEN = -1;

/** Looks only at edges whose kind is in the mask. Linear in nodes and edges. */
export function components(graph: Digraph, mask: number): Components {
  const { nodes, first, to, kind } = graph;
  const order = new Int32Array(nodes).fill(UNSEEN);
  const low = new Int32Array(nodes);
  const of = new Int32Array(nodes).fill(UNSEEN);
  const next = first.slice();
  const open: number[] = [];
  const path: number[] = [];
  const sizes: number[] = [];
  let visited = 0;
  const enter = (node: number) => {
    order[node] = low[node] = visited;
    visited += 1;
    open.push(node);
    path.push(node);
  };
  const close = (root: number) => {
    const size = open.length - open.lastIndexOf(root);
    for (const node of open.splice(open.length - size)) of[node] = sizes.length;
    sizes.push(size);
  };
  for (let start = 0; start < nodes; start += 1) {
    if (order[start] !== UNSEEN) continue;
    enter(start);
    while (path.length > 0) {
      const node = path[path.length - 1] as number;
      const edge = next[node] as number;
      if (edge < (first[node + 1] as number)) {
        next[node] = edge + 1;
        if (((kind[edge] as number) & mask) === 0) continue;
        const target = to[edge] as number;
        if (order[target] === UNSEEN) enter(target);
        else if (of[target] === UNSEEN) low[node] = Math.min(low[node] as number, order[target] as number);
        continue;
      }
      path.pop();
      if (low[node] === order[node]) close(node);
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent] as number, low[node] as number);
    }
  }
  return { of, sizes };
}

/** The nodes of each component that has more than one, smaller numbers first. */
export function cyclicComponents({ of, sizes }: Components): number[][] {
  const groups = new Map<number, number[]>();
  of.forEach((component, node) => {
    if ((sizes[component] as number) < 2) return;
    const group = groups.get(component);
    if (group === undefined) groups.set(component, [node]);
    else group.push(node);
  });
  return [...groups.values()];
}
