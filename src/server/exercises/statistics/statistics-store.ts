/** Figures of items, who computes them, and the first answers that they stand on, as the database keeps them. */
import { ItemFigures as StoredFigures, WholeFigures } from "@/contracts/exercises/statistics";
import type { ItemFigures } from "@/domain/exercises/statistics/item-figures";
import type { Scored } from "@/domain/exercises/statistics/rest";
import { type Instant, instant } from "@/domain/kernel/instant";
import { Prisma } from "@/generated/prisma/client";
import type { Database, Transaction } from "../../platform/database";

/** All practice, or all assignments together. */
export const POOLS = ["practice", "assigned"] as const;
export type Pool = (typeof POOLS)[number];

/** How long a process may compute before another one takes over. */
const LEASE_MS = 300_000;

/** The first answers of a pool: of each learner to each exercise. What is withheld still is not among them. */
const firstAnswers = (pool: Pool): Prisma.Sql => Prisma.sql`
  SELECT DISTINCT ON (user_id, exercise_id) id, user_id, exercise_id, variant_id, score, mistakes FROM exercise_attempt
  WHERE ${pool === "practice" ? Prisma.sql`assignment_id IS NULL` : Prisma.sql`assignment_id IS NOT NULL AND number = 1 AND NOT withheld`}
  ORDER BY user_id, exercise_id, at, id`;

/** What tells one set of answers from another: whose they are, and their scores. */
const MARK = Prisma.sql`concat_ws('/', count(*), sum(hashtext(user_id)::bigint), round(sum(score)::numeric, 6))`;

/** Marks by exercise of a pool. */
export async function poolMarks(database: Database, pool: Pool): Promise<ReadonlyMap<string, string>> {
  const rows = await database.$queryRaw<{ exerciseId: string; mark: string }[]>`
    SELECT exercise_id AS "exerciseId", ${MARK} AS mark FROM (${firstAnswers(pool)}) AS first GROUP BY exercise_id`;
  return new Map(rows.map(({ exerciseId, mark }) => [exerciseId, mark]));
}

/** Marks by assignment that has answers: of these, and of what decides who is through. */
export async function assignmentMarks(database: Database, now: Instant): Promise<ReadonlyMap<string, string>> {
  const rows = await database.$queryRaw<{ id: string; mark: string }[]>`
    SELECT a.id, concat_ws('/', f.mark, s.done, a.due_at <= ${new Date(now)}, a.released_at IS NOT NULL) AS mark
    FROM assignment a
    JOIN (SELECT assignment_id, ${MARK} AS mark FROM exercise_attempt WHERE number = 1 GROUP BY assignment_id) f ON f.assignment_id = a.id
    LEFT JOIN (SELECT assignment_id, concat_ws('+', count(handed_in_at), count(settled_at), sum(extra_minutes)) AS done FROM assignment_sitting GROUP BY assignment_id) s ON s.assignment_id = a.id`;
  return new Map(rows.map(({ id, mark }) => [id, mark]));
}

/** What each learner scored in a pool, of the exercises that are given. */
export async function scoredInPool(database: Database, pool: Pool, exerciseIds: readonly string[]): Promise<ReadonlyMap<string, Scored>> {
  const rows = await database.$queryRaw<{ userId: string; sum: number; count: number }[]>`
    SELECT user_id AS "userId", sum(score) AS sum, count(*)::int AS count FROM (${firstAnswers(pool)}) AS first
    WHERE exercise_id = ANY(${[...exerciseIds]}) GROUP BY user_id`;
  return new Map(rows.map(({ userId, sum, count }) => [userId, { sum, count }]));
}

export interface FirstAnswer {
  readonly userId: string;
  readonly score: number;
  readonly roads: readonly string[];
  readonly variant: { readonly seed: string; readonly contentHash: string; readonly drawnHash: string | null };
}

/** The first answers to one exercise of a pool. */
export async function firstAnswersTo(database: Database, pool: Pool, exerciseId: string): Promise<FirstAnswer[]> {
  const rows = await database.$queryRaw<{ userId: string; score: number; roads: string[]; seed: string; contentHash: string; drawnHash: string | null }[]>`
    SELECT first.user_id AS "userId", first.score, ARRAY(SELECT jsonb_array_elements(first.mistakes) ->> 'about') AS roads,
           v.seed, v.content_hash AS "contentHash", v.drawn_hash AS "drawnHash"
    FROM (SELECT * FROM (${firstAnswers(pool)}) AS every WHERE exercise_id = ${exerciseId}) AS first JOIN exercise_variant v ON v.id = first.variant_id`;
  return rows.map(({ userId, score, roads, ...variant }) => ({ userId, score, roads, variant }));
}

