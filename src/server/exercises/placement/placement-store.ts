import type { Answer } from "@/contracts/exercises/exercises";
import { type Instant, instant } from "@/domain/kernel/instant";
import { Prisma } from "@/generated/prisma/client";
import type { Database, Transaction } from "../../platform/database";

export interface StoredQuestion {
  readonly place: number;
  readonly exerciseId: string;
  readonly seed: string;
  readonly contentHash: string;
  readonly answerId: string | null;
  /** Null: no answer, or "I do not know" */
  readonly isKnown: boolean;
  readonly score: number | null;
}

export interface StoredPlacement {
  readonly id: string;
  readonly finishedAt: Instant | null;
  readonly known: readonly string[];
  /** In the order in which they were asked */
  readonly questions: readonly StoredQuestion[];
}

/** The one that is running, and the last that was finished. */
export async function readPlacements(database: Database | Transaction, userId: string): Promise<{ running: StoredPlacement | null; finished: StoredPlacement | null }> {
  const include = { questions: { orderBy: { place: "asc" as const } } };
  const [running, finished] = await Promise.all([
    database.placement.findFirst({ where: { userId, finishedAt: null }, include }),
    database.placement.findFirst({ where: { userId, finishedAt: { not: null } }, orderBy: { startedAt: "desc" }, include }),
  ]);
  return { running: running === null ? null : toStored(running), finished: finished === null ? null : toStored(finished) };
}

/** Whatever is written about a learner's placements is written by one at a time. */
export async function lockPlacements(transaction: Transaction, userId: string): Promise<void> {
  await transaction.$queryRaw(Prisma.sql`SELECT id FROM "user" WHERE id = ${userId} FOR UPDATE`);
}

export async function insertPlacement(transaction: Transaction, { id, userId, at }: { id: string; userId: string; at: Instant }): Promise<void> {
  await transaction.placement.create({ data: { id, userId, startedAt: new Date(at) } });
}

export async function insertQuestion(transaction: Transaction, placementId: string, question: Pick<StoredQuestion, "place" | "exerciseId" | "seed" | "contentHash">): Promise<void> {
  await transaction.placementQuestion.create({ data: { placementId, ...question } });
}

export async function saveAnswer(
  transaction: Transaction,
  { placementId, place, answerId, answer, score, at }: { placementId: string; place: number; answerId: string; answer: Answer | null; score: number; at: Instant },
): Promise<void> {
  const data = { answerId, answer: answer ?? Prisma.DbNull, score, answeredAt: new Date(at) };
  await transaction.placementQuestion.update({ where: { placementId_place: { placementId, place } }, data });
}

/** A question whose exercise was rewritten is asked no more. */
export async function deleteQuestion(transaction: Transaction, { placementId, place }: { placementId: string; place: number }): Promise<void> {
  await transaction.placementQuestion.delete({ where: { placementId_place: { placementId, place } } });
}

export async function finishPlacement(transaction: Transaction, { id, at, known }: { id: string; at: Instant; known: readonly string[] }): Promise<void> {
  await transaction.placement.update({ where: { id }, data: { finishedAt: new Date(at), known: [...known] } });
}

type Row = Prisma.PlacementGetPayload<{ include: { questions: true } }>;

const toStored = ({ id, finishedAt, known, questions }: Row): StoredPlacement => ({
  id,
  finishedAt: finishedAt === null ? null : instant(finishedAt.getTime()),
  known,
  questions: questions.map(({ place, exerciseId, seed, contentHash, answerId, answer, score }) => ({ place, exerciseId, seed, contentHash, answerId, isKnown: answer !== null, score })),
});
