/** Numbers of one learner's reviewing for the slices that read: recall by concept, activity. */
import type { CardMemory } from "@/domain/review/card-memory";
import { recallOn } from "@/domain/review/scheduler";
import type { StudyDay } from "@/domain/review/study-day";
import type { Catalog } from "../catalog/catalog";
import type { Database } from "../platform/database";
import { countReviews } from "./event-store";
import { fsrsScheduler } from "./fsrs-scheduler";

export interface ConceptRecall {
  /** Mean predicted recall of the cards that were reviewed, 0..1; null if none was. */
  readonly recall: number | null;
  /** Its base. */
  readonly reviewedCards: number;
  readonly cards: number;
}

/** Predicted recall of each concept on a study day. Cards that left the catalogue do not count. */
export function recallByConcept(
  { concepts }: Pick<Catalog, "concepts">,
  memories: ReadonlyMap<string, CardMemory>,
  today: StudyDay,
): Map<string, ConceptRecall> {
  const recallOf = (cardId: string) => {
    const memory = memories.get(cardId);
    return memory === undefined ? null : recallOn(memory, today, fsrsScheduler);
  };
  return new Map(
    [...concepts.values()].map(({ id, cardIds }) => {
      const known = cardIds.map(recallOf).filter((recall) => recall !== null);
      const mean = known.length === 0 ? null : known.reduce((sum, recall) => sum + recall, 0) / known.length;
      return [id, { recall: mean, reviewedCards: known.length, cards: cardIds.length }];
    }),
  );
}

/** Answers on each study day that has any, from a study day on. */
export async function reviewsByDay(database: Database, { userId, fromDay }: { userId: string; fromDay: StudyDay }): Promise<Map<StudyDay, number>> {
  const counts = new Map<StudyDay, number>();
  for (const { day, reviews } of await countReviews(database, { userId, fromDay })) {
    counts.set(day, (counts.get(day) ?? 0) + reviews);
  }
  return counts;
}
