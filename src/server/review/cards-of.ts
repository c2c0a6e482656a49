/** The cards that a learner may meet: those that are taught, and beside them those of their own making. */
import type { Catalog, CatalogCard } from "../catalog/catalog";
import type { Database } from "../platform/database";
import { type KeptCard, listOwnCards } from "./own-card-store";

/** A card of the catalogue, or one's own with the page that it was made on. */
export type LearnersCard = CatalogCard & { readonly origin?: string };
export type LearnersCards = ReadonlyMap<string, LearnersCard>;

const OWN = "own";

/** What its log knows it by. */
export const ownCardId = (id: string): string => `${OWN}.${id}`;

/** All cards that this learner may meet. */
export async function cardsOf(database: Database, catalog: Catalog, userId: string): Promise<LearnersCards> {
  const own = await listOwnCards(database, userId);
  if (own.length === 0) return catalog.cards;
  return new Map<string, LearnersCard>([...catalog.cards, ...own.map((card, place) => [ownCardId(card.id), toCard(card, place, catalog)] as const)]);
}

/** The cards among which these ids are to be found: whoever names only what is taught costs the database no question. */
export async function cardsAmong(database: Database, catalog: Catalog, userId: string, cardIds: readonly string[]): Promise<LearnersCards> {
  return cardIds.some((id) => id.startsWith(`${OWN}.`)) ? cardsOf(database, catalog, userId) : catalog.cards;
}

/** The oldest of one's own is met first, and before what is taught. */
function toCard({ id, front, back, conceptId, origin }: KeptCard, place: number, catalog: Catalog): LearnersCard {
  const topicId = catalog.concepts.get(conceptId)?.topicId ?? conceptId;
  return { id: ownCardId(id), kind: "basic", role: "failure", cite: [], front, back, conceptId, topicId, order: -1 - place, family: null, references: [], origin };
}
