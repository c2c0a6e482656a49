/** Where topics stand on the map: each to the right of all it stands on. */

export interface MapTopic {
  readonly id: string;
  readonly standsOn: readonly string[];
}

export interface TopicLayout {
  /** `column` from 0; `height` is the middle of the box, 0 at the top, 1 at the bottom. */
  readonly nodes: readonly { readonly id: string; readonly column: number; readonly height: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly columns: number;
  /** Boxes in the fullest column */
  readonly rows: number;
}

/**
 * Topics come in teaching order. Concepts refer to each other both ways across topics, so an edge counts only if it
 * goes forward in that order; one that follows from others (a → b → c makes a → c plain) is left out.
 */
export function layOutTopics(topics: readonly MapTopic[]): TopicLayout {
  const place = new Map(topics.map(({ id }, index) => [id, index]));
  const parents = topics.map(({ standsOn }, index) => standsOn.flatMap((id) => place.get(id) ?? []).filter((parent) => parent < index));
  const reached = ancestors(parents);
  const direct = parents.map((of) => of.filter((parent) => !of.some((other) => reached[other]?.has(parent))));

  const columns: number[] = [];
  for (const of of direct) columns.push(Math.max(-1, ...of.map((parent) => columns[parent] ?? 0)) + 1);
  const members = (column: number) => columns.flatMap((own, index) => (own === column ? [index] : []));
  const nodes = topics.map(({ id }, index) => {
    const column = columns[index] ?? 0;
    const peers = members(column);
    return { id, column, height: (peers.indexOf(index) + 0.5) / peers.length };
  });
  const width = Math.max(0, ...columns) + 1;
  return {
    nodes,
    edges: direct.flatMap((of, index) => of.map((parent) => ({ from: topics[parent]?.id ?? "", to: topics[index]?.id ?? "" }))),
    columns: width,
    rows: Math.max(0, ...Array.from({ length: width }, (_, column) => members(column).length)),
  };
}

/** For each topic all topics that it stands on, near or far. Parents come before children. */
function ancestors(parents: readonly (readonly number[])[]): Set<number>[] {
  const sets: Set<number>[] = [];
  for (const of of parents) sets.push(new Set(of.flatMap((parent) => [parent, ...(sets[parent] ?? [])])));
  return sets;
}

/** Below this a topic is said to hold back what stands on it. */
export const WEAK_BELOW = 0.8;

/** The weakest topic below the bound on which another stands, and those that stand on it directly; null if there is none. */
export function weakestFoundation<Topic extends { id: string; recall: number | null }>(
  topics: readonly Topic[],
  { edges }: TopicLayout,
): { weak: Topic; carries: Topic[] } | null {
  const [weakest] = topics
    .filter((topic) => topic.recall !== null && topic.recall < WEAK_BELOW && edges.some(({ from }) => from === topic.id))
    .sort((a, b) => (a.recall ?? 0) - (b.recall ?? 0));
  if (weakest === undefined) return null;
  return { weak: weakest, carries: topics.filter(({ id }) => edges.some(({ from, to }) => from === weakest.id && to === id)) };
}
