/** Figures of items on a real database: which answers count, and that of several processes one writes. Rules: src/domain/exercises/statistics/SPEC.md. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { drawVariant } from "@/domain/exercises/draw-variant";
import type { Exercise, McqExercise } from "@/domain/exercises/exercise";
import { LEFT_OPEN, RIGHT } from "@/domain/exercises/statistics/item-figures";
import { instant } from "@/domain/kernel/instant";
import type { Tools } from "@/server/compose";
import { refreshStatistics } from "@/server/exercises/statistics/refresh-statistics";
import { claimScope, findScope, listItems, writeScope } from "@/server/exercises/statistics/statistics-store";
import { openRunChanges } from "@/server/labs/run-changes";
import { testDatabase, type TestDatabase } from "../support/database";
import { exerciseCatalog } from "../support/exercise-catalog";
import { freeText, mcq, numeric } from "../support/exercise-fixtures";

const NOON = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;
const [second, third, fourth] = ["second", "third", "fourth"].map((name): McqExercise => ({ ...mcq, id: `c.x-${name}`, title: name })) as [McqExercise, McqExercise, McqExercise];
const ITEMS: readonly Exercise[] = [mcq, second, third, fourth];
const RED = [{ about: "decoy-red", keys: [], say: "Red" }];

let home: TestDatabase;
let tools: Tools;
let catalog = exerciseCatalog([...ITEMS, numeric, freeText]);

beforeAll(async () => {
  home = await testDatabase();
  tools = { database: home.database, clock: () => instant(NOON), get catalog() { return catalog; }, bringCardsForward: async () => [], runChanges: openRunChanges(() => home.url) };
});
afterAll(async () => {
  await tools.runChanges.close();
  await home.stop();
});
beforeEach(async () => {
  catalog = exerciseCatalog([...ITEMS, numeric, freeText]);
  await home.database.exerciseAttempt.deleteMany();
  await home.database.cohort.deleteMany();
  await home.database.user.deleteMany();
});

const accountOf = async (role: "learner" | "instructor" | "admin" = "learner") => home.database.user.create({ data: { email: `${randomUUID()}@example.org`, name: "Somebody", role } });

interface Stored {
  userId: string;
  exerciseId: string;
  score: number;
  assignmentId?: string | null;
  number?: number;
  withheld?: boolean;
  at?: number;
  contentHash?: string;
  seed?: string;
}

/** Answers as they lie in the table, with their variants. */
async function answered(answers: readonly Stored[]): Promise<void> {
  const rows = answers.map(({ userId, exerciseId, score, assignmentId = null, number = 1, withheld = false, at = NOON - HOUR, contentHash, seed = randomUUID() }) => {
    const variantId = randomUUID();
    return {
      variant: { id: variantId, userId, exerciseId, seed, assignmentId, contentHash: contentHash ?? catalog.exercises.get(exerciseId)?.contentHash ?? "" },
      attempt: { ...{ id: randomUUID(), variantId, userId, exerciseId, score, assignmentId, number, withheld }, answer: { type: "mcq", choice: "x" }, credit: score / 2, mistakes: score < 1 ? RED : [], at: new Date(at) },
    };
  });
  await home.database.exerciseVariant.createMany({ data: rows.map(({ variant }) => variant) });
  await home.database.exerciseAttempt.createMany({ data: rows.map(({ attempt }) => attempt) });
}

/** Their ids rise, so that equal rests are parted in this order. */
async function accounts(count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, place) => ({ id: `${String(place).padStart(3, "0")}-${randomUUID()}`, email: `${randomUUID()}@example.org`, name: "Somebody" }));
  await home.database.user.createMany({ data: rows });
  return rows.map(({ id }) => id);
}

/** Learners of rising ability: the one in place p of n is right in the first item from p/n = 0.2 on, in the second from 0.4 on, and so forth. */
async function cohortOf(count: number, more: Partial<Stored> = {}): Promise<string[]> {
  const ids = await accounts(count);
  await answered(ids.flatMap((userId, place) => ITEMS.map(({ id: exerciseId }, index) => ({ userId, exerciseId, score: place / count >= (index + 1) / 5 ? 1 : 0, ...more }))));
  return ids;
}

const figuresOf = async (scope: string, exerciseId: string) => (await listItems(home.database, { scope })).find((item) => item.exerciseId === exerciseId);

