/** Who answered what in an assignment: learners x items. */
import type { AssignmentResults } from "@/contracts/cohorts/assignments";
import { bestOf, deadlineOf, heldUntil, NOT_SAT, phaseOf, totalOf } from "@/domain/exercises/assignments/assignment";
import { type CsvCell, csvText } from "@/domain/cohorts/csv";
import { listSittings, type StoredAssignment } from "../../exercises/assignments/assignment-store";
import { type AssignedAttempt, countSaved, listAttempts } from "../../exercises/assignments/item-store";
import { titleIn } from "../../exercises/assignments/my-assignments";
import type { SettleTools } from "../../exercises/assignments/settle";
import type { StoredCohort } from "../cohort-store";
import { fileWords } from "../export-csv";
import { recordLook } from "../look-store";
import { membersByName } from "../overview";
import { nameOf, presentCohort } from "../present-cohort";
import { presentGiven } from "./give-assignment";

type Learner = AssignmentResults["learners"][number];

export async function assignmentResults({ clock, database, catalog }: SettleTools, cohort: StoredCohort, assignment: StoredAssignment, viewerId: string): Promise<AssignmentResults> {
  const { id: assignmentId, exerciseIds, terms } = assignment;
  const [members, sittings, attempts, saved] = await Promise.all([membersByName(database, cohort.id), listSittings(database, assignmentId), listAttempts(database, { assignmentId }), countSaved(database, assignmentId)]);
  const now = clock();
  const learners = members.map((member): Learner => {
    const sitting = sittings.find(({ userId }) => userId === member.userId) ?? NOT_SAT;
    const cells = exerciseIds.map((exerciseId) => cellOf(attempts.filter((attempt) => attempt.userId === member.userId && attempt.exerciseId === exerciseId)));
    const credits = new Map(exerciseIds.flatMap((exerciseId, index) => (cells[index] ? [[exerciseId, cells[index].credit] as const] : [])));
    const { startedAt, handedInAt, extraMinutes } = sitting;
    return {
      ...{ id: member.userId, name: nameOf(member), email: member.email, startedAt, handedInAt, extraMinutes, cells },
      phase: phaseOf(terms, sitting, now),
      deadline: deadlineOf(terms, sitting),
      saved: saved.get(member.userId) ?? 0,
      total: totalOf(exerciseIds, credits),
    };
  });
  return {
    cohort: presentCohort(cohort, { viewerId, now }),
    now,
    assignment: presentGiven(assignment),
    heldUntil: assignment.releasedAt === null ? heldUntil(terms, sittings) : null,
    items: exerciseIds.map((exerciseId, index) => ({ exerciseId, title: titleIn(catalog, exerciseId), mean: meanOf(learners.flatMap(({ cells }) => cells[index]?.credit ?? [])) })),
    learners,
  };
}

function cellOf(attempts: readonly AssignedAttempt[]): Learner["cells"][number] {
  const best = bestOf(attempts);
  return best === null ? null : { attemptId: best.id, attempts: attempts.length, score: best.score, credit: best.credit, firstCredit: best.firstCredit };
}

const meanOf = (credits: readonly number[]): number | null => (credits.length === 0 ? null : credits.reduce((sum, credit) => sum + credit, 0) / credits.length);

const isoTime = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The results as a file: a row a learner, a column an item. It is a look at every learner in it, and written down as one. */
export async function resultsCsv(tools: SettleTools, cohort: StoredCohort, assignment: StoredAssignment, viewerId: string): Promise<{ fileName: string; text: string }> {
  const { learners, items, now } = await assignmentResults(tools, cohort, assignment, viewerId);
  await recordLook(tools.database, learners.map(({ id }) => id), { kind: "export", actorId: viewerId, at: tools.clock(), detail: { cohortId: cohort.id } });
  const head: CsvCell[] = ["learner", "email", "total", "started_at", "handed_in_at", "extra_minutes", ...items.flatMap(({ exerciseId }) => [exerciseId, `${exerciseId} attempts`])];
  const rows = learners.map(({ name, email, total, startedAt, handedInAt, extraMinutes, cells }): CsvCell[] => [
    ...[name, email, total, isoTime(startedAt), isoTime(handedInAt), extraMinutes],
    ...cells.flatMap((cell) => [cell?.credit ?? null, cell?.attempts ?? 0]),
  ]);
  return { fileName: `${fileWords(`${cohort.name} ${assignment.title}`)}-${new Date(now).toISOString().slice(0, 10)}.csv`, text: csvText([head, ...rows]) };
}
