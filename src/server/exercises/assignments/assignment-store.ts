/** Assignments and each learner's way through them, as the database keeps them. */
import { z } from "zod";
import { NOT_SAT, type SettledSitting, type Terms } from "@/domain/exercises/assignments/assignment";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Assignment } from "@/generated/prisma/client";
import { type Database, type Transaction } from "../../platform/database";

type Connection = Database | Transaction;

export interface StoredAssignment {
  readonly id: string;
  readonly cohort: { readonly id: string; readonly name: string };
  readonly title: string;
  readonly terms: Terms;
  /** In the order of their places. */
  readonly exerciseIds: readonly string[];
  readonly createdAt: Instant;
  readonly withdrawnAt: Instant | null;
  /** When all feedback was given out. */
  readonly releasedAt: Instant | null;
}

export interface StoredSitting extends SettledSitting {
  readonly userId: string;
}

const Kind = z.enum(["homework", "exam"]);
const FeedbackMode = z.enum(["each-attempt", "when-over"]);

const toInstant = (at: Date | null): Instant | null => (at === null ? null : instant(at.getTime()));

const WHOLE = { cohort: { select: { id: true, name: true } }, items: { select: { exerciseId: true }, orderBy: { place: "asc" } } } as const;

function toAssignment({ cohort, items, ...row }: Assignment & { cohort: { id: string; name: string }; items: { exerciseId: string }[] }): StoredAssignment {
  const { id, title, minutes, attempts, attemptLoss, hintLoss } = row;
  return {
    ...{ id, cohort, title },
    terms: {
      kind: Kind.parse(row.kind),
      opensAt: instant(row.opensAt.getTime()),
      dueAt: instant(row.dueAt.getTime()),
      minutes,
      policy: { attempts, attemptLoss, hintLoss },
      feedback: FeedbackMode.parse(row.feedback),
    },
    exerciseIds: items.map(({ exerciseId }) => exerciseId),
    createdAt: instant(row.createdAt.getTime()),
    withdrawnAt: toInstant(row.withdrawnAt),
    releasedAt: toInstant(row.releasedAt),
  };
}

interface SittingRow {
  readonly userId: string;
  readonly extraMinutes: number;
  readonly startedAt: Date | null;
  readonly handedInAt: Date | null;
  readonly settledAt: Date | null;
}

const toSitting = ({ userId, extraMinutes, startedAt, handedInAt, settledAt }: SittingRow): StoredSitting => ({
  ...{ userId, extraMinutes },
  startedAt: toInstant(startedAt),
  handedInAt: toInstant(handedInAt),
  settledAt: toInstant(settledAt),
});

export async function insertAssignment(transaction: Transaction, { cohort, terms, exerciseIds, ...assignment }: Omit<StoredAssignment, "withdrawnAt" | "releasedAt">): Promise<void> {
  const { opensAt, dueAt, policy, ...rest } = terms;
  await transaction.assignment.create({
    data: {
      ...{ id: assignment.id, title: assignment.title, cohortId: cohort.id },
      ...rest,
      ...policy,
      opensAt: new Date(opensAt),
      dueAt: new Date(dueAt),
      createdAt: new Date(assignment.createdAt),
      items: { create: exerciseIds.map((exerciseId, index) => ({ exerciseId, place: index + 1 })) },
    },
    select: { id: true },
  });
}

export const countAssignments = (connection: Connection, cohortId: string): Promise<number> => connection.assignment.count({ where: { cohortId } });

export async function findAssignment(connection: Connection, assignmentId: string): Promise<StoredAssignment | null> {
  const row = await connection.assignment.findUnique({ where: { id: assignmentId }, include: WHOLE });
  return row === null ? null : toAssignment(row);
}

/** Those of a cohort, the last due first; withdrawn ones too. */
export async function listOfCohort(connection: Connection, cohortId: string): Promise<StoredAssignment[]> {
  const rows = await connection.assignment.findMany({ where: { cohortId }, include: WHOLE, orderBy: [{ dueAt: "desc" }, { id: "asc" }] });
  return rows.map(toAssignment);
}

/** What the cohorts of a learner were given and still is, the last due first; or one of these. */
export async function listOfLearner(connection: Connection, userId: string, assignmentId?: string): Promise<StoredAssignment[]> {
  const rows = await connection.assignment.findMany({
    where: { ...(assignmentId === undefined ? {} : { id: assignmentId }), withdrawnAt: null, cohort: { members: { some: { userId } } } },
    include: WHOLE,
    orderBy: [{ dueAt: "desc" }, { id: "asc" }],
  });
  return rows.map(toAssignment);
}

export async function setWithdrawn(connection: Connection, assignmentId: string, at: Instant): Promise<void> {
  await connection.assignment.updateMany({ where: { id: assignmentId, withdrawnAt: null }, data: { withdrawnAt: new Date(at) } });
}

