/** Drawn variants and graded attempts, as the database keeps them. */
import { z } from "zod";
import { Answer } from "@/contracts/exercises/exercises";
import type { Mistake } from "@/domain/exercises/exercise-base";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { ExerciseAttempt } from "@/generated/prisma/client";
import type { Database, Transaction } from "../platform/database";

export interface StoredVariant {
  readonly id: string;
  readonly exerciseId: string;
  /** Stays on the server */
  readonly seed: string;
  readonly contentHash: string;
  /** Of what the seed drew; null for those drawn before it was kept */
  readonly drawnHash: string | null;
  readonly hintsTaken: number;
  /** Null: practice */
  readonly assignmentId: string | null;
  readonly attemptId: string | null;
}

/** A mistake as it was named at the time of grading. */
const StoredMistake = z.object({ about: z.string(), keys: z.array(z.string()), say: z.string() });
export type StoredMistake = z.infer<typeof StoredMistake>;

/** Of a mistake that grading found, what is kept. */
export const storedMistakes = (mistakes: readonly Mistake[]): StoredMistake[] => mistakes.map(({ about, keys, say }) => ({ about, keys: [...keys], say }));

export interface StoredAttempt {
  readonly id: string;
  readonly variantId: string;
  readonly exerciseId: string;
  readonly answer: Answer;
  /** What grading found right, and what that counts after the cost of hints and attempts: 0..1 */
  readonly score: number;
  readonly credit: number;
  readonly hints: number;
  /** Null: practice */
  readonly assignmentId: string | null;
  /** Of the attempts at this exercise in its assignment */
  readonly number: number;
  /** The learner may not know the result yet */
  readonly withheld: boolean;
  readonly mistakes: readonly StoredMistake[];
  /** Ids of the cards that were brought forward */
  readonly brought: readonly string[];
  readonly at: Instant;
}

/** What a learner has done with one exercise so far. */
export interface ExerciseRecord {
  readonly attempts: number;
  /** The most that an answer counted, and what grading found right in the last one */
  readonly bestScore: number;
  readonly lastScore: number;
  readonly lastAttemptAt: Instant;
}

export async function insertVariant(
  transaction: Transaction,
  variant: Omit<StoredVariant, "attemptId"> & { readonly userId: string; readonly createdAt: Instant },
): Promise<void> {
  const { id, userId, exerciseId, seed, contentHash, drawnHash, hintsTaken, assignmentId, createdAt } = variant;
  await transaction.exerciseVariant.create({ data: { id, userId, exerciseId, seed, contentHash, drawnHash, hintsTaken, assignmentId, createdAt: new Date(createdAt) }, select: { id: true } });
}

