/** Cards that learners made themselves, as the database keeps them. */
import type { Instant } from "@/domain/kernel/instant";
import type { Database, Transaction } from "../platform/database";

export interface KeptCard {
  readonly id: string;
  readonly front: string;
  readonly back: string;
  readonly conceptId: string;
  readonly origin: string;
  readonly madeAt: Instant;
}

interface Named {
  readonly userId: string;
  readonly id: string;
}

/** The newest first. */
export async function listOwnCards(database: Database | Transaction, userId: string): Promise<KeptCard[]> {
  const rows = await database.ownCard.findMany({ where: { userId }, orderBy: [{ madeAt: "desc" }, { id: "asc" }] });
  return rows.map(({ id, front, back, conceptId, origin, madeAt }) => ({ id, front, back, conceptId, origin, madeAt: madeAt.getTime() as Instant }));
}

/** Made twice under one id, it is there once, as it was made first. */
export async function insertOwnCard(database: Database, userId: string, { madeAt, ...card }: KeptCard): Promise<void> {
  const at = new Date(madeAt);
  await database.ownCard.createMany({ data: [{ userId, ...card, madeAt: at, changedAt: at }], skipDuplicates: true });
}

/** False: there is no such card. */
export async function updateOwnCard(database: Database, { userId, id }: Named, { front, back, at }: { front: string; back: string; at: Instant }): Promise<boolean> {
  const { count } = await database.ownCard.updateMany({ where: { userId, id }, data: { front, back, changedAt: new Date(at) } });
  return count === 1;
}

/** Deleted twice, it is gone. Its log stays, as that of a card that is no longer taught. */
export async function deleteOwnCard(database: Database, { userId, id }: Named): Promise<void> {
  await database.ownCard.deleteMany({ where: { userId, id } });
}
