/** A catalogue of given exercises under one topic and one concept, for tests that need no content. */
import type { Exercise } from "@/domain/exercises/exercise";
import type { Catalog, CatalogCard, CatalogConcept, CatalogExercise, CatalogTopic } from "@/server/catalog/catalog";

const CONCEPT_ID = "c";
const TOPIC_ID = "t";

/** Each exercise gets a content hash of its own text, so that a changed exercise is seen to have changed. */
export function exerciseCatalog(exercises: readonly Exercise[]): Catalog {
  const topic: CatalogTopic = { id: TOPIC_ID, title: "A topic", order: 1, conceptIds: [CONCEPT_ID], plannedCount: 1 };
  const concept: CatalogConcept = {
    id: CONCEPT_ID,
    topicId: TOPIC_ID,
    title: "A concept",
    kind: "mechanism",
    tier: "core",
    order: 1,
    sameAs: [], covers: [], requires: [],
    note: "A note.",
    caution: null,
    documents: [],
    references: [],
    cardIds: ["c.card"],
    exerciseIds: exercises.map(({ id }) => id),
  };
  const card: CatalogCard = {
    id: "c.card",
    kind: "basic",
    role: "fact",
    front: "What does the **card** ask?",
    back: "This.",
    cite: "ref-2001",
    conceptId: CONCEPT_ID,
    topicId: TOPIC_ID,
    order: 1,
    family: "f",
    references: [],
  };
  const entries = exercises.map(
    (exercise, index): CatalogExercise => ({
      id: exercise.id,
      conceptId: CONCEPT_ID,
      topicId: TOPIC_ID,
      order: index + 1,
      exercise,
      contentHash: JSON.stringify(exercise),
      references: [],
    }),
  );
  return {
    contentHash: "all",
    topics: [topic],
    concepts: new Map([[concept.id, concept]]),
    cards: new Map([[card.id, card]]),
    exercises: new Map(entries.map((entry) => [entry.id, entry])),
    plans: new Map(),
    labs: new Map(),
    scenarios: new Map(),
    inventory: new Map(),
  };
}
