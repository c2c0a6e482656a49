/** Where the boxes of a map of what needs what stand. */

export interface MapNode {
  readonly id: string;
  readonly standsOn: readonly string[];
}

interface Place {
  readonly id: string;
  /** From 0 */
  readonly column: number;
  /** Of the middle of the box: 0 at the top, 1 at the bottom */
  readonly height: number;
}

export interface MapLayout {
  readonly nodes: readonly Place[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly columns: number;
  /** Boxes in the fullest column */
  readonly rows: number;
}

/** Looks along the edges, there and back, that bring boxes nearer to those they are joined with. */
const SWEEPS = 3;

/**
 * Each box to the right of all it stands on. Boxes come in teaching order; concepts of topics refer to each other both
 * ways, so an edge counts only if it goes forward in that order, and one that follows from others (a → b → c makes
 * a → c plain) is left out. Within a column a box stands near the mean height of what it is joined with, which leaves
 * few crossings.
 */
export function layOutMap(boxes: readonly MapNode[]): MapLayout {
  const place = new Map(boxes.map(({ id }, index) => [id, index]));
  const parents = boxes.map(({ standsOn }, index) => standsOn.flatMap((id) => place.get(id) ?? []).filter((parent) => parent < index));
  const reached = ancestors(parents);
  const direct = parents.map((of) => of.filter((parent) => !of.some((other) => reached[other]?.has(parent))));

  const columnOf: number[] = [];
  for (const of of direct) columnOf.push(Math.max(-1, ...of.map((parent) => columnOf[parent] ?? 0)) + 1);
  const columns = Array.from({ length: Math.max(0, ...columnOf) + 1 }, (_, column) => columnOf.flatMap((own, index) => (own === column ? [index] : [])));
  const heights = settle(columns, direct);
  return {
    nodes: boxes.map(({ id }, index) => ({ id, column: columnOf[index] ?? 0, height: heights[index] ?? 0 })),
    edges: direct.flatMap((of, index) => of.map((parent) => ({ from: boxes[parent]?.id ?? "", to: boxes[index]?.id ?? "" }))),
    columns: columns.length,
    rows: Math.max(...columns.map(({ length }) => length)),
  };
}

/** One concept between what it needs, at the left, and what needs it, at the right; with no column for what is not there. */
export function layOutNeighbours(needs: readonly string[], here: string, neededBy: readonly string[]): MapLayout {
  const columns = [needs, [here], neededBy].filter(({ length }) => length > 0);
  return {
    nodes: columns.flatMap((ids, column) => ids.map((id, index) => ({ id, column, height: middle(index, ids.length) }))),
    edges: [...needs.map((from) => ({ from, to: here })), ...neededBy.map((to) => ({ from: here, to }))],
    columns: columns.length,
    rows: Math.max(...columns.map(({ length }) => length)),
  };
}

const middle = (index: number, of: number): number => (index + 0.5) / of;

/** The height of each box: its place in its column, by the mean height of its neighbours, looked at from both sides in turn. */
function settle(columns: readonly (readonly number[])[], parents: readonly (readonly number[])[]): number[] {
  const children: number[][] = parents.map(() => []);
  parents.forEach((of, child) => of.forEach((parent) => children[parent]?.push(child)));
  const heights: number[] = [];
  const spread = (column: readonly number[]) => column.forEach((box, index) => (heights[box] = middle(index, column.length)));
  columns.forEach(spread);
  const pull = (box: number, towards: readonly (readonly number[])[]) => {
    const near = towards[box] ?? [];
    return near.length === 0 ? (heights[box] ?? 0) : near.reduce((sum, other) => sum + (heights[other] ?? 0), 0) / near.length;
  };
  const arrange = (column: readonly number[], towards: readonly (readonly number[])[]) =>
    spread([...column].sort((one, other) => pull(one, towards) - pull(other, towards) || one - other));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    columns.forEach((column) => arrange(column, parents));
    if (sweep < SWEEPS - 1) columns.toReversed().forEach((column) => arrange(column, children));
  }
  return heights;
}

/** For each box all that it stands on, near or far. Parents come before children. */
function ancestors(parents: readonly (readonly number[])[]): Set<number>[] {
  const sets: Set<number>[] = [];
  for (const of of parents) sets.push(new Set(of.flatMap((parent) => [parent, ...(sets[parent] ?? [])])));
  return sets;
}
