/** Cohorts with homework and exams for tests, on a real database, with a clock and a catalogue that tests set. */
import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { MakeAssignmentInput } from "@/contracts/cohorts/assignments";
import type { Answer } from "@/contracts/exercises/exercises";
import type { Exercise, McqExercise } from "@/domain/exercises/exercise";
import { rightAnswer } from "@/domain/exercises/right-answer";
import { instant } from "@/domain/kernel/instant";
import type { Tools } from "@/server/compose";
import { redraw } from "@/server/exercises/seeds";
import { openRunChanges } from "@/server/labs/run-changes";
import { createCaller } from "@/server/trpc/root";
import { testDatabase, type TestDatabase } from "./database";
import { exerciseCatalog } from "./exercise-catalog";
import { mcq, multi, numeric } from "./exercise-fixtures";

export const NOON = Date.UTC(2026, 10, 23, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const hinted: McqExercise = { ...mcq, id: "c.x-hinted", hints: ["Secret: think of the sky."] };
export const ALL: readonly Exercise[] = [mcq, multi, numeric, hinted];

/** As a test finds it, and may change it. */
export const house = {
  now: NOON,
  catalog: exerciseCatalog(ALL),
  /** Why cards were brought forward, in their order */
  moved: [] as string[],
  home: null as unknown as TestDatabase,
  tools: null as unknown as Tools,
};

/** Opens the house for the tests of a file. */
export function openHouse(): void {
  beforeAll(async () => {
    const home = await testDatabase();
    const port: Tools["bringCardsForward"] = async (_, { reason, cardIds }) => {
      house.moved.push(reason);
      return [...cardIds];
    };
    const tools: Tools = { database: home.database, clock: () => instant(house.now), get catalog() { return house.catalog; }, bringCardsForward: port, runChanges: openRunChanges(() => home.url) };
    Object.assign(house, { home, tools });
  });
  afterAll(async () => {
    await house.tools.runChanges.close();
    await house.home.stop();
  });
  beforeEach(() => {
    Object.assign(house, { now: NOON, catalog: exerciseCatalog(ALL), moved: [] });
  });
}

export async function account(role: "learner" | "instructor", name: string) {
  const user = await house.home.database.user.create({ data: { email: `${randomUUID()}@example.org`, name, role } });
  return { id: user.id, api: createCaller({ viewer: { ...user, userId: user.id, sessionId: "s" }, clientAddress: randomUUID(), tools: house.tools }) };
}
export type Account = Awaited<ReturnType<typeof account>>;

export const HOMEWORK = { title: "Quorums", kind: "homework", exerciseIds: [mcq.id, hinted.id], opensAt: NOON, dueAt: NOON + HOUR, minutes: null, attempts: 3, attemptLoss: 25, hintLoss: 10, feedback: "each-attempt" } as const;
export const EXAM = { ...HOMEWORK, title: "Midterm", kind: "exam", exerciseIds: [mcq.id, numeric.id], minutes: 30, attempts: 1, attemptLoss: 0, hintLoss: null, feedback: "when-over" } as const;

/** A cohort of Ada and Ben with one assignment. */
export async function given(input: Omit<MakeAssignmentInput, "cohortId" | "exerciseIds"> & { exerciseIds: readonly string[] }) {
  const teacher = await account("instructor", "Ines Teach");
  const { cohortId } = await teacher.api.cohorts.make({ name: "Backend guild" });
  const code = (await teacher.api.cohorts.list()).cohorts[0]?.code?.spelt ?? "";
  const [ada, ben] = [await account("learner", "Ada"), await account("learner", "Ben")];
  for (const { api } of [ada, ben]) await api.cohorts.join({ code });
  const { assignmentId } = await teacher.api.cohorts.assignments.give({ ...input, cohortId, exerciseIds: [...input.exerciseIds] });
  return { teacher, ada, ben, cohortId, assignmentId, place: { cohortId, assignmentId } };
}

export async function rightFor(variantId: string): Promise<Answer> {
  const { seed, exerciseId } = await house.home.database.exerciseVariant.findUniqueOrThrow({ where: { id: variantId } });
  const exercise = house.catalog.exercises.get(exerciseId)?.exercise as Exercise;
  return rightAnswer(exercise, redraw(exercise, seed)) as Answer;
}

/** The other options of an mcq. */
export async function wrongFor(variantId: string): Promise<Answer> {
  const { seed, exerciseId } = await house.home.database.exerciseVariant.findUniqueOrThrow({ where: { id: variantId } });
  const variant = redraw(house.catalog.exercises.get(exerciseId)?.exercise as Exercise, seed);
  if (variant.type !== "mcq") throw new Error("only written for mcq");
  return { type: "mcq", choice: variant.options.find(({ id }) => id === "decoy-red")?.key ?? "" };
}

export const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "ok",
    (error: unknown) => (error instanceof TRPCError ? ((error.cause as { code?: string } | undefined)?.code ?? error.code) : Promise.reject(error as Error)),
  );

export const open = ({ api }: Account, assignmentId: string, place = 1, again = false) => api.exercises.assignments.openItem({ assignmentId, place, again });
export const send = ({ api }: Account, assignmentId: string, variantId: string, answer: Answer, attemptId = randomUUID()) => api.exercises.assignments.submit({ assignmentId, variantId, attemptId, answer });
export const resultsOf = ({ api }: Account, place: { cohortId: string; assignmentId: string }) => api.cohorts.assignments.results(place);