/** Nobody else releases it, or grants time in it, until the transaction ends. Locked before sittings. */
export async function lockAssignment(transaction: Transaction, assignmentId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM assignment WHERE id = ${assignmentId} FOR UPDATE`;
}

export async function setReleased(transaction: Transaction, assignmentId: string, at: Instant): Promise<void> {
  await transaction.assignment.update({ where: { id: assignmentId }, data: { releasedAt: new Date(at) }, select: { id: true } });
}

export async function listSittings(connection: Connection, assignmentId: string): Promise<StoredSitting[]> {
  return (await connection.assignmentSitting.findMany({ where: { assignmentId }, orderBy: { userId: "asc" } })).map(toSitting);
}

/** One learner's sittings by assignment id. */
export async function sittingsOf(connection: Connection, userId: string): Promise<ReadonlyMap<string, StoredSitting>> {
  const rows = await connection.assignmentSitting.findMany({ where: { userId } });
  return new Map(rows.map((row) => [row.assignmentId, toSitting(row)]));
}

export async function findSitting(connection: Connection, key: { assignmentId: string; userId: string }): Promise<StoredSitting> {
  const row = await connection.assignmentSitting.findUnique({ where: { assignmentId_userId: key } });
  return row === null ? { ...NOT_SAT, userId: key.userId, settledAt: null } : toSitting(row);
}

/** As findSitting; it is there from now on, and nobody else writes to it until the transaction ends. */
export async function lockSitting(transaction: Transaction, { assignmentId, userId }: { assignmentId: string; userId: string }): Promise<StoredSitting> {
  await transaction.$executeRaw`
    INSERT INTO assignment_sitting (assignment_id, user_id) VALUES (${assignmentId}, ${userId}) ON CONFLICT DO NOTHING`;
  await transaction.$queryRaw`
    SELECT 1 FROM assignment_sitting WHERE assignment_id = ${assignmentId} AND user_id = ${userId} FOR UPDATE`;
  return findSitting(transaction, { assignmentId, userId });
}

export async function updateSitting(
  transaction: Transaction,
  { assignmentId, userId }: { assignmentId: string; userId: string },
  { startedAt, handedInAt, settledAt }: { startedAt?: Instant; handedInAt?: Instant; settledAt?: Instant },
): Promise<void> {
  await transaction.assignmentSitting.update({
    where: { assignmentId_userId: { assignmentId, userId } },
    data: {
      ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt) }),
      ...(handedInAt === undefined ? {} : { handedInAt: new Date(handedInAt) }),
      ...(settledAt === undefined ? {} : { settledAt: new Date(settledAt) }),
    },
    select: { userId: true },
  });
}

/** What was granted to a learner in all. */
export async function setExtraMinutes(transaction: Transaction, { assignmentId, userId }: { assignmentId: string; userId: string }, extraMinutes: number): Promise<void> {
  await transaction.assignmentSitting.update({ where: { assignmentId_userId: { assignmentId, userId } }, data: { extraMinutes }, select: { userId: true } });
}

/** Takes back that an exam was graded: what was saved is there, and nobody has seen a result. */
export async function unsettle(transaction: Transaction, { assignmentId, userId }: { assignmentId: string; userId: string }): Promise<void> {
  await transaction.exerciseAttempt.deleteMany({ where: { assignmentId, userId, withheld: true } });
  await transaction.assignmentSitting.update({ where: { assignmentId_userId: { assignmentId, userId } }, data: { settledAt: null }, select: { userId: true } });
}

/** Assignments that something may have to be done for: exams whose time is over, and what is due and not given out. */
export async function listUnfinished(database: Database, now: Instant): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM assignment a
    WHERE (a.released_at IS NULL AND a.due_at <= ${new Date(now)})
       OR EXISTS (SELECT 1 FROM assignment_sitting s WHERE s.assignment_id = a.id AND s.settled_at IS NULL AND s.started_at IS NOT NULL
                  AND s.started_at + make_interval(mins => coalesce(a.minutes, 0) + s.extra_minutes) <= ${new Date(now)})
    ORDER BY a.id`;
  return rows.map(({ id }) => id);
}

/** Whether an exam of this learner runs in which the exercise is asked. */
export async function isInRunningExam(connection: Connection, { userId, exerciseId, now }: { userId: string; exerciseId: string; now: Instant }): Promise<boolean> {
  const rows = await connection.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM assignment_sitting s JOIN assignment a ON a.id = s.assignment_id JOIN assignment_item i ON i.assignment_id = a.id
    WHERE s.user_id = ${userId} AND i.exercise_id = ${exerciseId} AND a.kind = 'exam' AND s.started_at IS NOT NULL AND s.handed_in_at IS NULL
      AND s.started_at + make_interval(mins => coalesce(a.minutes, 0) + s.extra_minutes) > ${new Date(now)} LIMIT 1`;
  return rows.length > 0;
}
