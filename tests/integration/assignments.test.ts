/** Homework and exams on a real database: what counts, what is told when, and what the clock ends. Rules: src/domain/exercises/assignments/SPEC.md. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Answer } from "@/contracts/exercises/exercises";
import { settleAllDue } from "@/server/exercises/assignments/settle";
import { type Account, EXAM, given, hinted, HOMEWORK, HOUR, house, MINUTE, NOON, open, openHouse, refusalOf, resultsOf, rightFor, send, wrongFor } from "../support/assignments-house";
import { exerciseCatalog } from "../support/exercise-catalog";
import { mcq, numeric } from "../support/exercise-fixtures";

openHouse();

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
    house.now = NOON + HOUR;
    expect(await refusalOf(send(ada, assignmentId, a.opened.variantId, await rightFor(a.opened.variantId)))).toBe("time-over");
    expect(await send(ben, assignmentId, b.opened.variantId, await rightFor(b.opened.variantId))).toMatchObject({ outcome: "graded" });
    expect(await house.home.database.auditEvent.count({ where: { action: "extra-time-granted", subjectId: ben.id, actorId: teacher.id } })).toBe(1);
    house.now = NOON + 90 * MINUTE;
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
    expect(house.moved).toEqual([]);
    house.now = NOON + HOUR;
    expect((await ada.api.exercises.assignments.view({ assignmentId })).assignment).toMatchObject({ released: true, credit: 0 });
    expect(await ada.api.exercises.feedback({ attemptId })).toMatchObject({ state: "whole" });
    expect(house.moved).toHaveLength(1);
    await ada.api.exercises.assignments.view({ assignmentId });
    expect(house.moved).toHaveLength(1);
  });

  test("an attempt id counts once, and a variant of an assignment cannot be answered as practice", async () => {
    const { ada, assignmentId } = await given(HOMEWORK);
    const { opened } = await open(ada, assignmentId);
    expect(await refusalOf(ada.api.exercises.submit({ variantId: opened.variantId, attemptId: randomUUID(), answer: await rightFor(opened.variantId) }))).toBe("no-such-variant");
    const attemptId = randomUUID();
    const answer = await wrongFor(opened.variantId);
    await Promise.all([1, 2, 3].map(() => send(ada, assignmentId, opened.variantId, answer, attemptId)));
    expect(await house.home.database.exerciseAttempt.count({ where: { assignmentId } })).toBe(1);
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
    house.now += MINUTE;
    expect(await refusalOf(exam(ada, assignmentId))).toBe("not-started");
    expect(JSON.stringify(await ada.api.exercises.assignments.view({ assignmentId }))).not.toContain(mcq.prompt);
    await Promise.all([start(ada, assignmentId), start(ada, assignmentId)]);
    house.now += MINUTE;
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
    house.now = NOON + 30 * MINUTE - 1;
    expect(await save(ada, assignmentId, second, { type: "numeric", text: "7" }, 1)).toMatchObject({ outcome: "saved" });
    house.now += 1;
    expect(await refusalOf(save(ada, assignmentId, second, { type: "numeric", text: "8" }, 2))).toBe("time-over");
    expect(await refusalOf(exam(ada, assignmentId))).toBe("time-over");
    await Promise.all([settleAllDue(house.tools), settleAllDue(house.tools), resultsOf(teacher, place), ada.api.exercises.assignments.view({ assignmentId })]);
    expect(await house.home.database.exerciseAttempt.count({ where: { assignmentId } })).toBe(2);
    const { learners } = await resultsOf(teacher, place);
    expect(learners[0]?.cells.map((cell) => cell?.score)).toEqual([1, 0]);
  });

  test("X3: an exam that ended while no process ran is settled at the next start, as of what was saved", async () => {
    const { teacher, ada, assignmentId, place } = await given(EXAM);
    await sit(ada, assignmentId);
    house.now = NOON + 5 * 24 * HOUR;
    await settleAllDue(house.tools);
    expect(await house.home.database.assignmentSitting.findFirst({ where: { assignmentId, userId: ada.id } })).toMatchObject({ settledAt: new Date(house.now) });
    expect((await resultsOf(teacher, place)).learners[0]?.total).toBe(0.5);
  });

  test("D4: handed in once, and nothing after it", async () => {
    const { ada, assignmentId } = await given(EXAM);
    const { second } = await sit(ada, assignmentId);
    expect(await Promise.all([1, 2].map(() => ada.api.exercises.assignments.handIn({ assignmentId })))).toEqual([{ handedIn: true }, { handedIn: true }]);
    expect(await refusalOf(save(ada, assignmentId, second, { type: "numeric", text: "7" }, 1))).toBe("handed-in");
    expect(await house.home.database.exerciseAttempt.count({ where: { assignmentId } })).toBe(1);
  });

  test("D5, F2: feedback waits for the last one who still sits, and then all is told and the cards move", async () => {
    const { ada, ben, assignmentId } = await given(EXAM);
    const { first } = await sit(ada, assignmentId);
    await save(ada, assignmentId, first, await wrongFor(first), 2);
    await ada.api.exercises.assignments.handIn({ assignmentId });
    house.now = NOON + HOUR - MINUTE;
    await start(ben, assignmentId);
    house.now = NOON + HOUR + 20 * MINUTE;
    const [attempt] = await house.home.database.exerciseAttempt.findMany({ where: { assignmentId, userId: ada.id } });
    expect((await ada.api.exercises.assignments.view({ assignmentId })).assignment).toMatchObject({ credit: null, released: false });
    expect(await refusalOf(ada.api.exercises.feedback({ attemptId: attempt?.id ?? "" }))).toBe("feedback-later");
    expect(house.moved).toEqual([]);
    house.now = NOON + HOUR + 29 * MINUTE;
    expect((await ada.api.exercises.assignments.view({ assignmentId })).assignment).toMatchObject({ credit: 0, released: true });
    expect(await ada.api.exercises.feedback({ attemptId: attempt?.id ?? "" })).toMatchObject({ state: "whole" });
    expect(house.moved).toHaveLength(1);
  });

  test("D3: extra time reaches a running exam at once, of one or many, and not one that was handed in", async () => {
    const { teacher, ada, ben, assignmentId, place } = await given(EXAM);
    const { second } = await sit(ada, assignmentId);
    house.now = NOON + 29 * MINUTE;
    await sit(ben, assignmentId);
    await teacher.api.cohorts.assignments.grantTime({ ...place, learnerIds: [ada.id, ben.id], minutes: 10 });
    expect(await ada.api.exercises.assignments.clock({ assignmentId })).toMatchObject({ deadline: NOON + 40 * MINUTE, phase: "open" });
    house.now = NOON + 39 * MINUTE;
    expect(await save(ada, assignmentId, second, { type: "numeric", text: "7" }, 1)).toMatchObject({ outcome: "saved" });
    await ben.api.exercises.assignments.handIn({ assignmentId });
    expect(await teacher.api.cohorts.assignments.grantTime({ ...place, learnerIds: [ada.id, ben.id], minutes: 10 })).toEqual({ granted: [ada.id], tooLate: [ben.id] });
  });

  test("D6: time after the end goes on with what was saved, and what the end had graded is graded anew", async () => {
    const { teacher, ada, assignmentId, place } = await given(EXAM);
    const { first, second } = await sit(ada, assignmentId);
    house.now = NOON + 40 * MINUTE;
    await settleAllDue(house.tools);
    expect((await resultsOf(teacher, place)).learners[0]).toMatchObject({ phase: "over", total: 0.5 });
    expect(await teacher.api.cohorts.assignments.grantTime({ ...place, learnerIds: [ada.id], minutes: 10 })).toEqual({ granted: [ada.id], tooLate: [] });
    expect(await ada.api.exercises.assignments.clock({ assignmentId })).toMatchObject({ deadline: NOON + 50 * MINUTE, phase: "open" });
    expect((await exam(ada, assignmentId)).items[0]).toMatchObject({ variantId: first, saved: { answer: await rightFor(first) } });
    expect(await save(ada, assignmentId, second, await rightFor(second), 1)).toMatchObject({ outcome: "saved" });
    house.now = NOON + 50 * MINUTE;
    expect((await resultsOf(teacher, place)).learners[0]).toMatchObject({ phase: "over", total: 1, extraMinutes: 20 });
    expect(await house.home.database.exerciseAttempt.count({ where: { assignmentId } })).toBe(2);
  });

  test("D7: an exam that ended while no process ran can be given time for a day, also when it is over for everybody; after that nobody gets any", async () => {
    const { teacher, ada, ben, assignmentId, place } = await given(EXAM);
    const { first } = await sit(ada, assignmentId);
    await save(ada, assignmentId, first, await wrongFor(first), 2);
    const settledAt = NOON + 5 * 24 * HOUR;
    house.now = settledAt;
    await settleAllDue(house.tools);
    house.now = settledAt + 24 * HOUR - MINUTE;
    expect((await ada.api.exercises.assignments.view({ assignmentId })).assignment).toMatchObject({ phase: "over", credit: null, released: false });
    expect(house.moved).toEqual([]);
    expect(await teacher.api.cohorts.assignments.grantTime({ ...place, learnerIds: [ada.id, ben.id], minutes: 15 })).toEqual({ granted: [ada.id], tooLate: [ben.id] });
    expect(await save(ada, assignmentId, first, await rightFor(first), 3)).toMatchObject({ outcome: "saved" });
    // This time somebody runs at the end: results come at once.
    house.now += 15 * MINUTE;
    await settleAllDue(house.tools);
    expect((await ada.api.exercises.assignments.view({ assignmentId })).assignment).toMatchObject({ phase: "over", credit: 0.5, released: true });
    expect(await teacher.api.cohorts.assignments.grantTime({ ...place, learnerIds: [ada.id], minutes: 15 })).toEqual({ granted: [], tooLate: [ada.id] });
  });

  test("D7: where no time is given, results come out a day after the exam was settled late", async () => {
    const { ada, assignmentId } = await given(EXAM);
    await sit(ada, assignmentId);
    house.now = NOON + 5 * 24 * HOUR;
    await settleAllDue(house.tools);
    house.now += 24 * HOUR;
    await settleAllDue(house.tools);
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
    house.catalog = exerciseCatalog([{ ...mcq, prompt: "The same, in better words of some length" }, { ...numeric, draw: { ...numeric.draw, ms: { choice: [3000] } } }]);
    await ada.api.exercises.assignments.handIn({ assignmentId });
    expect((await resultsOf(teacher, place)).learners[0]?.cells.map((cell) => cell?.score ?? null)).toEqual([1, null]);
  });
});
