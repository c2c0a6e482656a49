/** Homework and exams on a real database: what counts, what is told when, and what the clock ends. Rules: src/domain/exercises/assignments/SPEC.md. */
import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MakeAssignmentInput } from "@/contracts/cohorts/assignments";
import type { Answer } from "@/contracts/exercises/exercises";
import type { Exercise, McqExercise } from "@/domain/exercises/exercise";
import { rightAnswer } from "@/domain/exercises/right-answer";
import { instant } from "@/domain/kernel/instant";
import type { Tools } from "@/server/compose";
import { settleAllDue } from "@/server/exercises/assignments/settle";
import { redraw } from "@/server/exercises/seeds";
import { openRunChanges } from "@/server/labs/run-changes";
import { createCaller } from "@/server/trpc/root";
import { testDatabase, type TestDatabase } from "../support/database";
import { exerciseCatalog } from "../support/exercise-catalog";
import { mcq, multi, numeric } from "../support/exercise-fixtures";

const NOON = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const hinted: McqExercise = { ...mcq, id: "c.x-hinted", hints: ["Secret: think of the sky."] };
const ALL: readonly Exercise[] = [mcq, multi, numeric, hinted];

let home: TestDatabase;
let tools: Tools;
let now = NOON;
let catalog = exerciseCatalog(ALL);
/** Titles of exercises for which cards were brought forward, in their order. */
let moved: string[] = [];

beforeAll(async () => {
  home = await testDatabase();
  const port: Tools["bringCardsForward"] = async (_, { reason, cardIds }) => {
    moved.push(reason);
    return [...cardIds];
  };
  tools = { database: home.database, clock: () => instant(now), get catalog() { return catalog; }, bringCardsForward: port, runChanges: openRunChanges(() => home.url) };
});
afterAll(async () => {
  await tools.runChanges.close();
  await home.stop();
});
beforeEach(() => {
  now = NOON;
  catalog = exerciseCatalog(ALL);
  moved = [];
});

async function account(role: "learner" | "instructor", name: string) {
  const user = await home.database.user.create({ data: { email: `${randomUUID()}@example.org`, name, role } });
  return { id: user.id, api: createCaller({ viewer: { ...user, userId: user.id, sessionId: "s" }, clientAddress: randomUUID(), tools }) };
}
type Account = Awaited<ReturnType<typeof account>>;

const HOMEWORK = { title: "Quorums", kind: "homework", exerciseIds: [mcq.id, hinted.id], opensAt: NOON, dueAt: NOON + HOUR, minutes: null, attempts: 3, attemptLoss: 25, hintLoss: 10, feedback: "each-attempt" } as const;
const EXAM = { ...HOMEWORK, title: "Midterm", kind: "exam", exerciseIds: [mcq.id, numeric.id], minutes: 30, attempts: 1, attemptLoss: 0, hintLoss: null, feedback: "when-over" } as const;

/** A cohort of Ada and Ben with one assignment. */
async function given(input: Omit<MakeAssignmentInput, "cohortId" | "exerciseIds"> & { exerciseIds: readonly string[] }) {
  const teacher = await account("instructor", "Ines Teach");
  const { cohortId } = await teacher.api.cohorts.make({ name: "Backend guild" });
  const code = (await teacher.api.cohorts.list()).cohorts[0]?.code?.spelt ?? "";
  const [ada, ben] = [await account("learner", "Ada"), await account("learner", "Ben")];
  for (const { api } of [ada, ben]) await api.cohorts.join({ code });
  const { assignmentId } = await teacher.api.cohorts.assignments.give({ ...input, cohortId, exerciseIds: [...input.exerciseIds] });
  return { teacher, ada, ben, cohortId, assignmentId, place: { cohortId, assignmentId } };
}

async function rightFor(variantId: string): Promise<Answer> {
  const { seed, exerciseId } = await home.database.exerciseVariant.findUniqueOrThrow({ where: { id: variantId } });
  const exercise = catalog.exercises.get(exerciseId)?.exercise as Exercise;
  return rightAnswer(exercise, redraw(exercise, seed)) as Answer;
}

