/** Cohorts and who is in them, as the database keeps them. */
import { type Instant, instant } from "@/domain/kernel/instant";
import { type Database, isDuplicateKey, type Transaction } from "../platform/database";

type Connection = Database | Transaction;

export interface StoredCohort {
  readonly id: string;
  readonly name: string;
  readonly owner: { readonly id: string; readonly name: string; readonly email: string };
  readonly members: number;
  /** As src/domain/cohorts/join-code.ts makes it. */
  readonly joinCode: string;
  readonly codeExpiresAt: Instant;
  readonly createdAt: Instant;
  readonly archivedAt: Instant | null;
}

const WHOLE = { owner: { select: { id: true, name: true, email: true } }, _count: { select: { members: true } } } as const;

interface CohortRow extends Omit<StoredCohort, "members" | "codeExpiresAt" | "createdAt" | "archivedAt"> {
  readonly codeExpiresAt: Date;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
  readonly _count: { readonly members: number };
}

const toInstant = (at: Date | null): Instant | null => (at === null ? null : instant(at.getTime()));

const toCohort = ({ id, name, owner, joinCode, codeExpiresAt, createdAt, archivedAt, _count }: CohortRow): StoredCohort => ({
  id,
  name,
  owner,
  members: _count.members,
  joinCode,
  codeExpiresAt: instant(codeExpiresAt.getTime()),
  createdAt: instant(createdAt.getTime()),
  archivedAt: toInstant(archivedAt),
});

/** Cohorts of one instructor, or with null all there are; the newest first. */
export async function listCohorts(database: Database, ownerId: string | null): Promise<StoredCohort[]> {
  const rows = await database.cohort.findMany({
    where: ownerId === null ? {} : { ownerId },
    include: WHOLE,
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
  return rows.map(toCohort);
}

/** A cohort of this instructor, or with null anybody's; another is not found. */
export async function findCohort(connection: Connection, { cohortId, ownerId }: { cohortId: string; ownerId: string | null }): Promise<StoredCohort | null> {
  const row = await connection.cohort.findFirst({ where: { id: cohortId, ...(ownerId === null ? {} : { ownerId }) }, include: WHOLE });
  return row === null ? null : toCohort(row);
}

/** The cohort that a code opens now: not after its time, and not if the cohort is archived. */
export async function findByCode(connection: Connection, joinCode: string, at: Instant): Promise<StoredCohort | null> {
  const row = await connection.cohort.findFirst({ where: { joinCode, codeExpiresAt: { gt: new Date(at) }, archivedAt: null }, include: WHOLE });
  return row === null ? null : toCohort(row);
}

export const countCohorts = (connection: Connection, ownerId: string): Promise<number> => connection.cohort.count({ where: { ownerId } });

export interface NewCohort {
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  readonly joinCode: string;
  readonly codeExpiresAt: Instant;
  readonly createdAt: Instant;
}

export async function insertCohort(connection: Connection, { codeExpiresAt, createdAt, ...cohort }: NewCohort): Promise<void> {
  await connection.cohort.create({
    data: { ...cohort, codeExpiresAt: new Date(codeExpiresAt), createdAt: new Date(createdAt) },
    select: { id: true },
  });
}

export async function renameCohort(database: Database, cohortId: string, name: string): Promise<void> {
  await database.cohort.update({ where: { id: cohortId }, data: { name }, select: { id: true } });
}

/** Archives a cohort from a moment on; what is archived already keeps its date. With null it is taken up again. */
export async function setArchived(database: Database, cohortId: string, archivedAt: Instant | null): Promise<void> {
  await database.cohort.updateMany({
    where: { id: cohortId, ...(archivedAt === null ? {} : { archivedAt: null }) },
    data: { archivedAt: archivedAt === null ? null : new Date(archivedAt) },
  });
}

/** Puts another code in the place of the one before. False: another cohort has it. */
export async function setJoinCode(database: Database, cohortId: string, { joinCode, codeExpiresAt }: { joinCode: string; codeExpiresAt: Instant }): Promise<boolean> {
  try {
    await database.cohort.update({ where: { id: cohortId }, data: { joinCode, codeExpiresAt: new Date(codeExpiresAt) }, select: { id: true } });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** Ends a code now, if it has not ended. */
export async function endJoinCode(database: Database, cohortId: string, at: Instant): Promise<void> {
  await database.cohort.updateMany({ where: { id: cohortId, codeExpiresAt: { gt: new Date(at) } }, data: { codeExpiresAt: new Date(at) } });
}

/** Lets one transaction at a time count and add the members of a cohort. */
export async function lockMembers(transaction: Transaction, cohortId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM cohort WHERE id = ${cohortId} FOR UPDATE`;
}

export const isMember = async (connection: Connection, { cohortId, userId }: { cohortId: string; userId: string }): Promise<boolean> =>
  (await connection.cohortMember.count({ where: { cohortId, userId } })) === 1;

export const countMembers = (connection: Connection, cohortId: string): Promise<number> => connection.cohortMember.count({ where: { cohortId } });

export async function insertMember(transaction: Transaction, { joinedAt, ...member }: { cohortId: string; userId: string; joinedAt: Instant }): Promise<void> {
  await transaction.cohortMember.createMany({ data: [{ ...member, joinedAt: new Date(joinedAt) }], skipDuplicates: true });
}

/** What a learner recorded stays theirs. One who has left already is no fault. */
export async function deleteMember(database: Database, member: { cohortId: string; userId: string }): Promise<void> {
  await database.cohortMember.deleteMany({ where: member });
}

/** Counts a learner as finished from a moment on, or with null takes that back. */
export async function setFinished(database: Database, { cohortId, userId, finishedAt }: { cohortId: string; userId: string; finishedAt: Instant | null }): Promise<void> {
  await database.cohortMember.updateMany({
    where: { cohortId, userId, ...(finishedAt === null ? {} : { finishedAt: null }) },
    data: { finishedAt: finishedAt === null ? null : new Date(finishedAt) },
  });
}

export interface StoredMember {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string | null;
  readonly rolloverHour: number;
  /** Desired retention, 0..1. */
  readonly retention: number;
  readonly joinedAt: Instant;
  readonly finishedAt: Instant | null;
}

/** The members of a cohort, or one of them. In no particular order. */
export async function listMembers(database: Connection, cohortId: string, userId?: string): Promise<StoredMember[]> {
  const rows = await database.cohortMember.findMany({
    where: { cohortId, ...(userId === undefined ? {} : { userId }) },
    include: { user: { select: { name: true, email: true, timeZone: true, rolloverHour: true, desiredRetention: true } } },
  });
  return rows.map(({ userId: id, joinedAt, finishedAt, user: { desiredRetention, ...user } }) => ({
    userId: id,
    ...user,
    retention: desiredRetention,
    joinedAt: instant(joinedAt.getTime()),
    finishedAt: toInstant(finishedAt),
  }));
}

export interface Membership {
  readonly cohort: StoredCohort;
  readonly joinedAt: Instant;
}

/** The cohorts that a learner is in, the one joined last first. */
export async function listMemberships(database: Database, userId: string): Promise<Membership[]> {
  const rows = await database.cohortMember.findMany({
    where: { userId },
    include: { cohort: { include: WHOLE } },
    orderBy: [{ joinedAt: "desc" }, { cohortId: "asc" }],
  });
  return rows.map(({ cohort, joinedAt }) => ({ cohort: toCohort(cohort), joinedAt: instant(joinedAt.getTime()) }));
}
