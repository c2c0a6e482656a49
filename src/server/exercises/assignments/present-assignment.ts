/** An assignment as its learner may see it. */
import type { AssignmentCard } from "@/contracts/exercises/assignments";
import { bestOf, deadlineOf, phaseOf, totalOf } from "@/domain/exercises/assignments/assignment";
import type { Instant } from "@/domain/kernel/instant";
import type { StoredAssignment, StoredSitting } from "./assignment-store";
import type { AssignedAttempt, AssignedVariant } from "./item-store";

/** What one learner did in an assignment. */
export interface OwnWork {
  readonly sitting: StoredSitting;
  readonly attempts: readonly AssignedAttempt[];
  readonly variants: readonly AssignedVariant[];
}

/** The attempts at one exercise, in their order. */
export const attemptsAt = ({ attempts }: Pick<OwnWork, "attempts">, exerciseId: string): AssignedAttempt[] => attempts.filter((attempt) => attempt.exerciseId === exerciseId);

/** Credits by exercise, as far as they may be known. */
export function creditsOf(attempts: readonly AssignedAttempt[]): ReadonlyMap<string, number> {
  const credits = new Map<string, number>();
  for (const exerciseId of new Set(attempts.map((attempt) => attempt.exerciseId))) {
    const best = bestOf(attempts.filter((attempt) => attempt.exerciseId === exerciseId && !attempt.withheld));
    if (best !== null) credits.set(exerciseId, best.credit);
  }
  return credits;
}

export function presentAssignment(assignment: StoredAssignment, { sitting, attempts, variants }: OwnWork, now: Instant): AssignmentCard {
  const { id, title, cohort, terms, exerciseIds, releasedAt } = assignment;
  const isKnown = terms.feedback === "each-attempt" || releasedAt !== null;
  const answered = new Set([...attempts.map(({ exerciseId }) => exerciseId), ...variants.filter(({ savedAnswer }) => savedAnswer !== null).map(({ exerciseId }) => exerciseId)]);
  return {
    ...{ id, title, cohort },
    kind: terms.kind,
    opensAt: terms.opensAt,
    dueAt: terms.dueAt,
    minutes: terms.minutes === null ? null : terms.minutes + sitting.extraMinutes,
    phase: phaseOf(terms, sitting, now),
    deadline: deadlineOf(terms, sitting),
    items: exerciseIds.length,
    answered: exerciseIds.filter((exerciseId) => answered.has(exerciseId)).length,
    credit: isKnown && (attempts.length > 0 || releasedAt !== null) ? totalOf(exerciseIds, creditsOf(attempts)) : null,
    released: releasedAt !== null,
  };
}
