/** Runs as their learners see them. What judges do with them is in run-queue-store.ts. */
import { z } from "zod";
import { RunState, RunVerdict } from "@/contracts/labs/labs";
import { LISTED_RUNS_MAX } from "@/contracts/labs/limits";
import { SeedResultSchema } from "@/contracts/labs/seed-result";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { LabRun } from "@/generated/prisma/client";
import type { Database, Transaction } from "../platform/database";
import { gunzipJson } from "../platform/gzip-json";

type Connection = Database | Transaction;

export interface NewRun {
  readonly id: string;
  readonly userId: string;
  readonly labId: string;
  readonly labVersion: number;
  readonly engineVersion: number;
  readonly program: string;
  readonly programHash: string;
  readonly seedsWanted: number;
  readonly stopAtFailure: boolean;
}

/** A run without its program and its seeds. */
export interface ListedRun {
  readonly id: string;
  readonly labId: string;
  readonly number: number;
  readonly labVersion: number;
  readonly engineVersion: number;
  readonly programHash: string;
  readonly seedsWanted: number;
  readonly state: RunState;
  readonly submittedAt: Instant;
  readonly marks: string;
  readonly attempts: number;
  readonly verdict: RunVerdict | null;
  readonly shared: boolean;
}

export interface StoredRun extends ListedRun {
  readonly learner: { readonly id: string; readonly name: string; readonly email: string };
  readonly program: string;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly seeds: z.infer<typeof SeedResultSchema>[];
  readonly reason: string | null;
  readonly cpuSeconds: number | null;
  readonly answeredFrom: string | null;
  readonly brought: readonly string[];
}

/** Lets one transaction at a time submit for this learner, so that what it counted is still so when it inserts. */
export async function lockSubmissions(transaction: Transaction, userId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`labs ${userId}`}, 0))`;
}

/** Whose run this is, and what was submitted with it; for telling a repeated request from one that took another's id. */
export async function findOwner(
  transaction: Transaction,
  runId: string,
): Promise<{ userId: string; labId: string; programHash: string } | null> {
  return transaction.labRun.findUnique({ where: { id: runId }, select: { userId: true, labId: true, programHash: true } });
}

export const countWaiting = (transaction: Transaction, userId: string): Promise<number> =>
  transaction.labRun.count({ where: { userId, state: "waiting" } });

/** Puts the run at the end of its priority: everybody's first waiting run goes before anybody's second. */
export async function insertRun(transaction: Transaction, run: NewRun, waitingBefore: number): Promise<void> {
  const { userId, labId } = run;
  const { _max: last } = await transaction.labRun.aggregate({ where: { userId, labId }, _max: { number: true } });
  await transaction.labRun.create({ data: { ...run, number: (last.number ?? 0) + 1, state: "waiting", priority: waitingBefore } });
}

export async function setBrought(transaction: Transaction, runId: string, cardIds: readonly string[]): Promise<void> {
  await transaction.labRun.update({ where: { id: runId }, data: { brought: [...cardIds] } });
}

const LISTED = {
  id: true,
  labId: true,
  number: true,
  labVersion: true,
  engineVersion: true,
  programHash: true,
  seedsWanted: true,
  state: true,
  submittedAt: true,
  marks: true,
  attempts: true,
  verdict: true,
  sharedAt: true,
} as const;

/** Which runs somebody may read: their own, and of others those that are done and shared. */
export const readableBy = (userId: string) => ({ OR: [{ userId }, { state: "done", sharedAt: { not: null } }] });

/** A run that this account may read; another is not found. */
export async function findRun(connection: Connection, { userId, runId }: { userId: string; runId: string }): Promise<StoredRun | null> {
  const row = await connection.labRun.findFirst({
    where: { id: runId, ...readableBy(userId) },
    include: { user: { select: { id: true, name: true, email: true } } },
  });
  if (row === null) return null;
  return {
    ...toListed(row),
    learner: row.user,
    program: row.program,
    startedAt: toInstant(row.startedAt),
    finishedAt: toInstant(row.finishedAt),
    seeds: row.seeds === null ? [] : z.array(SeedResultSchema).parse(gunzipJson(row.seeds)),
    reason: row.reason,
    cpuSeconds: row.cpuSeconds,
    answeredFrom: row.answeredFrom,
    brought: z.array(z.string()).parse(row.brought),
  };
}

/** A learner's own run, without what only a page needs; somebody else's is not found. */
export async function findListedRun(connection: Connection, { userId, runId }: { userId: string; runId: string }): Promise<ListedRun | null> {
  const row = await connection.labRun.findFirst({ where: { id: runId, userId }, select: LISTED });
  return row === null ? null : toListed(row);
}

/** A learner's runs, newest first. */
export async function listRuns(database: Database, { userId, labId }: { userId: string; labId: string | undefined }): Promise<ListedRun[]> {
  const rows = await database.labRun.findMany({
    where: { userId, ...(labId === undefined ? {} : { labId }) },
    select: LISTED,
    orderBy: [{ submittedAt: "desc" }, { number: "desc" }],
    take: LISTED_RUNS_MAX,
  });
  return rows.map(toListed);
}

/** Shares a learner's own run from a moment on, or with null takes it back; what holds already stays as it is. False: there is no such run. */
export async function setShared(database: Database, { userId, runId, sharedAt }: { userId: string; runId: string; sharedAt: Instant | null }): Promise<boolean> {
  const own = { id: runId, userId };
  if (sharedAt === null) return (await database.labRun.updateMany({ where: own, data: { sharedAt } })).count === 1;
  const { count } = await database.labRun.updateMany({ where: { ...own, sharedAt: null }, data: { sharedAt: new Date(sharedAt) } });
  return count === 1 || (await database.labRun.count({ where: own })) === 1;
}

/** How many waiting runs go before this one. */
export async function countAhead(connection: Connection, runId: string): Promise<number> {
  const rows = await connection.$queryRaw<{ ahead: number }[]>`
    SELECT count(*)::int AS ahead FROM lab_run AS other JOIN lab_run AS run ON run.id = ${runId}::uuid
    WHERE other.state = 'waiting' AND (other.priority, other.submitted_at, other.id) < (run.priority, run.submitted_at, run.id)`;
  return rows[0]?.ahead ?? 0;
}

const toInstant = (at: Date | null): Instant | null => (at === null ? null : instant(at.getTime()));

function toListed({ submittedAt, state, verdict, sharedAt, ...row }: Pick<LabRun, keyof typeof LISTED>): ListedRun {
  const { id, labId, number, labVersion, engineVersion, programHash, seedsWanted, marks, attempts } = row;
  return {
    id,
    labId,
    number,
    labVersion,
    engineVersion,
    programHash,
    seedsWanted,
    marks,
    attempts,
    state: RunState.parse(state),
    submittedAt: instant(submittedAt.getTime()),
    verdict: verdict === null ? null : RunVerdict.parse(verdict),
    shared: sharedAt !== null,
  };
}
