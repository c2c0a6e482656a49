/** What the clock asks for: exams whose time is over are graded, and feedback is given out when all is over. SPEC.md: X3, F2. */
import { randomUUID } from "node:crypto";
import { givenOutFrom, phaseOf } from "@/domain/exercises/assignments/assignment";
import { ceilingOf, creditFor } from "@/domain/exercises/assignments/use-policy";
import { grade } from "@/domain/exercises/grade";
import type { Instant } from "@/domain/kernel/instant";
import type { Catalog } from "../../catalog/catalog";
import type { Clock } from "../../platform/clock";
import type { Database, Transaction } from "../../platform/database";
import { retryTransaction } from "../../platform/retry-transaction";
import type { BringCardsForward } from "../bring-cards-forward";
import { insertAttempt, storedMistakes } from "../exercise-store";
import { variantToday } from "../seeds";
import { wrongAnswerReason } from "../submit-answer";
import { findAssignment, listSittings, listUnfinished, lockAssignment, lockSitting, setReleased, type StoredAssignment, updateSitting } from "./assignment-store";
import { type AssignedVariant, giveOut, listAttempts, listVariants } from "./item-store";

export interface SettleTools {
  readonly clock: Clock;
  readonly database: Database;
  readonly catalog: Catalog;
  readonly bringCardsForward: BringCardsForward;
}

/**
 * Settles everything whose time has come, whoever's it is: at the start of a process and every few seconds. One that
 * cannot be settled keeps no other from it. @throws AggregateError of those that could not be
 */
export async function settleAllDue(tools: SettleTools): Promise<void> {
  const faults: unknown[] = [];
  for (const assignmentId of await listUnfinished(tools.database, tools.clock())) await settleAssignment(tools, assignmentId).catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw new AggregateError(faults, "Some assignments could not be settled.");
}

/** Brings one assignment up to date before somebody looks at it. As often and by as many at once as one likes. */
export async function settleAssignment(tools: SettleTools, assignmentId: string): Promise<void> {
  const { clock, database } = tools;
  const assignment = await findAssignment(database, assignmentId);
  if (assignment === null || assignment.releasedAt !== null) return;
  const now = clock();
  const sittings = await listSittings(database, assignmentId);
  for (const sitting of sittings) {
    if (assignment.terms.kind !== "exam" || sitting.startedAt === null || sitting.settledAt !== null) continue;
    if (phaseOf(assignment.terms, sitting, now) === "over") await retryTransaction(database, (transaction) => settleSitting(tools, transaction, assignment, sitting.userId));
  }
  if (now >= givenOutFrom(assignment.terms, await listSittings(database, assignmentId))) await release(tools, assignment, now);
}

/** Grades what was saved in one learner's exam, once. The caller has found that its time is over, or takes it as handed in. */
export async function settleSitting({ clock, catalog }: Pick<SettleTools, "clock" | "catalog">, transaction: Transaction, assignment: StoredAssignment, userId: string): Promise<void> {
  const key = { assignmentId: assignment.id, userId };
  const sitting = await lockSitting(transaction, key);
  const now = clock();
  // Time may have been granted, or somebody else been quicker, since the caller looked.
  if (sitting.settledAt !== null || phaseOf(assignment.terms, sitting, now) !== "over") return;
  for (const variant of await listVariants(transaction, key)) {
    if (variant.attemptId === null && variant.savedAnswer !== null) await gradeSaved(catalog, transaction, assignment, userId, variant);
  }
  await updateSitting(transaction, key, { settledAt: now });
}

/** What cannot be read, or judged any more, earns nothing and leaves no attempt. */
async function gradeSaved(catalog: Catalog, transaction: Transaction, { id: assignmentId, terms }: StoredAssignment, userId: string, variant: AssignedVariant): Promise<void> {
  const { savedAnswer, savedAt, exerciseId, hintsTaken } = variant;
  const entry = catalog.exercises.get(exerciseId);
  const today = entry === undefined ? null : variantToday(entry, variant);
  if (entry === undefined || today === null || savedAnswer === null || savedAt === null) return;
  const verdict = grade(entry.exercise, today, savedAnswer);
  if (!verdict.ok) return;
  const { score, mistakes } = verdict.value;
  await insertAttempt(transaction, {
    ...{ id: randomUUID(), variantId: variant.id, userId, exerciseId, assignmentId, answer: savedAnswer, score },
    credit: creditFor(score, ceilingOf(terms.policy, { attempt: 1, hintsTaken })),
    hints: hintsTaken,
    number: 1,
    withheld: true,
    mistakes: storedMistakes(mistakes),
    brought: [],
    at: savedAt,
  });
}

/** Gives out what was withheld, a learner a transaction; cards move only now, since a card that moves would tell. */
async function release({ database, catalog, bringCardsForward }: SettleTools, { id: assignmentId, terms }: StoredAssignment, now: Instant): Promise<void> {
  const waiting = new Set((await listAttempts(database, { assignmentId })).filter(({ withheld }) => withheld).map(({ userId }) => userId));
  for (const userId of waiting) {
    await retryTransaction(database, async (transaction) => {
      await lockSitting(transaction, { assignmentId, userId });
      for (const attempt of await listAttempts(transaction, { assignmentId, userId })) {
        if (!attempt.withheld) continue;
        const exercise = catalog.exercises.get(attempt.exerciseId)?.exercise;
        const moves = attempt.score < 1 && exercise !== undefined;
        const brought = moves ? await bringCardsForward(transaction, { userId, cardIds: exercise.cards, reason: wrongAnswerReason(exercise), causeId: attempt.id, at: now }) : [];
        await giveOut(transaction, attempt.id, brought);
      }
    });
  }
  await retryTransaction(database, async (transaction) => {
    await lockAssignment(transaction, assignmentId);
    if (now < givenOutFrom(terms, await listSittings(transaction, assignmentId))) return;
    await setReleased(transaction, assignmentId, now);
  });
}
