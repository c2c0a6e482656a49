/** Grading answers of an assignment again, by the exercises as they are today. SPEC.md of assignments: R. */
import { createHash } from "node:crypto";
import type { RegradePreview } from "@/contracts/cohorts/assignments";
import { changesOf } from "@/domain/exercises/assignments/regrade";
import { ceilingOf, creditFor } from "@/domain/exercises/assignments/use-policy";
import { grade } from "@/domain/exercises/grade";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { StoredAssignment } from "../../exercises/assignments/assignment-store";
import { type AssignedAttempt, listAttempts, regradeAttempt, type Regraded, variantsById } from "../../exercises/assignments/item-store";
import { titleIn } from "../../exercises/assignments/my-assignments";
import type { SettleTools } from "../../exercises/assignments/settle";
import { variantToday } from "../../exercises/seeds";
import type { Database, Transaction } from "../../platform/database";
import { retryTransaction } from "../../platform/retry-transaction";
import { listMembers, type StoredCohort } from "../cohort-store";
import { nameOf } from "../present-cohort";
import { recordDeed } from "./deed-store";

interface Scope {
  readonly cohort: StoredCohort;
  readonly assignment: StoredAssignment;
  /** Null: everybody, every exercise. */
  readonly learnerId: string | null;
  readonly exerciseId: string | null;
}

interface Found {
  readonly preview: RegradePreview;
  readonly attempts: readonly AssignedAttempt[];
  readonly regraded: ReadonlyMap<string, Regraded>;
}

/** What another grading would change, and nothing else. */
export const previewRegrade = async ({ database, catalog }: SettleTools, scope: Scope): Promise<RegradePreview> => (await gradeAgain(database, catalog, scope)).preview;

/** Applies what was previewed, all or nothing; refused if it is no longer the same. */
export async function applyRegrade({ clock, database, catalog }: SettleTools, scope: Scope & { viewerId: string; digest: string }): Promise<Result<{ changed: number }, { code: "changed-since" }>> {
  return retryTransaction(database, async (transaction) => {
    const { preview, attempts, regraded } = await gradeAgain(transaction, catalog, scope);
    if (preview.digest !== scope.digest) return err({ code: "changed-since" });
    const at = clock();
    const changed = new Set(preview.changes.map(({ attemptId }) => attemptId));
    for (const id of changed) {
      const again = regraded.get(id);
      if (again !== undefined) await regradeAttempt(transaction, again, at);
    }
    const detail = { cohortId: scope.cohort.id, assignmentId: scope.assignment.id };
    for (const learnerId of new Set(preview.changes.map(({ learner }) => learner.id))) {
      const attemptIds = attempts.filter(({ id, userId }) => userId === learnerId && changed.has(id)).map(({ id }) => id);
      await recordDeed(transaction, learnerId, { action: "answers-regraded", actorId: scope.viewerId, at, detail: { ...detail, attemptIds } });
    }
    return ok({ changed: changed.size });
  });
}

async function gradeAgain(connection: Database | Transaction, catalog: SettleTools["catalog"], { cohort, assignment, learnerId, exerciseId }: Scope): Promise<Found> {
  const members = new Map((await listMembers(connection, cohort.id)).map((member) => [member.userId, nameOf(member)]));
  const where = { assignmentId: assignment.id, ...(learnerId === null ? {} : { userId: learnerId }), ...(exerciseId === null ? {} : { exerciseId }) };
  const attempts = (await listAttempts(connection, where)).filter(({ userId }) => members.has(userId));
  const variants = await variantsById(connection, attempts.map(({ variantId }) => variantId));
  const regraded = new Map<string, Regraded>();
  for (const attempt of attempts) {
    const entry = catalog.exercises.get(attempt.exerciseId);
    const stored = variants.get(attempt.variantId);
    const variant = entry === undefined || stored === undefined ? null : variantToday(entry, stored);
    const verdict = entry === undefined || variant === null ? null : grade(entry.exercise, variant, attempt.answer);
    if (entry === undefined || verdict === null || !verdict.ok) continue;
    const { score, mistakes } = verdict.value;
    const credit = creditFor(score, ceilingOf(assignment.terms.policy, { attempt: attempt.number, hintsTaken: attempt.hints }));
    regraded.set(attempt.id, { attemptId: attempt.id, score, credit, mistakes, contentHash: entry.contentHash });
  }
  const changes = changesOf(attempts, ({ id }) => regraded.get(id) ?? null).map(({ id, before, after: { score, credit } }) => {
    const { userId, exerciseId: exercise, number } = attempts.find((attempt) => attempt.id === id) as AssignedAttempt;
    return { attemptId: id, learner: { id: userId, name: members.get(userId) ?? userId }, exercise: { id: exercise, title: titleIn(catalog, exercise) }, number, before, after: { score, credit } };
  });
  const digest = createHash("sha256").update(JSON.stringify(changes.map(({ attemptId, before, after }) => [attemptId, before, after]))).digest("base64url");
  return { preview: { looked: attempts.length, unreadable: attempts.length - regraded.size, changes, digest }, attempts, regraded };
}
