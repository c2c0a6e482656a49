/** Working through homework: a variant an attempt, graded at once, told as the terms say. */
import type { ItemOutput, SubmitItemOutput } from "@/contracts/exercises/assignments";
import type { Answer, HintOutput } from "@/contracts/exercises/exercises";
import { mayAnswerAgain, phaseOf } from "@/domain/exercises/assignments/assignment";
import { ceilingOf, creditFor } from "@/domain/exercises/assignments/use-policy";
import { grade } from "@/domain/exercises/grade";
import { publicVariant } from "@/domain/exercises/public-variant";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { CatalogExercise } from "../../catalog/catalog";
import type { Transaction } from "../../platform/database";
import { retryTransaction } from "../../platform/retry-transaction";
import { findAttempt, findVariant, insertAttempt, insertVariant, listRecords, lockVariant, setHintsTaken, type StoredAttempt, type StoredVariant, storedMistakes } from "../exercise-store";
import { getFeedback } from "../get-feedback";
import { publicParts } from "../public-parts";
import { drawNew, variantToday } from "../seeds";
import { wrongAnswerReason } from "../submit-answer";
import { summarise } from "../summaries";
import { hintParts } from "../take-hint";
import { lockSitting, type StoredAssignment } from "./assignment-store";
import { listVariants } from "./item-store";
import { type NoSuchAssignment, openAssignment, readWork } from "./my-assignments";
import { attemptsAt, presentAssignment } from "./present-assignment";
import type { SettleTools } from "./settle";

interface Place {
  readonly userId: string;
  readonly assignmentId: string;
}

/** Why nothing is taken, in words that name what to do. */
export type ItemRefusal = NoSuchAssignment | { code: "no-such-item" | "no-such-variant" | "not-open-yet" | "time-over" | "is-an-exam" | "answered-already" | "exercise-changed" | "no-such-hint" };

/** Opens an exercise of homework: the variant that waits for an answer, or the last one that was answered; `again` begins another attempt. */
export async function openItem(tools: SettleTools, { userId, assignmentId, place, again }: Place & { place: number; again: boolean }): Promise<Result<ItemOutput, ItemRefusal>> {
  const { clock, database, catalog } = tools;
  const key = { userId, assignmentId };
  const opened = await openAssignment(tools, key);
  if (!opened.ok) return opened;
  const assignment = opened.value;
  const { terms } = assignment;
  if (terms.kind === "exam") return err({ code: "is-an-exam" });
  const entry = catalog.exercises.get(assignment.exerciseIds[place - 1] ?? "");
  if (entry === undefined) return err({ code: "no-such-item" });
  const now = clock();
  const shown = await retryTransaction(database, (transaction) => variantToShow(tools, transaction, { assignment, entry, userId, again }));
  if (shown === null) return err({ code: phaseOf(terms, (await readWork(database, key)).sitting, now) === "early" ? "not-open-yet" : "time-over" });
  const { stored, replaced } = shown;
  const variant = variantToday(entry, stored);
  if (variant === null) return err({ code: "exercise-changed" });
  const work = await readWork(database, key);
  const attempts = attemptsAt(work, entry.id);
  const attempt = attempts.find(({ variantId }) => variantId === stored.id);
  const feedback = attempt === undefined || attempt.withheld ? null : await getFeedback(tools, { userId, attemptId: attempt.id });
  return ok({
    assignment: presentAssignment(assignment, work, now),
    place,
    opened: {
      exercise: summarise(catalog, entry, await listRecords(database, userId)),
      variantId: stored.id,
      replaced,
      ...publicParts(publicVariant(entry.exercise, variant)),
      ...hintParts(entry.exercise, variant, stored.hintsTaken, { policy: terms.policy, attempt: attempt?.number ?? attempts.length + 1 }),
      attemptId: stored.attemptId,
    },
    feedback: feedback !== null && feedback.ok ? feedback.value : null,
    mayAnswerAgain: phaseOf(terms, work.sitting, now) === "open" && mayAnswerAgain(terms, attempts),
  });
}

interface Showing {
  readonly assignment: StoredAssignment;
  readonly entry: CatalogExercise;
  readonly userId: string;
  readonly again: boolean;
}

/** Null: nothing was answered while one could, and now one cannot. */
async function variantToShow({ clock }: SettleTools, transaction: Transaction, { assignment, entry, userId, again }: Showing): Promise<{ stored: StoredVariant; replaced: boolean } | null> {
  const key = { assignmentId: assignment.id, userId };
  const sitting = await lockSitting(transaction, key);
  const now = clock();
  const variants = (await listVariants(transaction, key)).filter(({ exerciseId }) => exerciseId === entry.id);
  const last = variants.at(-1) ?? null;
  const attempts = attemptsAt(await readWork(transaction, key), entry.id);
  const stale = last !== null && last.attemptId === null && variantToday(entry, last) === null;
  const wanted = last === null || stale || (again && last.attemptId !== null && mayAnswerAgain(assignment.terms, attempts));
  if (phaseOf(assignment.terms, sitting, now) !== "open") {
    const answered = variants.findLast(({ attemptId }) => attemptId !== null);
    return answered === undefined ? null : { stored: answered, replaced: false };
  }
  if (!wanted) return { stored: last, replaced: false };
  const { stored } = drawNew(entry, { assignmentId: assignment.id, hintsTaken: last?.hintsTaken ?? 0 });
  await insertVariant(transaction, { ...stored, userId, createdAt: now });
  return { stored, replaced: stale };
}

