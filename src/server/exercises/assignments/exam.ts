/** An exam from its first opening to handing in. The clock is the server's, and "saved" is said after the answer is durable. SPEC.md: X. */
import type { Answer } from "@/contracts/exercises/exercises";
import type { ExamClock, ExamItem, ExamOutput, SaveOutput } from "@/contracts/exercises/assignments";
import { deadlineOf, phaseOf } from "@/domain/exercises/assignments/assignment";
import type { Variant } from "@/domain/exercises/exercise";
import { grade } from "@/domain/exercises/grade";
import { publicVariant } from "@/domain/exercises/public-variant";
import { assert } from "@/domain/kernel/assert";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { CatalogExercise } from "../../catalog/catalog";
import type { Transaction } from "../../platform/database";
import { retryTransaction } from "../../platform/retry-transaction";
import { insertVariant } from "../exercise-store";
import { publicParts } from "../public-parts";
import { drawNew, variantToday } from "../seeds";
import { lockSitting, type StoredAssignment, updateSitting } from "./assignment-store";
import { type AssignedVariant, listVariants, saveAnswer } from "./item-store";
import { type NoSuchAssignment, openAssignment, readWork } from "./my-assignments";
import { presentAssignment } from "./present-assignment";
import { settleAssignment, settleSitting, type SettleTools } from "./settle";

interface Place {
  readonly userId: string;
  readonly assignmentId: string;
}

export type ExamRefusal = NoSuchAssignment | { code: "no-exam" | "not-open-yet" | "not-started" | "time-over" | "handed-in" | "no-such-variant" };

async function openExamAssignment(tools: SettleTools, place: Place): Promise<Result<StoredAssignment, ExamRefusal>> {
  const opened = await openAssignment(tools, place);
  if (!opened.ok) return opened;
  return opened.value.terms.kind === "exam" ? opened : err({ code: "no-exam" });
}

/** Starts the learner's clock. Asked twice, from two tabs or devices, it started once. */
export async function startExam(tools: SettleTools, place: Place): Promise<Result<ExamClock, ExamRefusal>> {
  const opened = await openExamAssignment(tools, place);
  if (!opened.ok) return opened;
  const { terms } = opened.value;
  return retryTransaction(tools.database, async (transaction) => {
    const sitting = await lockSitting(transaction, place);
    const now = tools.clock();
    const phase = phaseOf(terms, sitting, now);
    if (phase === "early") return err({ code: "not-open-yet" });
    if (phase === "over") return err({ code: sitting.handedInAt === null ? "time-over" : "handed-in" });
    if (phase === "open") return ok({ now, deadline: deadlineOf(terms, sitting), phase });
    await updateSitting(transaction, place, { startedAt: now });
    return ok({ now, deadline: deadlineOf(terms, { ...sitting, startedAt: now }), phase: "open" });
  });
}

/** The running exam with what was saved: the same on every device. Variants are drawn when it is first looked at. */
export async function lookAtExam(tools: SettleTools, place: Place): Promise<Result<ExamOutput, ExamRefusal>> {
  const { clock, database, catalog } = tools;
  const opened = await openExamAssignment(tools, place);
  if (!opened.ok) return opened;
  const assignment = opened.value;
  const entries = assignment.exerciseIds.map((exerciseId) => catalog.exercises.get(exerciseId));
  return retryTransaction(database, async (transaction) => {
    const sitting = await lockSitting(transaction, place);
    const now = clock();
    const phase = phaseOf(assignment.terms, sitting, now);
    if (phase !== "open") return err({ code: phase === "over" ? (sitting.handedInAt === null ? "time-over" : "handed-in") : phase === "early" ? "not-open-yet" : "not-started" });
    const known = await listVariants(transaction, place);
    const items: ExamItem[] = [];
    for (const [index, entry] of entries.entries()) {
      if (entry !== undefined) items.push(examItem(index + 1, entry, await variantFor(transaction, { ...place, entry, known, now })));
    }
    const deadline = deadlineOf(assignment.terms, sitting);
    assert(deadline !== null, "an open exam has a deadline");
    return ok({ now, deadline, items, assignment: presentAssignment(assignment, await readWork(transaction, place), now) });
  });
}

interface Drawn {
  readonly stored: AssignedVariant;
  readonly variant: Variant;
}

/** The learner's variant of an exercise; another one only if the exercise was rewritten beyond recognition. */
async function variantFor(transaction: Transaction, { userId, assignmentId, entry, known, now }: Place & { entry: CatalogExercise; known: readonly AssignedVariant[]; now: ReturnType<SettleTools["clock"]> }): Promise<Drawn> {
  const stored = known.findLast(({ exerciseId }) => exerciseId === entry.id);
  const variant = stored === undefined ? null : variantToday(entry, stored);
  if (stored !== undefined && variant !== null) return { stored, variant };
  const drawn = drawNew(entry, { assignmentId, hintsTaken: 0 });
  await insertVariant(transaction, { ...drawn.stored, userId, createdAt: now });
  return { stored: { ...drawn.stored, savedAnswer: null, savedNumber: 0, savedAt: null }, variant: drawn.variant };
}