/** A cohort's assignment of the four items, of which everybody is the learner. */
async function given(kind: "exam" | "homework", { exerciseIds = ITEMS.map(({ id }) => id), dueAt = NOON + HOUR } = {}) {
  const teacher = await accountOf("instructor");
  const cohort = await home.database.cohort.create({ data: { id: randomUUID(), ownerId: teacher.id, name: "Guild", joinCode: randomUUID(), codeExpiresAt: new Date(NOON), createdAt: new Date(NOON) } });
  const assignment = await home.database.assignment.create({
    data: {
      ...{ id: randomUUID(), cohortId: cohort.id, title: "Midterm", kind, minutes: kind === "exam" ? 30 : null, attempts: kind === "exam" ? 1 : 3, attemptLoss: 0, feedback: kind === "exam" ? "when-over" : "each-attempt" },
      ...{ opensAt: new Date(NOON - 3 * HOUR), dueAt: new Date(dueAt), createdAt: new Date(NOON - 3 * HOUR) },
      items: { create: exerciseIds.map((exerciseId, index) => ({ exerciseId, place: index + 1 })) },
    },
  });
  return { teacher, cohortId: cohort.id, assignmentId: assignment.id };
}

describe("practice", () => {
  test("I5, I6, I7: twenty learners give figures, nineteen do not", async () => {
    const [first] = await cohortOf(20);
    await refreshStatistics(tools);
    const item = await figuresOf("practice", mcq.id);
    expect(item).toMatchObject({ learners: 20, figures: { facility: { share: 0.8, base: 20 }, groupSizes: { lower: 5, middle: 10, upper: 5 } } });
    expect(item?.figures?.discrimination).toBeGreaterThan(0.4);
    expect(item?.figures?.roads).toEqual([{ about: RIGHT, all: 16, groups: { lower: 1, middle: 10, upper: 5 } }, { about: "decoy-red", all: 4, groups: { lower: 4, middle: 0, upper: 0 } }]);
    await home.database.user.delete({ where: { id: first ?? "" } });
    expect(await refreshStatistics(tools)).toEqual(["practice"]);
    expect(await figuresOf("practice", mcq.id)).toMatchObject({ learners: 19, figures: null });
  });

  test("I1: the first answer counts, whatever came later and in whatever order it was stored; scores count, not credits", async () => {
    const ids = await cohortOf(20);
    await answered(ids.map((userId) => ({ userId, exerciseId: mcq.id, score: 1, at: NOON })));
    await answered([{ userId: ids[19] ?? "", exerciseId: mcq.id, score: 0, at: NOON - 2 * HOUR }]);
    await refreshStatistics(tools);
    expect((await figuresOf("practice", mcq.id))?.figures?.facility.share).toBe(0.75);
  });

  test("I2: assignments do not touch practice, and what is withheld touches nothing yet", async () => {
    const ids = await cohortOf(20);
    const { assignmentId } = await given("exam");
    await answered(ids.map((userId) => ({ userId, exerciseId: mcq.id, score: 0, assignmentId, withheld: true })));
    await refreshStatistics(tools);
    expect((await figuresOf("practice", mcq.id))?.figures?.facility.share).toBe(0.8);
    expect(await figuresOf("assigned", mcq.id)).toBeUndefined();
    await home.database.exerciseAttempt.updateMany({ data: { withheld: false } });
    await refreshStatistics(tools);
    expect((await figuresOf("assigned", mcq.id))?.figures?.facility.share).toBe(0);
  });

  test("I3: what a machine proposed is neither an item nor part of a rest", async () => {
    const ids = await cohortOf(20);
    await refreshStatistics(tools);
    const before = await figuresOf("practice", mcq.id);
    await answered(ids.map((userId, place) => ({ userId, exerciseId: freeText.id, score: place < 10 ? 1 : 0 })));
    await home.database.statisticsScope.deleteMany();
    await refreshStatistics(tools);
    expect((await listItems(home.database, { scope: "practice" })).map(({ exerciseId }) => exerciseId)).toEqual(ITEMS.map(({ id }) => id).sort());
    expect(await figuresOf("practice", mcq.id)).toEqual(before);
  });

  test("I16: an answer to what the exercise was before it was rewritten does not count", async () => {
    await cohortOf(19);
    const [userId = ""] = await accounts(1);
    await answered([{ userId, exerciseId: mcq.id, score: 1, contentHash: "of yesterday" }]);
    await refreshStatistics(tools);
    expect(await figuresOf("practice", mcq.id)).toMatchObject({ learners: 19, figures: null });
  });

  test("I10: what a variant drew is told where it matters", async () => {
    const answers = (await accounts(60)).map((userId, place): Stored => {
      const drawn = drawVariant(numeric, String(place));
      return { userId, exerciseId: numeric.id, seed: String(place), score: drawn.ok && (drawn.value.values.ms ?? 0) <= 1500 ? 1 : 0 };
    });
    await answered(answers);
    await refreshStatistics(tools);
    const told = (await figuresOf("practice", numeric.id))?.figures?.parameters ?? [];
    expect(told.map(({ name }) => name)).toEqual(["ms"]);
    expect(told[0]?.parts.map(({ from, facility }) => [from, facility.share])).toEqual([[500, 1], [1500, 1], [2000, 0], [4000, 0]]);
  });
});