/** Tells the next hint of an exercise of homework; it counts for all further attempts. */
export async function takeItemHint(tools: SettleTools, { userId, assignmentId, variantId, number }: Place & { variantId: string; number: number }): Promise<Result<HintOutput, ItemRefusal>> {
  const opened = await openAssignment(tools, { userId, assignmentId });
  if (!opened.ok) return opened;
  return retryTransaction(tools.database, async (transaction) => {
    const ready = await readyToAnswer(tools, transaction, { assignment: opened.value, userId, variantId });
    if (!ready.ok) return ready;
    const { stored, entry, variant, attempt } = ready.value;
    const { policy } = opened.value.terms;
    if (policy.hintLoss === null || number > stored.hintsTaken + 1 || number > (entry.exercise.hints ?? []).length) return err({ code: "no-such-hint" });
    const hintsTaken = Math.max(stored.hintsTaken, number);
    await setHintsTaken(transaction, variantId, hintsTaken);
    return ok(hintParts(entry.exercise, variant, hintsTaken, { policy, attempt }));
  });
}

/** A variant of homework that takes an answer now, locked. */
async function readyToAnswer(tools: SettleTools, transaction: Transaction, { assignment, userId, variantId }: { assignment: StoredAssignment; userId: string; variantId: string }) {
  const key = { assignmentId: assignment.id, userId };
  if (assignment.terms.kind === "exam") return err({ code: "is-an-exam" } as const);
  const sitting = await lockSitting(transaction, key);
  const stored = await lockVariant(transaction, { userId, variantId, assignmentId: assignment.id });
  if (stored === null) return err({ code: "no-such-variant" } as const);
  const phase = phaseOf(assignment.terms, sitting, tools.clock());
  if (phase !== "open") return err({ code: phase === "early" ? "not-open-yet" : "time-over" } as const);
  const attempts = attemptsAt(await readWork(transaction, key), stored.exerciseId);
  if (stored.attemptId !== null || !mayAnswerAgain(assignment.terms, attempts)) return err({ code: "answered-already" } as const);
  const entry = tools.catalog.exercises.get(stored.exerciseId);
  const variant = entry === undefined ? null : variantToday(entry, stored);
  if (entry === undefined || variant === null) return err({ code: "exercise-changed" } as const);
  return ok({ stored, entry, variant, attempt: attempts.length + 1 });
}

interface SubmitRequest extends Place {
  readonly variantId: string;
  readonly attemptId: string;
  readonly answer: Answer;
}

/** Grades an answer to an exercise of homework, once for each attempt id. What cannot be read costs no attempt. */
export async function submitItem(tools: SettleTools, request: SubmitRequest): Promise<Result<SubmitItemOutput, ItemRefusal>> {
  const { clock, database } = tools;
  const { userId, assignmentId, attemptId } = request;
  const opened = await openAssignment(tools, request);
  if (!opened.ok) return opened;
  const { terms } = opened.value;
  const done = await retryTransaction(database, (transaction) => gradeItem(tools, transaction, opened.value, request));
  if (!done.ok) return done;
  if (done.value !== null) return ok({ outcome: "unreadable", message: done.value });
  const work = await readWork(database, { userId, assignmentId });
  const attempt = work.attempts.find(({ id }) => id === attemptId);
  const more = phaseOf(terms, work.sitting, clock()) === "open" && mayAnswerAgain(terms, attemptsAt(work, attempt?.exerciseId ?? ""));
  const feedback = await getFeedback(tools, { userId, attemptId });
  return ok(feedback.ok ? { outcome: "graded", attempt: feedback.value, mayAnswerAgain: more } : { outcome: "kept", mayAnswerAgain: more });
}

/** Gives null once the attempt is stored, or the words for an answer that cannot be read. */
async function gradeItem(tools: SettleTools, transaction: Transaction, assignment: StoredAssignment, { userId, variantId, attemptId, answer }: SubmitRequest): Promise<Result<string | null, ItemRefusal>> {
  // Locked before anything is read: what another tab sends at the same time is seen.
  await lockSitting(transaction, { userId, assignmentId: assignment.id });
  const sent = await findVariant(transaction, { userId, variantId, assignmentId: assignment.id });
  if (sent !== null && sent.attemptId === attemptId) return ok(null);
  if ((await findAttempt(transaction, { userId, attemptId })) !== null) return err({ code: "answered-already" });
  const ready = await readyToAnswer(tools, transaction, { assignment, userId, variantId });
  if (!ready.ok) return ready;
  const { stored, entry, variant, attempt: number } = ready.value;
  const verdict = grade(entry.exercise, variant, answer);
  if (!verdict.ok) return ok(verdict.error.say);
  const { score, mistakes } = verdict.value;
  const { policy, feedback } = assignment.terms;
  const at = tools.clock();
  const withheld = feedback === "when-over";
  const moves = score < 1 && !withheld;
  const attempt: StoredAttempt = {
    ...{ id: attemptId, variantId, exerciseId: entry.id, assignmentId: assignment.id, answer, score, number, withheld, at },
    credit: creditFor(score, ceilingOf(policy, { attempt: number, hintsTaken: stored.hintsTaken })),
    hints: stored.hintsTaken,
    mistakes: storedMistakes(mistakes),
    brought: moves ? await tools.bringCardsForward(transaction, { userId, cardIds: entry.exercise.cards, reason: wrongAnswerReason(entry.exercise), causeId: attemptId, at }) : [],
  };
  await insertAttempt(transaction, { ...attempt, userId });
  return ok(null);
}
