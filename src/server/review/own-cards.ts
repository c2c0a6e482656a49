/** Cards that learners make themselves: made, changed, deleted. Rules OC1 to OC4 of src/domain/review/SPEC.md. */
import { type MakeOwnCardInput, OWN_CARDS_MAX, type OwnCardsOutput } from "@/contracts/review/own-cards";
import { err, ok, type Result } from "@/domain/kernel/result";
import { renderMarkdown } from "../catalog/render";
import { deleteOwnCard, insertOwnCard, listOwnCards, updateOwnCard } from "./own-card-store";
import type { ReviewTools } from "./record-events";

type Refusal = { code: "no-such-concept" | "too-many-own-cards" | "no-such-own-card" };

/** Makes a card, once per id. */
export async function makeOwnCard({ clock, database, catalog }: ReviewTools, userId: string, card: MakeOwnCardInput): Promise<Result<OwnCardsOutput, Refusal>> {
  if (!catalog.concepts.has(card.conceptId)) return err({ code: "no-such-concept" });
  const known = await listOwnCards(database, userId);
  if (known.length >= OWN_CARDS_MAX && !known.some(({ id }) => id === card.id)) return err({ code: "too-many-own-cards" });
  await insertOwnCard(database, userId, { ...card, madeAt: clock() });
  return ok(await ownCards({ database, catalog }, userId));
}

/** Changes both texts of a card; what is remembered of it stays. */
export async function changeOwnCard({ clock, database, catalog }: ReviewTools, userId: string, { id, front, back }: { id: string; front: string; back: string }): Promise<Result<OwnCardsOutput, Refusal>> {
  const isThere = await updateOwnCard(database, { userId, id }, { front, back, at: clock() });
  return isThere ? ok(await ownCards({ database, catalog }, userId)) : err({ code: "no-such-own-card" });
}

/** Deletes a card; said twice, it is gone. */
export async function removeOwnCard({ database, catalog }: Pick<ReviewTools, "database" | "catalog">, userId: string, id: string): Promise<OwnCardsOutput> {
  await deleteOwnCard(database, { userId, id });
  return ownCards({ database, catalog }, userId);
}

/** One's own cards, to be read and changed. */
export async function ownCards({ database, catalog }: Pick<ReviewTools, "database" | "catalog">, userId: string): Promise<OwnCardsOutput> {
  const own = await listOwnCards(database, userId);
  return {
    cards: own.map(({ conceptId, ...card }) => ({
      ...card,
      frontHtml: renderMarkdown(card.front),
      backHtml: renderMarkdown(card.back),
      concept: { id: conceptId, title: catalog.concepts.get(conceptId)?.title ?? conceptId },
    })),
  };
}