/** Removes the oldest variants of one learner's practice and exercise that were never answered, beyond the newest `keep`. */
export async function forgetUnanswered(
  transaction: Transaction,
  { userId, exerciseId, keep }: { userId: string; exerciseId: string; keep: number },
): Promise<void> {
  const old = await transaction.exerciseVariant.findMany({
    where: { userId, exerciseId, attempt: null, assignmentId: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: keep,
    select: { id: true },
  });
  if (old.length === 0) return;
  await transaction.exerciseVariant.deleteMany({ where: { id: { in: old.map(({ id }) => id) }, attempt: null } });
}

type VariantRow = Omit<StoredVariant, "attemptId"> & { readonly attempt: { readonly id: string } | null };

const toVariant = ({ id, exerciseId, seed, contentHash, drawnHash, hintsTaken, assignmentId, attempt }: VariantRow): StoredVariant => ({
  ...{ id, exerciseId, seed, contentHash, drawnHash, hintsTaken, assignmentId },
  attemptId: attempt?.id ?? null,
});

/** A learner's own variant of practice, or of one assignment; somebody else's, and one of another use, is not found. */
export async function findVariant(
  transaction: Transaction,
  { userId, variantId, assignmentId = null }: { userId: string; variantId: string; assignmentId?: string | null },
): Promise<StoredVariant | null> {
  const row = await transaction.exerciseVariant.findFirst({
    where: { id: variantId, userId, assignmentId },
    include: { attempt: { select: { id: true } } },
  });
  return row === null ? null : toVariant(row);
}

export async function setHintsTaken(transaction: Transaction, variantId: string, hintsTaken: number): Promise<void> {
  await transaction.exerciseVariant.update({ where: { id: variantId }, data: { hintsTaken }, select: { id: true } });
}

/** As findVariant, but nobody else answers the variant until the transaction ends. */
export async function lockVariant(
  transaction: Transaction,
  request: { userId: string; variantId: string; assignmentId?: string | null },
): Promise<StoredVariant | null> {
  await transaction.$queryRaw`
    SELECT 1 FROM exercise_variant WHERE id = ${request.variantId} AND user_id = ${request.userId} FOR UPDATE`;
  return findVariant(transaction, request);
}

export async function insertAttempt(transaction: Transaction, attempt: StoredAttempt & { readonly userId: string }): Promise<void> {
  const { mistakes, brought, at, ...rest } = attempt;
  await transaction.exerciseAttempt.create({
    data: { ...rest, mistakes: mistakes.map((mistake) => ({ ...mistake })), brought: [...brought], at: new Date(at) },
  });
}

/** A learner's own attempt with the variant that it answered. */
export async function findAttempt(
  transaction: Transaction,
  { userId, attemptId }: { userId: string; attemptId: string },
): Promise<{ attempt: StoredAttempt; variant: StoredVariant } | null> {
  const row = await transaction.exerciseAttempt.findFirst({ where: { id: attemptId, userId }, include: { variant: true } });
  if (row === null) return null;
  return { attempt: toAttempt(row), variant: toVariant({ ...row.variant, attempt: { id: row.id } }) };
}

export const toAttempt = (row: ExerciseAttempt): StoredAttempt => ({
  id: row.id,
  variantId: row.variantId,
  exerciseId: row.exerciseId,
  answer: Answer.parse(row.answer),
  score: row.score,
  credit: row.credit,
  hints: row.hints,
  assignmentId: row.assignmentId,
  number: row.number,
  withheld: row.withheld,
  mistakes: z.array(StoredMistake).parse(row.mistakes),
  brought: z.array(z.string()).parse(row.brought),
  at: instant(row.at.getTime()),
});

interface RecordRow {
  exercise_id: string;
  attempts: number;
  best_score: number;
  last_score: number;
  last_at: Date;
}

/** One learner's records by exercise id, as far as they may be known; an exercise that was never answered is not in it. */
export async function listRecords(transaction: Transaction, userId: string): Promise<ReadonlyMap<string, ExerciseRecord>> {
  const rows = await transaction.$queryRaw<RecordRow[]>`
    SELECT exercise_id, count(*)::int AS attempts, max(credit) AS best_score, max(at) AS last_at,
           (array_agg(score ORDER BY at DESC, id DESC))[1] AS last_score
    FROM exercise_attempt WHERE user_id = ${userId} AND NOT withheld GROUP BY exercise_id`;
  return new Map(
    rows.map((row) => [
      row.exercise_id,
      {
        attempts: row.attempts,
        bestScore: row.best_score,
        lastScore: row.last_score,
        lastAttemptAt: instant(row.last_at.getTime()),
      },
    ]),
  );
}

/** An answer whose result its learner may know. */
export interface KnownAnswer {
  readonly id: string;
  readonly exerciseId: string;
  readonly at: Instant;
  readonly score: number;
  readonly hints: number;
  readonly number: number;
  readonly inExam: boolean;
}

/** All answers of a learner whose results they may know, without what was answered. */
export async function listKnownAnswers(connection: Database | Transaction, userId: string): Promise<KnownAnswer[]> {
  const rows = await connection.exerciseAttempt.findMany({
    where: { userId, withheld: false },
    select: { id: true, exerciseId: true, at: true, score: true, hints: true, number: true, assignment: { select: { kind: true } } },
  });
  return rows.map(({ at, assignment, ...row }) => ({ ...row, at: instant(at.getTime()), inExam: assignment?.kind === "exam" }));
}
