/** What a learner's cohorts were given, and one of these. */
import type { AssignmentView, MyAssignmentsOutput } from "@/contracts/exercises/assignments";
import { bestOf, mayAnswerAgain, phaseOf, termsSentences } from "@/domain/exercises/assignments/assignment";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Catalog } from "../../catalog/catalog";
import type { Database, Transaction } from "../../platform/database";
import { findSitting, listOfLearner, sittingsOf, type StoredAssignment } from "./assignment-store";
import { listAttempts, listVariants } from "./item-store";
import { attemptsAt, type OwnWork, presentAssignment } from "./present-assignment";
import { settleAssignment, type SettleTools } from "./settle";

export type NoSuchAssignment = { code: "no-such-assignment" };

/** What a withdrawn exercise is called where it was asked. */
export const titleIn = (catalog: Catalog, exerciseId: string): string => catalog.exercises.get(exerciseId)?.exercise.title ?? "An exercise that was withdrawn";

export async function myAssignments({ clock, database }: SettleTools, userId: string): Promise<MyAssignmentsOutput> {
  const [assignments, sittings] = await Promise.all([listOfLearner(database, userId), sittingsOf(database, userId)]);
  const now = clock();
  const cards = assignments.map(async (assignment) => {
    const key = { assignmentId: assignment.id, userId };
    const [attempts, variants] = await Promise.all([listAttempts(database, key), listVariants(database, key)]);
    const sitting = sittings.get(assignment.id) ?? (await findSitting(database, key));
    return presentAssignment(assignment, { sitting, attempts, variants }, now);
  });
  return { now, assignments: await Promise.all(cards) };
}

/** An assignment of a cohort that the learner is in, brought up to date. */
export async function openAssignment(tools: SettleTools, { userId, assignmentId }: { userId: string; assignmentId: string }): Promise<Result<StoredAssignment, NoSuchAssignment>> {
  const [known] = await listOfLearner(tools.database, userId, assignmentId);
  if (known === undefined) return err({ code: "no-such-assignment" });
  await settleAssignment(tools, assignmentId);
  const [assignment] = await listOfLearner(tools.database, userId, assignmentId);
  return assignment === undefined ? err({ code: "no-such-assignment" }) : ok(assignment);
}

export async function readWork(connection: Database | Transaction, key: { assignmentId: string; userId: string }): Promise<OwnWork> {
  const [sitting, attempts, variants] = await Promise.all([findSitting(connection, key), listAttempts(connection, key), listVariants(connection, key)]);
  return { sitting, attempts, variants };
}

export async function viewAssignment(tools: SettleTools, request: { userId: string; assignmentId: string }): Promise<Result<AssignmentView, NoSuchAssignment>> {
  const { clock, database, catalog } = tools;
  const opened = await openAssignment(tools, request);
  if (!opened.ok) return opened;
  const assignment = opened.value;
  const work = await readWork(database, request);
  const now = clock();
  const isOpen = phaseOf(assignment.terms, work.sitting, now) === "open";
  return ok({
    now,
    assignment: presentAssignment(assignment, work, now),
    sentences: termsSentences(assignment.terms, work.sitting.extraMinutes),
    items: assignment.exerciseIds.map((exerciseId, index) => {
      const exercise = catalog.exercises.get(exerciseId)?.exercise;
      const attempts = attemptsAt(work, exerciseId);
      const best = bestOf(attempts.filter(({ withheld }) => !withheld));
      return {
        place: index + 1,
        title: titleIn(catalog, exerciseId),
        type: exercise?.type ?? null,
        minutes: exercise?.minutes ?? null,
        attempts: attempts.map(({ id, number, credit, withheld }) => ({ id, number, credit: withheld ? null : credit })),
        credit: best === null ? null : best.credit,
        mayAnswer: isOpen && exercise !== undefined && mayAnswerAgain(assignment.terms, attempts),
      };
    }),
  });
}
