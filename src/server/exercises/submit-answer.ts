import type { Answer, SubmitOutput } from "@/contracts/exercises/exercises";
import { ceilingOf, creditFor, PRACTICE } from "@/domain/exercises/assignments/use-policy";
import { grade } from "@/domain/exercises/grade";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Catalog } from "../catalog/catalog";
import type { Clock } from "../platform/clock";
import { type Database, isDuplicateKey, type Transaction } from "../platform/database";
import { retryTransaction } from "../platform/retry-transaction";
import { isInRunningExam } from "./assignments/assignment-store";
import type { BringCardsForward } from "./bring-cards-forward";
import { findAttempt, insertAttempt, listRecords, lockVariant, type StoredAttempt, type StoredVariant, storedMistakes } from "./exercise-store";
import { redraw } from "./seeds";
import { viewAttempt } from "./view-attempt";

export interface SubmitTools {
  clock: Clock;
  database: Database;
  catalog: Catalog;
  bringCardsForward: BringCardsForward;
}

interface SubmitRequest {
  userId: string;
  variantId: string;
  /** Made by the browser once per answer: the same id sent again counts once and gives the same feedback. */
  attemptId: string;
  answer: Answer;
}

export type SubmitRefusal = {
  code: "no-such-variant" | "answered-already" | "exercise-changed" | "attempt-id-used-elsewhere" | "in-running-exam";
};

type Graded = { outcome: "graded"; attempt: StoredAttempt; variant: StoredVariant };
type Outcome = Graded | { outcome: "unreadable"; message: string };

/**
 * Grades the answer to a variant of one's own. The attempt is stored and its cards are brought forward in one
 * transaction; an answer that cannot be read counts nothing and may be sent again under the same id.
 */
export async function submitAnswer(tools: SubmitTools, request: SubmitRequest): Promise<Result<SubmitOutput, SubmitRefusal>> {
  const { database, catalog } = tools;
  const graded = retryTransaction(database, (transaction) => gradeOnce(tools, transaction, request));
  const done = await graded.catch((error: unknown): Result<Outcome, SubmitRefusal> => {
    // The variant is locked, so the only key that can be there already is the attempt's, under another variant.
    if (isDuplicateKey(error)) return err({ code: "attempt-id-used-elsewhere" });
    throw error;
  });
  if (!done.ok) return done;
  if (done.value.outcome === "unreadable") return ok(done.value);
  const records = await listRecords(database, request.userId);
  return ok({ outcome: "graded", attempt: viewAttempt(catalog, done.value, records) });
}

/** Why a card comes sooner, for the learner who meets it. */
export const wrongAnswerReason = ({ title }: { title: string }): string => `A wrong answer in \u201c${title}\u201d brought this card forward`;

async function gradeOnce(
  { clock, catalog, bringCardsForward }: SubmitTools,
  transaction: Transaction,
  { userId, variantId, attemptId, answer }: SubmitRequest,
): Promise<Result<Outcome, SubmitRefusal>> {
  const variant = await lockVariant(transaction, { userId, variantId });
  if (variant === null) return err({ code: "no-such-variant" });
  if (variant.attemptId !== null) {
    const known = variant.attemptId === attemptId ? await findAttempt(transaction, { userId, attemptId }) : null;
    return known === null ? err({ code: "answered-already" }) : ok({ outcome: "graded", ...known });
  }
  const entry = catalog.exercises.get(variant.exerciseId);
  if (entry === undefined || entry.contentHash !== variant.contentHash) return err({ code: "exercise-changed" });

  const at = clock();
  if (await isInRunningExam(transaction, { userId, exerciseId: variant.exerciseId, now: at })) return err({ code: "in-running-exam" });
  const verdict = grade(entry.exercise, redraw(entry.exercise, variant.seed), answer);
  if (!verdict.ok) return ok({ outcome: "unreadable", message: verdict.error.say });
  const { score, mistakes } = verdict.value;
  const brought =
    score < 1 ? await bringCardsForward(transaction, { userId, cardIds: entry.exercise.cards, reason: wrongAnswerReason(entry.exercise), causeId: attemptId, at }) : [];
  const attempt: StoredAttempt = {
    id: attemptId,
    variantId,
    exerciseId: variant.exerciseId,
    answer,
    score,
    credit: creditFor(score, ceilingOf(PRACTICE, { attempt: 1, hintsTaken: variant.hintsTaken })),
    hints: variant.hintsTaken,
    assignmentId: null,
    number: 1,
    withheld: false,
    mistakes: storedMistakes(mistakes),
    brought,
    at,
  };
  await insertAttempt(transaction, { ...attempt, userId });
  return ok({ outcome: "graded", attempt, variant: { ...variant, attemptId } });
}