/** The other options of an mcq. */
async function wrongFor(variantId: string): Promise<Answer> {
  const { seed, exerciseId } = await home.database.exerciseVariant.findUniqueOrThrow({ where: { id: variantId } });
  const variant = redraw(catalog.exercises.get(exerciseId)?.exercise as Exercise, seed);
  if (variant.type !== "mcq") throw new Error("only written for mcq");
  return { type: "mcq", choice: variant.options.find(({ id }) => id === "decoy-red")?.key ?? "" };
}

const refusalOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "ok",
    (error: unknown) => (error instanceof TRPCError ? ((error.cause as { code?: string } | undefined)?.code ?? error.code) : Promise.reject(error as Error)),
  );

const open = ({ api }: Account, assignmentId: string, place = 1, again = false) => api.exercises.assignments.openItem({ assignmentId, place, again });
const send = ({ api }: Account, assignmentId: string, variantId: string, answer: Answer, attemptId = randomUUID()) => api.exercises.assignments.submit({ assignmentId, variantId, attemptId, answer });
const resultsOf = ({ api }: Account, place: { cohortId: string; assignmentId: string }) => api.cohorts.assignments.results(place);

describe("homework", () => {
  test("A1, A3, F1, U2: attempts cost, the best counts, the key comes when the exercise is closed, and the instructor sees it", async () => {
    const { teacher, ada, assignmentId, place } = await given(HOMEWORK);
    const first = await open(ada, assignmentId);
    expect(first.opened.worth).toEqual(["Attempt 1 of 3.", "Each further attempt can earn 25% less; the best one counts."]);
    const wrong = await send(ada, assignmentId, first.opened.variantId, await wrongFor(first.opened.variantId));
    expect(wrong).toMatchObject({ outcome: "graded", attempt: { state: "verdict", verdict: "Not right", credit: 0 }, mayAnswerAgain: true });
    expect(JSON.stringify(wrong)).not.toContain("secret road");
    expect(JSON.stringify(await ada.api.exercises.feedback({ attemptId: (wrong as { attempt: { attemptId: string } }).attempt.attemptId }))).not.toContain("secret road");
    const second = await open(ada, assignmentId, 1, true);
    expect(second.opened.variantId).not.toBe(first.opened.variantId);
    const right = await send(ada, assignmentId, second.opened.variantId, await rightFor(second.opened.variantId));
    expect(right).toMatchObject({ outcome: "graded", attempt: { state: "whole", feedback: { score: 1, credit: 0.75, creditText: "100% right, less what attempt 2 cost" } }, mayAnswerAgain: false });
    expect(await refusalOf(send(ada, assignmentId, second.opened.variantId, await rightFor(second.opened.variantId)))).toBe("answered-already");
    expect((await ada.api.exercises.assignments.view({ assignmentId })).assignment).toMatchObject({ answered: 1, credit: 0.375 });
    const { learners } = await resultsOf(teacher, place);
    expect(learners.map(({ name, total, cells }) => [name, total, cells.map((cell) => cell?.credit ?? null)])).toEqual([["Ada", 0.375, [0.75, null]], ["Ben", 0, [null, null]]]);
  });

  test("U2: a hint is told when asked for, and costs for all further attempts", async () => {
    const { ada, assignmentId } = await given(HOMEWORK);
    const first = await open(ada, assignmentId, 2);
    expect(JSON.stringify(first)).not.toContain("think of the sky");
    const told = await ada.api.exercises.assignments.hint({ assignmentId, variantId: first.opened.variantId, number: 1 });
    expect(told.hints.told).toEqual(["Secret: think of the sky."]);
    await send(ada, assignmentId, first.opened.variantId, await wrongFor(first.opened.variantId));
    const second = await open(ada, assignmentId, 2, true);
    expect(second.opened.hints.told).toHaveLength(1);
    expect(second.opened.worth).toContain("This answer can earn up to 65%.");
  });

  test("D1, D3: after the due date nothing is taken, but from whom time was granted", async () => {
    const { teacher, ada, ben, assignmentId, place } = await given(HOMEWORK);
    const [a, b] = [await open(ada, assignmentId), await open(ben, assignmentId)];
    expect(await teacher.api.cohorts.assignments.grantTime({ ...place, learnerIds: [ben.id], minutes: 30 })).toEqual({ granted: [ben.id], tooLate: [] });
    now = NOON + HOUR;
    expect(await refusalOf(send(ada, assignmentId, a.opened.variantId, await rightFor(a.opened.variantId)))).toBe("time-over");
    expect(await send(ben, assignmentId, b.opened.variantId, await rightFor(b.opened.variantId))).toMatchObject({ outcome: "graded" });
    expect(await home.database.auditEvent.count({ where: { action: "extra-time-granted", subjectId: ben.id, actorId: teacher.id } })).toBe(1);
    now = NOON + 90 * MINUTE;
    expect(await teacher.api.cohorts.assignments.grantTime({ ...place, learnerIds: [ada.id, ben.id], minutes: 30 })).toMatchObject({ granted: [] });
  });

  test("F2, A2: where feedback waits, nothing tells what was right, no card moves, and all comes when it is over for everybody", async () => {
    const { ada, assignmentId } = await given({ ...HOMEWORK, feedback: "when-over", exerciseIds: [mcq.id, hinted.id] });
    const first = await open(ada, assignmentId);
    const attemptId = randomUUID();
    expect(await send(ada, assignmentId, first.opened.variantId, await wrongFor(first.opened.variantId), attemptId)).toEqual({ outcome: "kept", mayAnswerAgain: true });
    expect(await refusalOf(ada.api.exercises.feedback({ attemptId }))).toBe("feedback-later");
    expect((await open(ada, assignmentId)).feedback).toBeNull();
    expect((await ada.api.exercises.list({})).counts).toMatchObject({ missed: 0, right: 0 });
    expect(moved).toEqual([]);
    now = NOON + HOUR;
    expect((await ada.api.exercises.assignments.view({ assignmentId })).assignment).toMatchObject({ released: true, credit: 0 });
    expect(await ada.api.exercises.feedback({ attemptId })).toMatchObject({ state: "whole" });
    expect(moved).toHaveLength(1);
    await ada.api.exercises.assignments.view({ assignmentId });
    expect(moved).toHaveLength(1);
  });

  test("an attempt id counts once, and a variant of an assignment cannot be answered as practice", async () => {
    const { ada, assignmentId } = await given(HOMEWORK);
    const { opened } = await open(ada, assignmentId);
    expect(await refusalOf(ada.api.exercises.submit({ variantId: opened.variantId, attemptId: randomUUID(), answer: await rightFor(opened.variantId) }))).toBe("no-such-variant");
    const attemptId = randomUUID();
    const answer = await wrongFor(opened.variantId);
    await Promise.all([1, 2, 3].map(() => send(ada, assignmentId, opened.variantId, answer, attemptId)));
    expect(await home.database.exerciseAttempt.count({ where: { assignmentId } })).toBe(1);
    expect(await refusalOf(send(ada, assignmentId, opened.variantId, answer))).toBe("answered-already");
  });
});

