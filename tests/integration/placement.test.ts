/** The placement test on the real curriculum and database: every answer is kept, counts once, and is no practice. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "@/contracts/exercises/exercises";
import { QUESTIONS_MAX } from "@/domain/exercises/placement/choose-question";
import { instant } from "@/domain/kernel/instant";
import { rightAnswer } from "@/domain/exercises/right-answer";
import { loadCatalog } from "@/server/catalog/catalog";
import { readPlacements } from "@/server/exercises/placement/placement-store";
import { answerPlacement, startPlacement } from "@/server/exercises/placement/sit-placement";
import { offerPlacement, viewPlacement } from "@/server/exercises/placement/view-placement";
import { redraw } from "@/server/exercises/seeds";
import { takenAsKnown } from "@/server/review/learner-store";
import { todaysQueue } from "@/server/review/todays-queue";
import { makeLearner } from "../support/lab-runs";
import { testDatabase, type TestDatabase } from "../support/database";

const catalog = loadCatalog("content");
let home: TestDatabase;
beforeAll(async () => {
  home = await testDatabase();
});
afterAll(() => home.stop());
const tools = () => ({ clock: () => instant(Date.UTC(2026, 10, 20, 12)), database: home.database, catalog });

/** The open question as only the server knows it. */
async function open(userId: string) {
  const { running } = await readPlacements(home.database, userId);
  const question = running?.questions.find(({ score }) => score === null);
  if (running === null || question === undefined) throw new Error("No question is open.");
  return { placementId: running.id, place: question.place, question };
}

async function right(userId: string) {
  const { question } = await open(userId);
  const exercise = catalog.exercises.get(question.exerciseId)?.exercise;
  if (exercise === undefined) throw new Error(`There is no ${question.exerciseId}.`);
  return rightAnswer(exercise, redraw(exercise, question.seed)) as Answer;
}

async function answer(userId: string, knows: boolean) {
  const { placementId, place } = await open(userId);
  const sent = { userId, placementId, place, answerId: randomUUID(), answer: knows ? await right(userId) : null };
  return { sent, taken: await answerPlacement(tools(), sent) };
}

test("fifteen questions lead to a result; what was shown comes later in the queue, and no card gets a memory", async () => {
  const userId = await makeLearner(home.database);
  const before = await todaysQueue(tools(), userId);
  await startPlacement(tools(), userId);
  const topics = new Set<string>();
  for (let number = 1; number <= QUESTIONS_MAX; number += 1) {
    const { question } = await viewPlacement(tools(), userId);
    expect([question?.place, question?.of]).toEqual([number, QUESTIONS_MAX]);
    topics.add(question?.opened.exercise.topic.id ?? "");
    expect((await answer(userId, true)).taken).toEqual({ ok: true, value: { outcome: "taken" } });
  }
  expect(topics.size).toBe(QUESTIONS_MAX);

  const { question, result } = await viewPlacement(tools(), userId);
  expect([question, result?.asked, result?.topics.length]).toEqual([null, QUESTIONS_MAX, catalog.topics.length]);
  expect(result?.known.length).toBeGreaterThanOrEqual(QUESTIONS_MAX);
  const known = await takenAsKnown(home.database, userId);
  expect([...known].sort()).toEqual(result?.known.map(({ id }) => id).sort());

  const queued = (cards: typeof before.cards) => cards.flatMap(({ cardId }) => catalog.cards.get(cardId)?.conceptId ?? []);
  const after = await todaysQueue(tools(), userId);
  expect(queued(after.cards).filter((concept) => known.has(concept))).toEqual([]);
  expect(after.counts.fresh).toBe(before.counts.fresh);
  const [memories, attempts, variants] = await Promise.all([
    home.database.cardMemory.count({ where: { userId } }),
    home.database.exerciseAttempt.count({ where: { userId } }),
    home.database.exerciseVariant.count({ where: { userId } }),
  ]);
  expect([memories, attempts, variants]).toEqual([0, 0, 0]);
});

test("somebody who knows nothing is told to begin, and nothing is taken as known", async () => {
  const userId = await makeLearner(home.database);
  await startPlacement(tools(), userId);
  for (let number = 1; number <= QUESTIONS_MAX; number += 1) await answer(userId, false);
  const { result } = await viewPlacement(tools(), userId);
  expect(result?.known).toEqual([]);
  expect(result?.level).toContain("Begin at the beginning");
  expect(result?.topics.every(({ start }) => start !== null)).toBe(true);
});

test("an answer counts once, also when it is sent twice at a time; another to the same question is refused", async () => {
  const userId = await makeLearner(home.database);
  await startPlacement(tools(), userId);
  const { placementId, place } = await open(userId);
  const sent = { userId, placementId, place, answerId: randomUUID(), answer: await right(userId) };
  const taken = { ok: true, value: { outcome: "taken" } };
  expect(await Promise.all([answerPlacement(tools(), sent), answerPlacement(tools(), sent)])).toEqual([taken, taken]);
  expect(await answerPlacement(tools(), { ...sent, answerId: randomUUID() })).toEqual({ ok: false, error: { code: "answered-already" } });
  expect(await offerPlacement(tools(), userId)).toEqual({ standing: "running", answered: 1, of: QUESTIONS_MAX });
});

test("leaving and starting again goes on with the same question; two starts at once make one test", async () => {
  const userId = await makeLearner(home.database);
  await Promise.all([startPlacement(tools(), userId), startPlacement(tools(), userId)]);
  await answer(userId, true);
  const left = await open(userId);
  await startPlacement(tools(), userId);
  expect(await open(userId)).toEqual(left);
  expect(await home.database.placement.count({ where: { userId } })).toBe(1);
});

test("an answer that cannot be read costs nothing, and nobody answers for another", async () => {
  const userId = await makeLearner(home.database);
  await startPlacement(tools(), userId);
  const { placementId, place } = await open(userId);
  const answerId = randomUUID();
  const wrongType = await answerPlacement(tools(), { userId, placementId, place, answerId, answer: { type: "free-text", text: "raft" } });
  expect(wrongType).toEqual({ ok: true, value: { outcome: "unreadable", message: expect.any(String) } });
  const stranger = await makeLearner(home.database);
  expect(await answerPlacement(tools(), { userId: stranger, placementId, place, answerId, answer: null })).toEqual({ ok: false, error: { code: "no-such-question" } });
  expect(await offerPlacement(tools(), userId)).toMatchObject({ answered: 0 });
});

test("a question that was rewritten meanwhile is refused, and replaced at the next start", async () => {
  const userId = await makeLearner(home.database);
  await startPlacement(tools(), userId);
  const { placementId, place, question } = await open(userId);
  await home.database.placementQuestion.updateMany({ where: { placementId }, data: { contentHash: "of an older text" } });
  expect(await answerPlacement(tools(), { userId, placementId, place, answerId: randomUUID(), answer: null })).toEqual({ ok: false, error: { code: "exercise-changed" } });
  expect((await viewPlacement(tools(), userId)).question).toBeNull();
  await startPlacement(tools(), userId);
  expect((await open(userId)).question.contentHash).toBe(catalog.exercises.get((await open(userId)).question.exerciseId)?.contentHash);
  expect(question.score).toBeNull();
});
