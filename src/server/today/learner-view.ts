/** One learner's standing, read once for a page: memories, recall by concept, and the study day that it is for them. */
import { type Instant } from "@/domain/kernel/instant";
import type { CardMemory } from "@/domain/review/card-memory";
import { type StudyDay, studyDayOf } from "@/domain/review/study-day";
import type { Catalog, CatalogTopic } from "../catalog/catalog";
import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database";
import { getLearner, type Learner } from "../review/learner-store";
import { listMemories } from "../review/memory-store";
import { type ConceptRecall, recallByConcept } from "../review/study-numbers";

export interface ReadTools {
  clock: Clock;
  database: Database;
  catalog: Catalog;
}

export interface LearnerView {
  readonly learner: Learner;
  readonly now: Instant;
  readonly today: StudyDay;
  /** By card id; cards that left the catalogue are not among them. */
  readonly memories: ReadonlyMap<string, CardMemory>;
  readonly concepts: ReadonlyMap<string, ConceptRecall>;
}

export async function viewLearner({ clock, database, catalog }: ReadTools, userId: string): Promise<LearnerView> {
  const now = clock();
  const [learner, all] = await Promise.all([getLearner(database, userId), listMemories(database, userId)]);
  const today = studyDayOf(now, learner.calendar);
  const memories = new Map([...all].filter(([cardId]) => catalog.cards.has(cardId)));
  return { learner, now, today, memories, concepts: recallByConcept(catalog, memories, today) };
}

export interface GroupRecall {
  /** Mean predicted recall of the cards reviewed so far; null if none was. */
  readonly recall: number | null;
  /** Its base. */
  readonly seen: number;
  /** Cards there are. */
  readonly total: number;
}

/** The recall of a topic: the mean over its reviewed cards. */
export function recallOfTopic({ concepts }: LearnerView, { conceptIds }: CatalogTopic): GroupRecall {
  let [sum, seen, total] = [0, 0, 0];
  for (const id of conceptIds) {
    const concept = concepts.get(id);
    sum += (concept?.recall ?? 0) * (concept?.reviewedCards ?? 0);
    seen += concept?.reviewedCards ?? 0;
    total += concept?.cards ?? 0;
  }
  return { recall: seen === 0 ? null : sum / seen, seen, total };
}

/** Topics that have content, in the order of teaching. */
export const writtenTopics = ({ topics }: Catalog): CatalogTopic[] => topics.filter(({ conceptIds }) => conceptIds.length > 0);

/** A concept as it is named on a page: linked if it is written. */
export const conceptRef = ({ concepts, inventory }: Catalog, id: string): { id: string; title: string; written: boolean } => ({
  id,
  title: concepts.get(id)?.title ?? inventory.get(id)?.title ?? id,
  written: concepts.has(id),
});
