/** Giving a cohort something to do, and taking it back. */
import { randomUUID } from "node:crypto";
import { ASSIGNMENTS_MAX, type CohortAssignmentsOutput, type GivenAssignment, type MakeAssignmentInput } from "@/contracts/cohorts/assignments";
import { instant } from "@/domain/kernel/instant";
import { err, ok, type Result } from "@/domain/kernel/result";
import { countAssignments, findAssignment, insertAssignment, listOfCohort, setWithdrawn, type StoredAssignment } from "../../exercises/assignments/assignment-store";
import { settleAssignment, type SettleTools } from "../../exercises/assignments/settle";
import type { StoredCohort } from "../cohort-store";
import { presentCohort } from "../present-cohort";

export type GiveRefusal = { code: "no-such-exercise" | "due-already" | "too-many-assignments" };

export async function giveAssignment({ clock, database, catalog }: SettleTools, cohort: StoredCohort, input: MakeAssignmentInput): Promise<Result<{ assignmentId: string }, GiveRefusal>> {
  const { title, kind, exerciseIds, opensAt, dueAt, minutes, attempts, attemptLoss, hintLoss, feedback } = input;
  if (exerciseIds.some((id) => !catalog.exercises.has(id))) return err({ code: "no-such-exercise" });
  const now = clock();
  if (dueAt <= now) return err({ code: "due-already" });
  return database.$transaction(async (transaction) => {
    if ((await countAssignments(transaction, cohort.id)) >= ASSIGNMENTS_MAX) return err({ code: "too-many-assignments" });
    const assignmentId = randomUUID();
    const terms = { kind, opensAt: instant(opensAt), dueAt: instant(dueAt), minutes, policy: { attempts, attemptLoss, hintLoss }, feedback };
    await insertAssignment(transaction, { id: assignmentId, cohort, title, terms, exerciseIds, createdAt: now });
    return ok({ assignmentId });
  });
}

export function presentGiven({ id, title, terms, exerciseIds, withdrawnAt, releasedAt }: StoredAssignment): GivenAssignment {
  const { kind, opensAt, dueAt, minutes, policy, feedback } = terms;
  return { id, title, kind, opensAt, dueAt, minutes, ...policy, feedback, items: exerciseIds.length, withdrawnAt, releasedAt };
}

export async function cohortAssignments({ clock, database }: SettleTools, cohort: StoredCohort, viewerId: string): Promise<CohortAssignmentsOutput> {
  const now = clock();
  return { cohort: presentCohort(cohort, { viewerId, now }), now, assignments: (await listOfCohort(database, cohort.id)).map(presentGiven) };
}

/** An assignment of this cohort, brought up to date with the clock; another one is not found. */
export async function findGiven(tools: SettleTools, cohort: StoredCohort, assignmentId: string): Promise<StoredAssignment | null> {
  const known = await findAssignment(tools.database, assignmentId);
  if (known === null || known.cohort.id !== cohort.id) return null;
  await settleAssignment(tools, assignmentId);
  return findAssignment(tools.database, assignmentId);
}

/** From now on its learners do not see it; what they answered stays, and can be read here. */
export const withdraw = ({ clock, database }: SettleTools, { id }: StoredAssignment): Promise<void> => setWithdrawn(database, id, clock());