const exam = ({ api }: Account, assignmentId: string) => api.exercises.assignments.exam({ assignmentId });
const start = ({ api }: Account, assignmentId: string) => api.exercises.assignments.start({ assignmentId });
const save = ({ api }: Account, assignmentId: string, variantId: string, answer: Answer, number: number) => api.exercises.assignments.save({ assignmentId, variantId, answer, number });

/** Starts, and saves the right answer to the first exercise. */
async function sit(learner: Account, assignmentId: string) {
  await start(learner, assignmentId);
  const { items } = await exam(learner, assignmentId);
  const [first, second] = items.map(({ variantId }) => variantId) as [string, string];
  await save(learner, assignmentId, first, await rightFor(first), 1);
  return { first, second };
}

describe("an exam", () => {
  test("D2: shows nothing before it is started, and its clock starts once", async () => {
    const { ada, assignmentId } = await given({ ...EXAM, opensAt: NOON + MINUTE });
    expect(await refusalOf(start(ada, assignmentId))).toBe("not-open-yet");
    now += MINUTE;
    expect(await refusalOf(exam(ada, assignmentId))).toBe("not-started");
    expect(JSON.stringify(await ada.api.exercises.assignments.view({ assignmentId }))).not.toContain(mcq.prompt);
    await Promise.all([start(ada, assignmentId), start(ada, assignmentId)]);
    now += MINUTE;
    expect(await start(ada, assignmentId)).toMatchObject({ deadline: NOON + 31 * MINUTE });
    expect((await exam(ada, assignmentId)).items).toHaveLength(2);
  });

  test("X1: what was saved is there on another device; a later number wins, the same again is as once, an older one changes nothing", async () => {
    const { ada, assignmentId } = await given(EXAM);
    const { first } = await sit(ada, assignmentId);
    const [right, wrong] = [await rightFor(first), await wrongFor(first)];
    expect(await save(ada, assignmentId, first, wrong, 2)).toMatchObject({ outcome: "saved", savedNumber: 2 });
    expect(await save(ada, assignmentId, first, wrong, 2)).toMatchObject({ outcome: "saved" });
    expect(await save(ada, assignmentId, first, right, 2)).toMatchObject({ outcome: "superseded", saved: { answer: wrong } });
    expect(await save(ada, assignmentId, first, right, 1)).toMatchObject({ outcome: "superseded", savedNumber: 2 });
    expect((await exam(ada, assignmentId)).items[0]).toMatchObject({ savedNumber: 2, saved: { answer: wrong, at: NOON } });
  });

  test("X1: two tabs that save at once leave one answer, and each is told which", async () => {
    const { ada, assignmentId } = await given(EXAM);
    const { first } = await sit(ada, assignmentId);
    const outcomes = await Promise.all([await rightFor(first), await wrongFor(first)].map((answer) => save(ada, assignmentId, first, answer, 2)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["saved", "superseded"]);
    expect(outcomes[0]?.saved).toEqual(outcomes[1]?.saved);
  });

  test("saving says that an answer cannot be read, and nothing of right or wrong", async () => {
    const { ada, assignmentId } = await given(EXAM);
    const { first, second } = await sit(ada, assignmentId);
    expect(await save(ada, assignmentId, second, { type: "numeric", text: "many" }, 1)).toMatchObject({ outcome: "saved", unreadable: expect.any(String) as string });
    const [right, wrong] = [await save(ada, assignmentId, first, await rightFor(first), 2), await save(ada, assignmentId, first, await wrongFor(first), 3)];
    expect({ ...right, saved: null, savedNumber: 0 }).toEqual({ ...wrong, saved: null, savedNumber: 0 });
    expect(JSON.stringify(await exam(ada, assignmentId))).not.toContain("ecret");
  });

  test("X2, X3: at the deadline nothing more is saved; what was saved is graded once, whoever looks, however often", async () => {
    const { teacher, ada, assignmentId, place } = await given(EXAM);
    const { second } = await sit(ada, assignmentId);
    now = NOON + 30 * MINUTE - 1;
    expect(await save(ada, assignmentId, second, { type: "numeric", text: "7" }, 1)).toMatchObject({ outcome: "saved" });
    now += 1;
    expect(await refusalOf(save(ada, assignmentId, second, { type: "numeric", text: "8" }, 2))).toBe("time-over");
    expect(await refusalOf(exam(ada, assignmentId))).toBe("time-over");
    await Promise.all([settleAllDue(tools), settleAllDue(tools), resultsOf(teacher, place), ada.api.exercises.assignments.view({ assignmentId })]);
    expect(await home.database.exerciseAttempt.count({ where: { assignmentId } })).toBe(2);
    const { learners } = await resultsOf(teacher, place);
    expect(learners[0]?.cells.map((cell) => cell?.score)).toEqual([1, 0]);
  });

  test("X3: an exam that ended while no process ran is settled at the next start, as of what was saved", async () => {
    const { teacher, ada, assignmentId, place } = await given(EXAM);
    await sit(ada, assignmentId);
    now = NOON + 5 * 24 * HOUR;
    await settleAllDue(tools);
    expect(await home.database.assignmentSitting.findFirst({ where: { assignmentId, userId: ada.id } })).toMatchObject({ settledAt: new Date(now) });
    expect((await resultsOf(teacher, place)).learners[0]?.total).toBe(0.5);
  });

  test("D4: handed in once, and nothing after it", async () => {
    const { ada, assignmentId } = await given(EXAM);
    const { second } = await sit(ada, assignmentId);
    expect(await Promise.all([1, 2].map(() => ada.api.exercises.assignments.handIn({ assignmentId })))).toEqual([{ handedIn: true }, { handedIn: true }]);
    expect(await refusalOf(save(ada, assignmentId, second, { type: "numeric", text: "7" }, 1))).toBe("handed-in");
    expect(await home.database.exerciseAttempt.count({ where: { assignmentId } })).toBe(1);
  });

  test("D5, F2: feedback waits for the last one who still sits, and then all is told and the cards move", async () => {
    const { ada, ben, assignmentId } = await given(EXAM);
    const { first } = await sit(ada, assignmentId);
    await save(ada, assignmentId, first, await wrongFor(first), 2);
    await ada.api.exercises.assignments.handIn({ assignmentId });
    now = NOON + HOUR - MINUTE;
    await start(ben, assignmentId);
    now = NOON + HOUR + 20 * MINUTE;
    const [attempt] = await home.database.exerciseAttempt.findMany({ where: { assignmentId, userId: ada.id } });
    expect((await ada.api.exercises.assignments.view({ assignmentId })).assignment).toMatchObject({ credit: null, released: false });
    expect(await refusalOf(ada.api.exercises.feedback({ attemptId: attempt?.id ?? "" }))).toBe("feedback-later");
    expect(moved).toEqual([]);
    now = NOON + HOUR + 29 * MINUTE;
    expect((await ada.api.exercises.assignments.view({ assignmentId })).assignment).toMatchObject({ credit: 0, released: true });
    expect(await ada.api.exercises.feedback({ attemptId: attempt?.id ?? "" })).toMatchObject({ state: "whole" });
    expect(moved).toHaveLength(1);
  });

  test("D3: extra time reaches a running exam at once, of one or many, and not one that was handed in", async () => {
    const { teacher, ada, ben, assignmentId, place } = await given(EXAM);
    const { second } = await sit(ada, assignmentId);
    now = NOON + 29 * MINUTE;
    await sit(ben, assignmentId);
    await teacher.api.cohorts.assignments.grantTime({ ...place, learnerIds: [ada.id, ben.id], minutes: 10 });
    expect(await ada.api.exercises.assignments.clock({ assignmentId })).toMatchObject({ deadline: NOON + 40 * MINUTE, phase: "open" });
    now = NOON + 39 * MINUTE;
    expect(await save(ada, assignmentId, second, { type: "numeric", text: "7" }, 1)).toMatchObject({ outcome: "saved" });
    await ben.api.exercises.assignments.handIn({ assignmentId });
    expect(await teacher.api.cohorts.assignments.grantTime({ ...place, learnerIds: [ada.id, ben.id], minutes: 10 })).toEqual({ granted: [ada.id], tooLate: [ben.id] });
  });

  test("D6: time after the end goes on with what was saved, and what the end had graded is graded anew", async () => {
    const { teacher, ada, assignmentId, place } = await given(EXAM);
    const { first, second } = await sit(ada, assignmentId);
    now = NOON + 40 * MINUTE;
    await settleAllDue(tools);
    expect((await resultsOf(teacher, place)).learners[0]).toMatchObject({ phase: "over", total: 0.5 });
    expect(await teacher.api.cohorts.assignments.grantTime({ ...place, learnerIds: [ada.id], minutes: 10 })).toEqual({ granted: [ada.id], tooLate: [] });
    expect(await ada.api.exercises.assignments.clock({ assignmentId })).toMatchObject({ deadline: NOON + 50 * MINUTE, phase: "open" });
    expect((await exam(ada, assignmentId)).items[0]).toMatchObject({ variantId: first, saved: { answer: await rightFor(first) } });
    expect(await save(ada, assignmentId, second, await rightFor(second), 1)).toMatchObject({ outcome: "saved" });
    now = NOON + 50 * MINUTE;
    expect((await resultsOf(teacher, place)).learners[0]).toMatchObject({ phase: "over", total: 1, extraMinutes: 20 });
    expect(await home.database.exerciseAttempt.count({ where: { assignmentId } })).toBe(2);
  });

  test("D7: an exam that ended while no process ran can be given time for a day, also when it is over for everybody; after that nobody gets any", async () => {
    const { teacher, ada, ben, assignmentId, place } = await given(EXAM);
    const { first } = await sit(ada, assignmentId);
    await save(ada, assignmentId, first, await wrongFor(first), 2);
    const settledAt = NOON + 5 * 24 * HOUR;
    now = settledAt;
    await settleAllDue(tools);
    now = settledAt + 24 * HOUR - MINUTE;
    expect((await ada.api.exercises.assignments.view({ assignmentId })).assignment).toMatchObject({ phase: "over", credit: null, released: false });
    expect(moved).toEqual([]);
    expect(await teacher.api.cohorts.assignments.grantTime({ ...place, learnerIds: [ada.id, ben.id], minutes: 15 })).toEqual({ granted: [ada.id], tooLate: [ben.id] });
    expect(await save(ada, assignmentId, first, await rightFor(first), 3)).toMatchObject({ outcome: "saved" });
    // This time somebody runs at the end: results come at once.
    now += 15 * MINUTE;
    await settleAllDue(tools);
    expect((await ada.api.exercises.assignments.view({ assignmentId })).assignment).toMatchObject({ phase: "over", credit: 0.5, released: true });
    expect(await teacher.api.cohorts.assignments.grantTime({ ...place, learnerIds: [ada.id], minutes: 15 })).toEqual({ granted: [], tooLate: [ada.id] });
  });

  test("D7: where no time is given, results come out a day after the exam was settled late", async () => {
    const { ada, assignmentId } = await given(EXAM);
    await sit(ada, assignmentId);
    now = NOON + 5 * 24 * HOUR;
    await settleAllDue(tools);
    now += 24 * HOUR;
    await settleAllDue(tools);
    expect((await ada.api.exercises.assignments.view({ assignmentId })).assignment).toMatchObject({ released: true });
  });

  test("while it runs its exercises cannot be practised, nor looked up among one's own answers", async () => {
    const { ada, ben, assignmentId } = await given(EXAM);
    const before = await ada.api.exercises.open({ exerciseId: mcq.id });
    const attemptId = randomUUID();
    await ada.api.exercises.submit({ variantId: before.variantId, attemptId, answer: await rightFor(before.variantId) });
    const waiting = await ada.api.exercises.open({ exerciseId: mcq.id });
    await sit(ada, assignmentId);
    expect(await refusalOf(ada.api.exercises.open({ exerciseId: mcq.id }))).toBe("in-running-exam");
    expect(await refusalOf(ada.api.exercises.submit({ variantId: waiting.variantId, attemptId: randomUUID(), answer: await rightFor(waiting.variantId) }))).toBe("in-running-exam");
    expect(await refusalOf(ada.api.exercises.feedback({ attemptId }))).toBe("in-running-exam");
    expect(await refusalOf(ben.api.exercises.open({ exerciseId: mcq.id }))).toBe("ok");
    await ada.api.exercises.assignments.handIn({ assignmentId });
    expect(await refusalOf(ada.api.exercises.open({ exerciseId: mcq.id }))).toBe("ok");
  });

  test("an exercise that was reworded meanwhile is graded as of today; one that draws other numbers earns nothing", async () => {
    const { teacher, ada, assignmentId, place } = await given(EXAM);
    const { second } = await sit(ada, assignmentId);
    await save(ada, assignmentId, second, await rightFor(second), 1);
    catalog = exerciseCatalog([{ ...mcq, prompt: "The same, in better words of some length" }, { ...numeric, draw: { ...numeric.draw, ms: { choice: [3000] } } }]);
    await ada.api.exercises.assignments.handIn({ assignmentId });
    expect((await resultsOf(teacher, place)).learners[0]?.cells.map((cell) => cell?.score ?? null)).toEqual([1, null]);
  });
});

describe("grading again", () => {
  /** The key of the mcq, mended: red was right all the time. */
  const mended: McqExercise = { ...mcq, options: mcq.options.map((option) => ({ ...option, right: option.id === "decoy-red", say: option.id === "decoy-red" ? null : "Secret: not this." })) };
  const WHOLE = { learnerId: null, exerciseId: null };

  async function answered() {
    const all = await given(HOMEWORK);
    const [a, b] = [await open(all.ada, all.assignmentId), await open(all.ben, all.assignmentId)];
    await send(all.ada, all.assignmentId, a.opened.variantId, await wrongFor(a.opened.variantId));
    await send(all.ben, all.assignmentId, b.opened.variantId, await rightFor(b.opened.variantId));
    return all;
  }

  test("R1, R3: a preview changes nothing; applied, each attempt has both scores, and it is written down", async () => {
    const { teacher, ada, ben, place } = await answered();
    const assignments = teacher.api.cohorts.assignments;
    expect(await assignments.previewRegrade({ ...place, ...WHOLE })).toMatchObject({ looked: 2, changes: [] });
    catalog = exerciseCatalog([mended, hinted]);
    const preview = await assignments.previewRegrade({ ...place, ...WHOLE });
    expect(preview.changes.map(({ learner, before, after }) => [learner.name, before.score, after.score]).sort()).toEqual([["Ada", 0, 1], ["Ben", 1, 0]]);
    expect((await resultsOf(teacher, place)).learners.map(({ cells }) => cells[0]?.score)).toEqual([0, 1]);
    expect(await assignments.applyRegrade({ ...place, ...WHOLE, digest: preview.digest })).toEqual({ changed: 2 });
    expect((await resultsOf(teacher, place)).learners.map(({ cells }) => [cells[0]?.score, cells[0]?.firstCredit])).toEqual([[1, 0], [0, 1]]);
    expect(await home.database.auditEvent.count({ where: { action: "answers-regraded", actorId: teacher.id, subjectId: { in: [ada.id, ben.id] } } })).toBe(2);
    expect(await assignments.previewRegrade({ ...place, ...WHOLE })).toMatchObject({ changes: [] });
  });

  test("of one learner, or of one exercise", async () => {
    const { teacher, ada, place } = await answered();
    catalog = exerciseCatalog([mended, hinted]);
    const preview = (scope: { learnerId: string | null; exerciseId: string | null }) => teacher.api.cohorts.assignments.previewRegrade({ ...place, ...scope });
    expect((await preview({ learnerId: ada.id, exerciseId: null })).changes.map(({ learner }) => learner.name)).toEqual(["Ada"]);
    expect(await preview({ learnerId: null, exerciseId: hinted.id })).toMatchObject({ looked: 0, changes: [] });
  });

  test("what is no longer what was previewed is not applied", async () => {
    const { teacher, ada, assignmentId, place } = await answered();
    catalog = exerciseCatalog([mended, hinted]);
    const { digest } = await teacher.api.cohorts.assignments.previewRegrade({ ...place, ...WHOLE });
    catalog = exerciseCatalog(ALL);
    const again = await open(ada, assignmentId, 1, true);
    await send(ada, assignmentId, again.opened.variantId, await wrongFor(again.opened.variantId));
    catalog = exerciseCatalog([mended, hinted]);
    expect(await refusalOf(teacher.api.cohorts.assignments.applyRegrade({ ...place, ...WHOLE, digest }))).toBe("changed-since");
    expect(await home.database.exerciseAttempt.count({ where: { assignmentId, regradedAt: { not: null } } })).toBe(0);
  });

  test("R2: an answer that the rewritten exercise cannot read keeps its score", async () => {
    const { teacher, place } = await answered();
    catalog = exerciseCatalog([{ ...mcq, options: mcq.options.filter(({ id }) => id !== "decoy-red") }, hinted]);
    expect(await teacher.api.cohorts.assignments.previewRegrade({ ...place, ...WHOLE })).toMatchObject({ looked: 2, unreadable: 1, changes: [] });
  });
});

describe("whose it is", () => {
  test("learners of other cohorts, and those who left, find no assignment; withdrawn, nobody does", async () => {
    const { teacher, ada, ben, cohortId, assignmentId, place } = await given(HOMEWORK);
    const eve = await account("learner", "Eve");
    expect(await refusalOf(eve.api.exercises.assignments.view({ assignmentId }))).toBe("no-such-assignment");
    await ben.api.cohorts.leave({ cohortId });
    expect((await ben.api.exercises.assignments.mine()).assignments).toEqual([]);
    expect((await ada.api.exercises.assignments.mine()).assignments.map(({ title }) => title)).toEqual(["Quorums"]);
    await teacher.api.cohorts.assignments.withdraw(place);
    expect(await refusalOf(open(ada, assignmentId))).toBe("no-such-assignment");
  });

  test("an instructor reaches no assignment through a cohort that is not its", async () => {
    const { assignmentId } = await given(HOMEWORK);
    const other = await given(EXAM);
    expect(await refusalOf(other.teacher.api.cohorts.assignments.results({ cohortId: other.cohortId, assignmentId }))).toBe("no-such-assignment");
  });

  test("the file has a row a learner and two columns an exercise, and is written down as a look", async () => {
    const { teacher, ada, place } = await given(HOMEWORK);
    const { text } = await teacher.api.cohorts.assignments.csv(place);
    expect(text.trim().split("\r\n").map((line) => line.split(",").length)).toEqual([10, 10, 10]);
    expect((await ada.api.cohorts.mine()).looks).toMatchObject([{ kind: "export", by: "Ines Teach" }]);
  });
});
