import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { components, cyclicComponents } from "./components";
import { digraph, EdgeList, subgraph } from "./digraph";
import { shortestClosedWalk, type WalkRule } from "./shortest-walk";

const RED = 1;
const BLUE = 2;
const NODES = 6;

type Edge = readonly [from: number, to: number, kind: number];

const node = fc.nat({ max: NODES - 1 });
const drawnEdges = fc.array(fc.tuple(node, node, fc.constantFrom(RED, BLUE)), { maxLength: 14 });

function graphOf(edges: readonly Edge[], nodes = NODES) {
  const list = new EdgeList();
  edges.forEach(([from, to, kind], note) => list.add(from, to, kind, note));
  return digraph(nodes, list);
}

/** Which node reaches which, over edges of the mask, by repetition until nothing changes. */
function reachable(edges: readonly Edge[], mask: number): boolean[][] {
  const reach = Array.from({ length: NODES }, (_, one) => Array.from({ length: NODES }, (_, other) => one === other));
  for (let round = 0; round < NODES; round += 1) {
    for (const [from, to, kind] of edges) {
      if ((kind & mask) === 0) continue;
      for (const row of reach) if (row[from] === true) row[to] = true;
    }
  }
  return reach;
}

describe("a graph", () => {
  test("keeps the first of several edges with the same ends and kind, and none from a node to itself", () => {
    const graph = graphOf([[1, 0, RED], [0, 1, RED], [0, 1, BLUE], [0, 1, RED], [2, 2, RED]]);
    expect([...graph.from].map((from, edge) => [from, graph.to[edge], graph.kind[edge], graph.note[edge]])).toEqual([[0, 1, RED, 1], [0, 1, BLUE, 2], [1, 0, RED, 0]]);
  });

  test("has parts with the edges that stay within them", () => {
    const graph = graphOf([[0, 3, RED], [3, 5, BLUE], [5, 0, RED], [5, 1, RED]]);
    const place = new Int32Array(NODES).fill(-1);
    const part = subgraph(graph, [3, 5], place);
    expect([...part.graph.from, ...part.graph.to, ...part.graph.kind]).toEqual([0, 1, BLUE]);
    expect(part.edges.map((edge) => graph.note[edge])).toEqual([1]);
    expect([...place]).toEqual([-1, -1, -1, -1, -1, -1]);
  });
});

test("two nodes are in one component exactly if each reaches the other", () => {
  fc.assert(
    fc.property(drawnEdges, fc.constantFrom(RED, BLUE, RED | BLUE), (edges, mask) => {
      const { of, sizes } = components(graphOf(edges), mask);
      const reach = reachable(edges, mask);
      for (let one = 0; one < NODES; one += 1) {
        const together = Array.from({ length: NODES }, (_, other) => reach[one]?.[other] === true && reach[other]?.[one] === true);
        expect([...of].map((component) => component === of[one])).toEqual(together);
        expect(sizes[of[one] as number]).toBe(together.filter(Boolean).length);
      }
    }),
    { seed: 31, numRuns: 1_000 },
  );
});

test("a long chain and a long cycle need no stack", () => {
  const length = 20_000;
  const chain = Array.from({ length: length - 1 }, (_, from): Edge => [from, from + 1, RED]);
  expect(cyclicComponents(components(graphOf(chain, length), RED))).toEqual([]);
  expect(cyclicComponents(components(graphOf([...chain, [length - 1, 0, RED]], length), RED))[0]).toHaveLength(length);
});

/** A blue edge, and then red ones: at least one. */
const blueThenRed: WalkRule = {
  states: 3,
  start: 0,
  mask: RED | BLUE,
  step: (state, kind) => (state === 0 ? (kind === BLUE ? 1 : -1) : kind === RED ? 2 : -1),
  accepts: (state) => state === 2,
};

describe("the shortest closed walk that follows a rule", () => {
  test("is as long as the shortest way back over red edges from the end of a blue one", () => {
    let found = 0;
    fc.assert(
      fc.property(drawnEdges, (edges) => {
        const graph = graphOf(edges);
        const walk = shortestClosedWalk(graph, blueThenRed, components(graph, RED | BLUE), Number.POSITIVE_INFINITY);
        const lengths = edges.filter(([from, to, kind]) => kind === BLUE && from !== to).map(([from, to]) => 1 + distance(edges, to, from));
        expect(walk.edges.length === 0 ? Number.POSITIVE_INFINITY : walk.edges.length).toBe(Math.min(...lengths));
        walk.edges.forEach((edge, index) => {
          expect(graph.to[edge]).toBe(graph.from[walk.edges[(index + 1) % walk.edges.length] as number]);
          expect(graph.kind[edge]).toBe(index === 0 ? BLUE : RED);
        });
        found += Number(walk.edges.length > 0);
      }),
      { seed: 32, numRuns: 2_000 },
    );
    expect(found).toBeGreaterThan(200);
  });

  test("is not looked for any further when the steps are used up", () => {
    const graph = graphOf([[0, 1, RED], [1, 2, BLUE], [2, 0, RED]]);
    expect(shortestClosedWalk(graph, blueThenRed, components(graph, RED | BLUE), 0)).toEqual({ edges: [], complete: false });
    expect(shortestClosedWalk(graph, blueThenRed, components(graph, RED | BLUE), 2).edges).toHaveLength(3);
  });
});

/** Over red edges. */
function distance(edges: readonly Edge[], from: number, to: number): number {
  const seen = new Set([from]);
  let level = [from];
  for (let length = 0; level.length > 0; length += 1) {
    if (level.includes(to)) return length;
    level = edges.flatMap(([source, target, kind]) => (kind === RED && level.includes(source) && !seen.has(target) ? [target] : []));
    for (const reached of level) seen.add(reached);
  }
  return Number.POSITIVE_INFINITY;
}
