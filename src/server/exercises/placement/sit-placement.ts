/** Starting, answering and resuming a placement test. Every answer is durable before the next question is shown. */
import { randomBytes } from "node:crypto";
import type { Answer } from "@/contracts/exercises/exercises";
import type { PlacementAnswerOutput } from "@/contracts/exercises/placement";
import { grade } from "@/domain/exercises/grade";
import { type Candidate, chooseQuestion } from "@/domain/exercises/placement/choose-question";
import { place as placeLearner, type PlacedAnswer } from "@/domain/exercises/placement/place";
import { estimateAbility } from "@/domain/exercises/placement/rasch";
import type { Instant } from "@/domain/kernel/instant";
import { err, ok, type Result } from "@/domain/kernel/result";
import { random } from "@/domain/kernel/seeded-random";
import type { Catalog } from "../../catalog/catalog";
import type { Clock } from "../../platform/clock";
import type { Database, Transaction } from "../../platform/database";
import { retryTransaction } from "../../platform/retry-transaction";
import { drawNew, redraw } from "../seeds";
import { type ItemBank, itemBank } from "./item-bank";
import { deleteQuestion, finishPlacement, insertPlacement, insertQuestion, lockPlacements, readPlacements, saveAnswer, type StoredPlacement, type StoredQuestion } from "./placement-store";

export interface PlacementTools {
  clock: Clock;
  database: Database;
  catalog: Catalog;
}

const ID_BYTES = 10;

/** Starts one, or goes on with the one that runs. A question whose exercise was rewritten since is replaced. */
export async function startPlacement({ clock, database, catalog }: PlacementTools, userId: string): Promise<void> {
  await retryTransaction(database, async (transaction) => {
    await lockPlacements(transaction, userId);
    const { running } = await readPlacements(transaction, userId);
    const id = running?.id ?? randomBytes(ID_BYTES).toString("hex");
    if (running === null) await insertPlacement(transaction, { id, userId, at: clock() });
    const stale = running?.questions.filter((question) => isStale(catalog, question)) ?? [];
    for (const { place } of stale) await deleteQuestion(transaction, { placementId: id, place });
    const questions = running?.questions.filter((question) => !stale.includes(question)) ?? [];
    if (questions.every(({ score }) => score !== null)) await goOn(transaction, { catalog, at: clock() }, { id, questions });
  });
}

const isStale = ({ exercises }: Catalog, { exerciseId, contentHash, score }: StoredQuestion): boolean => score === null && exercises.get(exerciseId)?.contentHash !== contentHash;

export type PlacementRefusal = { code: "no-such-question" | "answered-already" | "exercise-changed" };

/** Takes the answer to the question that is open; the same answer sent again changes nothing. */
export async function answerPlacement(
  { clock, database, catalog }: PlacementTools,
  { userId, placementId, place, answerId, answer }: { userId: string; placementId: string; place: number; answerId: string; answer: Answer | null },
): Promise<Result<PlacementAnswerOutput, PlacementRefusal>> {
  return retryTransaction(database, async (transaction) => {
    await lockPlacements(transaction, userId);
    const { running, finished } = await readPlacements(transaction, userId);
    const sitting = [running, finished].find((each) => each?.id === placementId);
    const question = sitting?.questions.find((each) => each.place === place);
    if (sitting === undefined || sitting === null || question === undefined) return err({ code: "no-such-question" });
    if (question.score !== null) return question.answerId === answerId ? ok({ outcome: "taken" }) : err({ code: "answered-already" });
    const entry = catalog.exercises.get(question.exerciseId);
    if (entry === undefined || isStale(catalog, question)) return err({ code: "exercise-changed" });
    const verdict = answer === null ? ok({ score: 0 }) : grade(entry.exercise, redraw(entry.exercise, question.seed), answer);
    if (!verdict.ok) return ok({ outcome: "unreadable", message: verdict.error.say });
    const { score } = verdict.value;
    await saveAnswer(transaction, { placementId, place, answerId, answer, score, at: clock() });
    const questions = sitting.questions.map((each) => (each.place === place ? { ...each, score, isKnown: answer !== null } : each));
    await goOn(transaction, { catalog, at: clock() }, { id: placementId, questions });
    return ok({ outcome: "taken" });
  });
}

/** The next question, or the end. */
async function goOn(transaction: Transaction, { catalog, at }: { catalog: Catalog; at: Instant }, { id, questions }: Pick<StoredPlacement, "id" | "questions">): Promise<void> {
  const bank = itemBank(catalog);
  const answers = answersOf(bank, questions);
  const place = Math.max(0, ...questions.map((question) => question.place)) + 1;
  const next = chooseQuestion(bank.candidates, answers, estimateAbility(answers), random(id, `question ${place}`).fraction());
  const entry = next === null ? undefined : catalog.exercises.get(next.exerciseId);
  if (entry === undefined) return finishPlacement(transaction, { id, at, known: placeLearner(bank.concepts, answers).known });
  const { stored } = drawNew(entry, { assignmentId: null, hintsTaken: 0 });
  await insertQuestion(transaction, id, { place, exerciseId: entry.id, seed: stored.seed, contentHash: stored.contentHash });
}

/** What was answered, with what the questions are. One whose exercise is gone counts no more. */
export function answersOf({ candidates }: ItemBank, questions: readonly StoredQuestion[]): (PlacedAnswer & Candidate)[] {
  return questions.flatMap(({ exerciseId, score, isKnown }) => {
    const candidate = candidates.find((each) => each.exerciseId === exerciseId);
    // Whoever says "I do not know" has not guessed.
    return candidate === undefined || score === null ? [] : [{ ...candidate, guess: isKnown ? candidate.guess : 0, score }];
  });
}