describe("an assignment", () => {
  test("I4, I11: who is through counts, what they left open scores nothing, and alpha stands on the whole table", async () => {
    const { assignmentId } = await given("exam");
    const ids = await cohortOf(20, { assignmentId });
    const sat = (userId: string, more: object) => home.database.assignmentSitting.create({ data: { assignmentId, userId, startedAt: new Date(NOON - HOUR), ...more } });
    const [partly = "", sitting = ""] = await accounts(2);
    await answered([partly, sitting].map((userId) => ({ userId, exerciseId: mcq.id, score: 1, assignmentId })));
    await sat(partly, { handedInAt: new Date(NOON - HOUR / 2) });
    await sat(sitting, { extraMinutes: 60 });
    await refreshStatistics(tools);
    const scope = await findScope(home.database, assignmentId);
    expect(scope?.learners).toBe(21);
    expect((await figuresOf(assignmentId, mcq.id))?.figures?.facility).toMatchObject({ share: 17 / 21, base: 21 });
    expect((await figuresOf(assignmentId, fourth.id))?.figures?.roads.find(({ about }) => about === LEFT_OPEN)?.all).toBe(1);
    // The same once more, slowly: totals of 21 rows, variances by the book.
    const rows = [...ids.map((_, place) => ITEMS.map((_item, index) => (place / 20 >= (index + 1) / 5 ? 1 : 0))), [1, 0, 0, 0]];
    const spread = (values: number[]) => values.reduce((sum, value) => sum + value * value, 0) - values.reduce((sum, value) => sum + value, 0) ** 2 / values.length;
    const ofItems = ITEMS.map((_, index) => spread(rows.map((row) => row[index] ?? 0))).reduce((sum, one) => sum + one, 0);
    expect(scope?.whole?.alpha).toBeCloseTo((4 / 3) * (1 - ofItems / spread(rows.map((row) => row.reduce<number>((sum, one) => sum + one, 0)))), 9);
    expect(scope?.whole?.alphaIfDeleted.map(({ exerciseId }) => exerciseId)).toEqual(ITEMS.map(({ id }) => id));
  });

  test("a figure that is gone with its assignment is forgotten", async () => {
    const { assignmentId, cohortId } = await given("homework");
    await cohortOf(2, { assignmentId });
    await refreshStatistics(tools);
    expect(await findScope(home.database, assignmentId)).toMatchObject({ learners: 2, whole: null });
    await home.database.cohort.delete({ where: { id: cohortId } });
    await refreshStatistics(tools);
    expect(await findScope(home.database, assignmentId)).toBeNull();
  });
});

describe("in the background", () => {
  test("what has no new answers is not computed again, and of it only what has", async () => {
    const [first] = await cohortOf(3);
    expect(await refreshStatistics(tools)).toEqual(["practice"]);
    expect(await refreshStatistics(tools)).toEqual([]);
    const before = await home.database.itemStatistics.findMany({ orderBy: { exerciseId: "asc" } });
    tools.clock = () => instant(NOON + HOUR);
    await home.database.exerciseAttempt.deleteMany({ where: { userId: first ?? "", exerciseId: second.id } });
    expect(await refreshStatistics(tools)).toEqual(["practice"]);
    tools.clock = () => instant(NOON);
    const after = await home.database.itemStatistics.findMany({ orderBy: { exerciseId: "asc" } });
    expect(after.filter((item, index) => item.computedAt.getTime() !== before[index]?.computedAt.getTime()).map(({ exerciseId }) => exerciseId)).toEqual([second.id]);
  });

  test("of many at once one computes", async () => {
    await cohortOf(3);
    const done = await Promise.all(Array.from({ length: 6 }, () => refreshStatistics(tools)));
    expect(done.flat()).toEqual(["practice"]);
  });

  test("who was paused until another took over writes nothing", async () => {
    const claim = (leaseMs: number) => claimScope(home.database, "practice", `mark ${randomUUID()}`, leaseMs);
    const slow = await claim(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const quick = await claim(60_000);
    expect(quick).toBe((slow ?? 0) + 1);
    expect(await claim(60_000)).toBeNull();
    const write = (lease: number | null, learners: number) =>
      home.database.$transaction((transaction) => writeScope(transaction, { scope: "practice", lease: lease ?? 0, mark: "m", learners, whole: null, items: [], exerciseIds: [] }, instant(NOON)));
    expect(await write(slow, 1)).toBe(false);
    expect((await home.database.statisticsScope.findUniqueOrThrow({ where: { scope: "practice" } })).learners).not.toBe(1);
    expect(await write(quick, 2)).toBe(true);
    expect(await findScope(home.database, "practice")).toMatchObject({ learners: 2 });
  });
});