function examItem(place: number, { exercise }: CatalogExercise, { stored, variant }: Drawn): ExamItem {
  return { place, variantId: stored.id, title: exercise.title, ...publicParts(publicVariant(exercise, variant)), ...keptOf(stored) };
}

const keptOf = ({ savedAnswer, savedAt, savedNumber }: AssignedVariant): Pick<ExamItem, "saved" | "savedNumber"> => ({
  saved: savedAnswer === null || savedAt === null ? null : { answer: savedAnswer, at: savedAt },
  savedNumber,
});

interface SaveRequest extends Place {
  readonly variantId: string;
  readonly answer: Answer;
  /** Above that of what is saved; the same answer sent again under its number is as if sent once. */
  readonly number: number;
}

/** Keeps an answer. When this gives "saved", no crash loses it. */
export async function saveExamAnswer(tools: SettleTools, { variantId, answer, number, ...place }: SaveRequest): Promise<Result<SaveOutput, ExamRefusal>> {
  const { clock, database, catalog } = tools;
  const opened = await openExamAssignment(tools, place);
  if (!opened.ok) return opened;
  const { terms } = opened.value;
  return retryTransaction(database, async (transaction) => {
    const sitting = await lockSitting(transaction, place);
    const now = clock();
    const phase = phaseOf(terms, sitting, now);
    if (phase === "over") return err({ code: sitting.handedInAt === null ? "time-over" : "handed-in" });
    if (phase !== "open") return err({ code: "not-started" });
    const variant = (await listVariants(transaction, place)).find(({ id }) => id === variantId);
    if (variant === undefined) return err({ code: "no-such-variant" });
    const isNew = await saveAnswer(transaction, { variantId, answer, number, at: now });
    const isAgain = variant.savedNumber === number && sameAnswer(variant.savedAnswer, answer);
    const kept = isNew ? { ...variant, savedAnswer: answer, savedNumber: number, savedAt: now } : variant;
    const entry = catalog.exercises.get(variant.exerciseId);
    const today = entry === undefined ? null : variantToday(entry, variant);
    const verdict = entry === undefined || today === null || kept.savedAnswer === null ? null : grade(entry.exercise, today, kept.savedAnswer);
    const deadline = deadlineOf(terms, sitting);
    assert(deadline !== null, "an open exam has a deadline");
    return ok({
      outcome: isNew || isAgain ? "saved" : "superseded",
      ...keptOf(kept),
      unreadable: verdict !== null && !verdict.ok ? verdict.error.say : null,
      ...{ now, deadline },
    });
  });
}

/** As JSON of one schema: the fields come in one order, but for those of records, which are sorted. */
const sameAnswer = (one: Answer | null, other: Answer): boolean => one !== null && sorted(one) === sorted(other);

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === "object" && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner));

/** The server's time and the deadline as it is now: time may have been granted. */
export async function examClock(tools: SettleTools, place: Place): Promise<Result<ExamClock, ExamRefusal>> {
  const opened = await openExamAssignment(tools, place);
  if (!opened.ok) return opened;
  const { sitting } = await readWork(tools.database, place);
  const now = tools.clock();
  return ok({ now, deadline: deadlineOf(opened.value.terms, sitting), phase: phaseOf(opened.value.terms, sitting, now) });
}

/** Takes what was saved as the learner's last word. Asked twice, or after the time, it is as if asked once. */
export async function handIn(tools: SettleTools, place: Place): Promise<Result<{ handedIn: boolean }, ExamRefusal>> {
  const opened = await openExamAssignment(tools, place);
  if (!opened.ok) return opened;
  const { terms } = opened.value;
  const done = await retryTransaction(tools.database, async (transaction): Promise<Result<{ handedIn: boolean }, ExamRefusal>> => {
    const sitting = await lockSitting(transaction, place);
    const phase = phaseOf(terms, sitting, tools.clock());
    if (phase === "early" || phase === "ready") return err({ code: "not-started" });
    if (phase === "over") return ok({ handedIn: sitting.handedInAt !== null });
    await updateSitting(transaction, place, { handedInAt: tools.clock() });
    await settleSitting(tools, transaction, opened.value, place.userId);
    return ok({ handedIn: true });
  });
  if (done.ok) await settleAssignment(tools, place.assignmentId);
  return done;
}
