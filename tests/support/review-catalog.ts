/** A small catalogue made by hand: enough content to review, none of the real one to break. */
import type { Catalog, CatalogCard, CatalogConcept } from "@/server/catalog/catalog";

interface ConceptDraft {
  id: string;
  cards: readonly Partial<CatalogCard & { kind: "basic" }>[];
}

/** Concepts with cards that are "basic" unless a draft says more. Card ids are `<concept>.card-<n>`. */
export function reviewCatalog(drafts: readonly ConceptDraft[], more: Partial<Catalog> = {}): Catalog {
  const concepts = new Map<string, CatalogConcept>();
  const cards = new Map<string, CatalogCard>();
  drafts.forEach(({ id: conceptId, cards: cardDrafts }, place) => {
    const made = cardDrafts.map((draft, at) => ({
      id: `${conceptId}.card-${at + 1}`,
      kind: "basic",
      role: "fact",
      cite: "someone-1999",
      front: `Question ${at + 1} of *${conceptId}*`,
      back: `Answer ${at + 1}`,
      conceptId,
      topicId: "consensus",
      order: place * 100 + at,
      family: null,
      references: [],
      ...draft,
    })) as CatalogCard[];
    for (const card of made) cards.set(card.id, card);
    concepts.set(conceptId, {
      id: conceptId, topicId: "consensus", title: `The concept ${conceptId}`, kind: "mechanism", tier: "core", order: place + 1, sameAs: [], covers: [], requires: [],
      note: "", caution: null, documents: [], references: [], cardIds: made.map(({ id }) => id), exerciseIds: [],
    });
  });
  return {
    contentHash: "made by hand",
    topics: [{ id: "consensus", title: "Consensus", order: 1, conceptIds: [...concepts.keys()], plannedCount: concepts.size }],
    concepts,
    cards,
    exercises: new Map(),
    plans: new Map(),
    labs: new Map(),
    scenarios: new Map(),
    inventory: new Map(),
    ...more,
  };
}

/** Concepts named c-1, c-2, ... with one card each. */
export const singles = (count: number): ConceptDraft[] => Array.from({ length: count }, (_, at) => ({ id: `c-${at + 1}`, cards: [{}] }));
