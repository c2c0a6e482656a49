/** Memories as the database keeps them: the fold of each log, ready to be read. Other slices read through these functions. */
import { z } from "zod";
import { instant } from "@/domain/kernel/instant";
import type { CardMemory } from "@/domain/review/card-memory";
import type { CardMemory as MemoryRow } from "@/generated/prisma/client";
import type { Database, Transaction } from "../platform/database";

type Connection = Database | Transaction;

const Phase = z.enum(["new", "learning", "review", "relearning"]);

/** Every memory of a learner, by card id. A card without a log has none. */
export async function listMemories(connection: Connection, userId: string): Promise<Map<string, CardMemory>> {
  const rows = await connection.cardMemory.findMany({ where: { userId } });
  return new Map(rows.map((row) => [row.cardId, toMemory(row)]));
}

/** Every memory of several learners, by learner and card id. */
export async function listMemoriesOf(connection: Connection, userIds: readonly string[]): Promise<Map<string, Map<string, CardMemory>>> {
  const memories = new Map<string, Map<string, CardMemory>>(userIds.map((userId) => [userId, new Map()]));
  const rows = await connection.cardMemory.findMany({ where: { userId: { in: [...userIds] } } });
  for (const row of rows) memories.get(row.userId)?.set(row.cardId, toMemory(row));
  return memories;
}

/** The memories of some cards, by card id. */
export async function findMemories(connection: Connection, userId: string, cardIds: readonly string[]): Promise<Map<string, CardMemory>> {
  const rows = await connection.cardMemory.findMany({ where: { userId, cardId: { in: [...cardIds] } } });
  return new Map(rows.map((row) => [row.cardId, toMemory(row)]));
}

/** Puts folded memories in the place of older ones, in one statement. The caller holds the locks of the cards. */
export async function saveMemories(transaction: Transaction, userId: string, memories: ReadonlyMap<string, CardMemory>): Promise<void> {
  const rows = [...memories].map(([cardId, { dueAt, lastReviewAt, ...memory }]) => ({
    cardId,
    ...memory,
    dueAt: dueAt === null ? null : new Date(dueAt).toISOString(),
    lastReviewAt: lastReviewAt === null ? null : new Date(lastReviewAt).toISOString(),
  }));
  await transaction.$executeRaw`
    INSERT INTO card_memory (
      user_id, card_id, phase, step, stability, difficulty, due_day, due_at, last_review_at, last_review_day,
      reviews, lapses, suspended, buried_on_day, forward_reason, model)
    SELECT ${userId}, "cardId", phase, step, stability, difficulty, "dueDay", "dueAt", "lastReviewAt", "lastReviewDay",
      reviews, lapses, suspended, "buriedOnDay", "forwardReason", model
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS folded (
      "cardId" text, phase text, step int, stability float8, difficulty float8, "dueDay" int, "dueAt" timestamptz,
      "lastReviewAt" timestamptz, "lastReviewDay" int, reviews int, lapses int, suspended bool, "buriedOnDay" int,
      "forwardReason" text, model text)
    ON CONFLICT (user_id, card_id) DO UPDATE SET
      (phase, step, stability, difficulty, due_day, due_at, last_review_at, last_review_day,
       reviews, lapses, suspended, buried_on_day, forward_reason, model)
      = (EXCLUDED.phase, EXCLUDED.step, EXCLUDED.stability, EXCLUDED.difficulty, EXCLUDED.due_day, EXCLUDED.due_at,
         EXCLUDED.last_review_at, EXCLUDED.last_review_day, EXCLUDED.reviews, EXCLUDED.lapses, EXCLUDED.suspended,
         EXCLUDED.buried_on_day, EXCLUDED.forward_reason, EXCLUDED.model)`;
}

function toMemory({ phase, dueAt, lastReviewAt, ...row }: MemoryRow): CardMemory {
  const { step, stability, difficulty, dueDay, lastReviewDay, reviews, lapses, suspended, buriedOnDay, forwardReason, model } = row;
  return {
    phase: Phase.parse(phase),
    step,
    stability,
    difficulty,
    dueDay,
    dueAt: dueAt === null ? null : instant(dueAt.getTime()),
    lastReviewAt: lastReviewAt === null ? null : instant(lastReviewAt.getTime()),
    lastReviewDay,
    reviews,
    lapses,
    suspended,
    buriedOnDay,
    forwardReason,
    model,
  };
}
