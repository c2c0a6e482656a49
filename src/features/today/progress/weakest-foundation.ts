/** Which topic holds back others. */
import type { MapLayout } from "../map/map-layout";

/** Below this a topic is said to hold back what stands on it. */
export const WEAK_BELOW = 0.8;

/** The weakest topic below the bound on which another stands, and those that stand on it directly; null if there is none. */
export function weakestFoundation<Topic extends { id: string; recall: number | null }>(
  topics: readonly Topic[],
  { edges }: MapLayout,
): { weak: Topic; carries: Topic[] } | null {
  const [weakest] = topics
    .filter((topic) => topic.recall !== null && topic.recall < WEAK_BELOW && edges.some(({ from }) => from === topic.id))
    .sort((a, b) => (a.recall ?? 0) - (b.recall ?? 0));
  if (weakest === undefined) return null;
  return { weak: weakest, carries: topics.filter(({ id }) => edges.some(({ from, to }) => from === weakest.id && to === id)) };
}
