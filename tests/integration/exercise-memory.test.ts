/** Exercises that come back when they are about to be forgotten, on a real database. Rules: src/domain/today/SPEC.md. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Answer } from "@/contracts/exercises/exercises";
import type { Exercise, McqExercise } from "@/domain/exercises/exercise";
import { rightAnswer } from "@/domain/exercises/right-answer";
import { instant } from "@/domain/kernel/instant";
import type { Tools } from "@/server/compose";
import { redraw } from "@/server/exercises/seeds";
import { openRunChanges } from "@/server/labs/run-changes";
import { createCaller } from "@/server/trpc/root";
import { testDatabase, type TestDatabase } from "../support/database";
import { exerciseCatalog } from "../support/exercise-catalog";
import { mcq } from "../support/exercise-fixtures";

const NOON = Date.UTC(2026, 10, 23, 12);
const DAY = 86_400_000;
const others = ["second", "third"].map((name): McqExercise => ({ ...mcq, id: `c.x-${name}`, title: name }));
const catalog = exerciseCatalog([mcq, ...others]);

let home: TestDatabase;
let tools: Tools;
let now = NOON;
let userId = "";
beforeAll(async () => {
  home = await testDatabase();
  tools = { database: home.database, clock: () => instant(now), catalog, bringCardsForward: async () => [], runChanges: openRunChanges(() => home.url) };
});
afterAll(async () => {
  await tools.runChanges.close();
  await home.stop();
});
beforeEach(async () => {
  now = NOON;
  userId = (await home.database.user.create({ data: { email: `${randomUUID()}@example.org`, name: "Ada" } })).id;
});

const api = () => createCaller({ viewer: { userId, sessionId: "s", role: "learner", name: "Ada", email: "", timeZone: "UTC", rolloverHour: 4, theme: "system", letterKeys: true }, clientAddress: "127.0.0.1", tools });

/** Opens a new variant and answers it; gives back the variant. */
async function answer(exerciseId: string, isRight: boolean): Promise<string> {
  const { variantId, body } = await api().exercises.open({ exerciseId });
  const { seed } = await home.database.exerciseVariant.findUniqueOrThrow({ where: { id: variantId } });
  const exercise = catalog.exercises.get(exerciseId)?.exercise as Exercise;
  const right = rightAnswer(exercise, redraw(exercise, seed)) as Answer;
  if (right.type !== "mcq" || body.type !== "mcq") throw new Error("only written for mcq");
  const wrong = body.options.find(({ key }) => key !== right.choice)?.key ?? "";
  await api().exercises.submit({ variantId, attemptId: randomUUID(), answer: isRight ? right : { type: "mcq", choice: wrong } });
  // The next answer comes after this one.
  now += 60_000;
  return variantId;
}

const dueOn = async (day: number) => {
  now = NOON + day * DAY;
  const { count, exercises } = await api().today.dueExercises();
  return { count, why: exercises.map(({ id, why }) => `${id}: ${why}`) };
};

test("EM2, EM3, EM6: a miss comes back the next day, whatever was answered after it on the same day, and with a new variant", async () => {
  const first = await answer(mcq.id, false);
  await answer(mcq.id, true);
  expect((await dueOn(0)).count).toBe(0);
  const { count, why } = await dueOn(1);
  expect(count).toBe(1);
  expect(why[0]).toMatch(/^c\.x-mcq: About to be forgotten: right yesterday, recall is predicted at \d\d%$/);
  expect(await answer(mcq.id, true)).not.toBe(first);
  expect((await dueOn(1)).count).toBe(0);
});

test("EM4: what was right comes back later than what was missed, and says how it stands", async () => {
  await answer(mcq.id, true);
  expect((await dueOn(1)).count).toBe(0);
  // FSRS-6: a first Good lasts 2.3 days.
  expect((await dueOn(2)).why).toEqual([expect.stringMatching(/right 2 days ago, recall is predicted at 9\d%/)]);
});

test("EM1: an exam moves nothing before its results are given out", async () => {
  await answer(mcq.id, false);
  await home.database.exerciseAttempt.updateMany({ where: { userId }, data: { withheld: true } });
  expect((await dueOn(5)).count).toBe(0);
  await home.database.exerciseAttempt.updateMany({ where: { userId }, data: { withheld: false } });
  expect((await dueOn(5)).count).toBe(1);
});

test("SE2: Today shows some of it, Practice all of it, the most forgotten first, and nobody else’s", async () => {
  for (const { id } of others) await answer(id, true);
  await answer(mcq.id, false);
  const { count, why } = await dueOn(6);
  expect(count).toBe(3);
  expect(why[0]).toMatch(/^c\.x-mcq: Missed 6 days ago: recall is predicted at \d\d%$/);
  // All three are of one concept: one of them today.
  expect((await api().today.overview()).exercises.map(({ id }) => id)).toEqual([mcq.id]);
  userId = (await home.database.user.create({ data: { email: `${randomUUID()}@example.org`, name: "Ben" } })).id;
  expect((await dueOn(6)).count).toBe(0);
});
