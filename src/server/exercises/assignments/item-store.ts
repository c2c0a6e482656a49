/** Variants and attempts that belong to assignments. A learner x item matrix is one query over the attempts. */
import { Answer } from "@/contracts/exercises/exercises";
import type { Mistake } from "@/domain/exercises/exercise-base";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database, Transaction } from "../../platform/database";
import { type StoredAttempt, type StoredVariant, storedMistakes, toAttempt } from "../exercise-store";

type Connection = Database | Transaction;

/** A variant of an assignment, with the answer of an exam that was saved so far. */
export interface AssignedVariant extends StoredVariant {
  readonly savedAnswer: Answer | null;
  readonly savedNumber: number;
  readonly savedAt: Instant | null;
}

/** A learner's variants in an assignment, the newest of each exercise last. */
export async function listVariants(connection: Connection, { assignmentId, userId }: { assignmentId: string; userId: string }): Promise<AssignedVariant[]> {
  const rows = await connection.exerciseVariant.findMany({ where: { assignmentId, userId }, include: { attempt: { select: { id: true } } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map(({ id, exerciseId, seed, contentHash, drawnHash, hintsTaken, attempt, savedAnswer, savedNumber, savedAt }) => ({
    ...{ id, exerciseId, seed, contentHash, drawnHash, hintsTaken, assignmentId, savedNumber },
    attemptId: attempt?.id ?? null,
    savedAnswer: savedAnswer === null ? null : Answer.parse(savedAnswer),
    savedAt: savedAt === null ? null : instant(savedAt.getTime()),
  }));
}

/** Keeps an answer unless a later one is kept already. False: one is. */
export async function saveAnswer(transaction: Transaction, { variantId, answer, number, at }: { variantId: string; answer: Answer; number: number; at: Instant }): Promise<boolean> {
  const { count } = await transaction.exerciseVariant.updateMany({
    where: { id: variantId, savedNumber: { lt: number }, attempt: null },
    data: { savedAnswer: answer, savedNumber: number, savedAt: new Date(at) },
  });
  return count === 1;
}

/** How many answers are saved in exams that are not graded, by learner. */
export async function countSaved(connection: Connection, assignmentId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await connection.$queryRaw<{ userId: string; saved: number }[]>`
    SELECT v.user_id AS "userId", count(*)::int AS saved FROM exercise_variant v
    WHERE v.assignment_id = ${assignmentId} AND v.saved_answer IS NOT NULL GROUP BY v.user_id`;
  return new Map(rows.map(({ userId, saved }) => [userId, saved]));
}

/** An attempt of an assignment and whose it is. */
export interface AssignedAttempt extends StoredAttempt {
  readonly userId: string;
  /** As it was graded first; null: it was never graded again */
  readonly firstScore: number | null;
  readonly firstCredit: number | null;
}

/** The attempts in an assignment: of everybody, or of one learner or one exercise; in the order of learner, exercise and number. */
export async function listAttempts(connection: Connection, where: { assignmentId: string; userId?: string; exerciseId?: string }): Promise<AssignedAttempt[]> {
  const rows = await connection.exerciseAttempt.findMany({ where, orderBy: [{ userId: "asc" }, { exerciseId: "asc" }, { number: "asc" }] });
  return rows.map((row) => ({ ...toAttempt(row), userId: row.userId, firstScore: row.firstScore, firstCredit: row.firstCredit }));
}

/** The variants behind attempts, by variant id. */
export async function variantsById(connection: Connection, variantIds: readonly string[]): Promise<ReadonlyMap<string, Pick<StoredVariant, "seed" | "contentHash" | "drawnHash">>> {
  const rows = await connection.exerciseVariant.findMany({ where: { id: { in: [...variantIds] } }, select: { id: true, seed: true, contentHash: true, drawnHash: true } });
  return new Map(rows.map(({ id, ...variant }) => [id, variant]));
}

/** From now on the learner may know the result. */
export async function giveOut(transaction: Transaction, attemptId: string, brought: readonly string[]): Promise<void> {
  await transaction.exerciseAttempt.update({ where: { id: attemptId }, data: { withheld: false, brought: [...brought] }, select: { id: true } });
}

export interface Regraded {
  readonly attemptId: string;
  readonly score: number;
  readonly credit: number;
  readonly mistakes: readonly Mistake[];
  readonly contentHash: string;
}

/** Writes another grading beside the first one, which is kept. */
export async function regradeAttempt(transaction: Transaction, { attemptId, score, credit, mistakes, contentHash }: Regraded, at: Instant): Promise<void> {
  const before = await transaction.exerciseAttempt.findUniqueOrThrow({ where: { id: attemptId }, select: { score: true, credit: true, firstScore: true, firstCredit: true } });
  await transaction.exerciseAttempt.update({
    where: { id: attemptId },
    data: {
      ...{ score, credit },
      mistakes: storedMistakes(mistakes),
      firstScore: before.firstScore ?? before.score,
      firstCredit: before.firstCredit ?? before.credit,
      regradedAt: new Date(at),
      variant: { update: { contentHash } },
    },
    select: { id: true },
  });
}