export interface ComputedItem {
  readonly exerciseId: string;
  readonly mark: string;
  readonly learners: number;
  /** Null: too few learners. */
  readonly figures: ItemFigures | null;
}

/** What is known of a scope, less the figures. */
export async function knownMarks(database: Database, scope: string): Promise<{ readonly mark: string | null; readonly items: ReadonlyMap<string, string> }> {
  const row = await database.statisticsScope.findUnique({ where: { scope }, select: { mark: true, items: { select: { exerciseId: true, mark: true } } } });
  return { mark: row?.mark ?? null, items: new Map((row?.items ?? []).map(({ exerciseId, mark }) => [exerciseId, mark])) };
}

/** Takes a scope whose figures do not stand on `mark`: the number of the claim. Null: they do, or another process is at it. */
export async function claimScope(database: Database, scope: string, mark: string, leaseMs = LEASE_MS): Promise<number | null> {
  const rows = await database.$queryRaw<{ lease: number }[]>`
    INSERT INTO statistics_scope AS known (scope, lease, lease_until) VALUES (${scope}, 1, clock_timestamp() + ${leaseMs} * interval '1 millisecond')
    ON CONFLICT (scope) DO UPDATE SET lease = known.lease + 1, lease_until = excluded.lease_until
    WHERE known.mark IS DISTINCT FROM ${mark} AND (known.lease_until IS NULL OR known.lease_until < clock_timestamp())
    RETURNING known.lease`;
  return rows[0]?.lease ?? null;
}

export interface ComputedScope {
  readonly scope: string;
  readonly lease: number;
  readonly mark: string;
  readonly learners: number;
  readonly whole: WholeFigures | null;
  /** Those that were computed anew. */
  readonly items: readonly ComputedItem[];
  /** All that the scope has now: figures of others go. */
  readonly exerciseIds: readonly string[];
}

/** Writes what a claim computed, all or nothing. False: somebody has claimed the scope since, and nothing was written. */
export async function writeScope(transaction: Transaction, { scope, lease, mark, learners, whole, items, exerciseIds }: ComputedScope, at: Instant): Promise<boolean> {
  const computedAt = new Date(at);
  const { count } = await transaction.statisticsScope.updateMany({ where: { scope, lease }, data: { mark, learners, whole: whole ?? Prisma.DbNull, computedAt, leaseUntil: null } });
  if (count === 0) return false;
  await transaction.itemStatistics.deleteMany({ where: { scope, OR: [{ exerciseId: { notIn: [...exerciseIds] } }, { exerciseId: { in: items.map(({ exerciseId }) => exerciseId) } }] } });
  await transaction.itemStatistics.createMany({
    data: items.map(({ figures, ...item }) => ({ ...item, scope, computedAt, figures: figures === null ? Prisma.DbNull : (JSON.parse(JSON.stringify(figures)) as object) })),
  });
  return true;
}

/** Forgets the figures of assignments that are gone. */
export async function forgetScopes(database: Database, existing: readonly string[]): Promise<void> {
  await database.statisticsScope.deleteMany({ where: { scope: { notIn: [...existing] } } });
}

export interface StoredScope {
  readonly computedAt: Instant;
  readonly learners: number;
  readonly whole: WholeFigures | null;
}

/** Null: not computed yet. */
export async function findScope(database: Database, scope: string): Promise<StoredScope | null> {
  const row = await database.statisticsScope.findUnique({ where: { scope } });
  if (row === null || row.computedAt === null) return null;
  return { computedAt: instant(row.computedAt.getTime()), learners: row.learners, whole: row.whole === null ? null : WholeFigures.parse(row.whole) };
}

export interface StoredItem {
  readonly scope: string;
  readonly exerciseId: string;
  readonly learners: number;
  readonly figures: ItemFigures | null;
}

/** The items of a scope, or one exercise in all scopes. */
export async function listItems(database: Database, where: { scope: string } | { exerciseId: string }): Promise<StoredItem[]> {
  const rows = await database.itemStatistics.findMany({ where, orderBy: [{ scope: "asc" }, { exerciseId: "asc" }] });
  return rows.map(({ scope, exerciseId, learners, figures }) => ({ scope, exerciseId, learners, figures: figures === null ? null : StoredFigures.parse(figures) }));
}
