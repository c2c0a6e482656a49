/** Opening, answering and looking back at exercises, through the router and on the real database. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answer, AttemptView, OpenOutput, SubmitOutput } from "@/contracts/exercises/exercises";
import type { Exercise } from "@/domain/exercises/exercise";
import { instant } from "@/domain/kernel/instant";
import type { Viewer } from "@/server/auth/viewer";
import type { BringCardsForward } from "@/server/exercises/bring-cards-forward";
import { exercisesRouter } from "@/server/exercises/exercises-router";
import { redraw } from "@/server/exercises/seeds";
import { openRunChanges } from "@/server/labs/run-changes";
import { bringCardsForward } from "@/server/review/bring-forward";
import { createCallerFactory } from "@/server/trpc/init";
import { testDatabase, type TestDatabase } from "../support/database";
import { exerciseCatalog } from "../support/exercise-catalog";
import { mcq, multi, numeric, oneOfEach } from "../support/exercise-fixtures";
import { rightAnswer } from "@/domain/exercises/right-answer";

const NOON = Date.UTC(2026, 10, 20, 12);
const callerOf = createCallerFactory(exercisesRouter);

let home: TestDatabase;
let at = NOON;
let catalog = exerciseCatalog(oneOfEach);
/** What the port of the review slice was asked for. */
let asked: Parameters<BringCardsForward>[1][] = [];
let afterBringing: () => void = () => {};
let port: BringCardsForward;

/** Leaves a mark through the transaction, as the review slice does, so that a test sees whether it was kept. */
const markForward: BringCardsForward = async (transaction, request) => {
  asked.push(request);
  await transaction.cardMemory.createMany({
    data: request.cardIds.map((cardId) => ({ userId: request.userId, cardId, phase: "review", model: "test", forwardReason: request.reason })),
    skipDuplicates: true,
  });
  afterBringing();
  return [...request.cardIds];
};

const viewer = (userId: string): Viewer => ({
  userId,
  sessionId: `session of ${userId}`,
  role: "learner",
  name: userId,
  email: `${userId}@example.org`,
  timeZone: null,
  rolloverHour: 4,
  theme: "system",
  letterKeys: true,
});
const as = (userId: string) =>
  callerOf({
    viewer: viewer(userId),
    clientAddress: "127.0.0.1",
    tools: { clock: () => instant(at), database: home.database, catalog, bringCardsForward: port, runChanges: openRunChanges(() => home.url) },
  });

/** The right answer to an opened variant, put together from what only the database knows. */
async function rightFor({ variantId, exercise: { id } }: OpenOutput): Promise<Answer> {
  const { seed } = await home.database.exerciseVariant.findUniqueOrThrow({ where: { id: variantId } });
  const exercise = catalog.exercises.get(id)?.exercise as Exercise;
  return rightAnswer(exercise, redraw(exercise, seed)) as Answer;
}

async function wrongFor(opened: OpenOutput): Promise<Answer> {
  const right = await rightFor(opened);
  if (right.type !== "mcq" || opened.body.type !== "mcq") throw new Error("only written for mcq");
  return { type: "mcq", choice: opened.body.options.find(({ key }) => key !== right.choice)?.key ?? "" };
}

function whole(output: SubmitOutput) {
  if (output.outcome !== "graded") throw new Error(output.message);
  return wholeView(output.attempt);
}
function wholeView(attempt: AttemptView) {
  if (attempt.state !== "whole") throw new Error("the exercise has changed");
  return attempt.feedback;
}
const refusalOf = (request: Promise<unknown>) =>
  request.then(
    () => "accepted",
    (error: { code: string; message: string; cause?: { code?: string } }) => error.cause?.code ?? error.code,
  );
const attempts = () => home.database.exerciseAttempt.count();
const marks = () => home.database.cardMemory.count();

beforeAll(async () => {
  home = await testDatabase();
});
afterAll(() => home.stop());
beforeEach(async () => {
  at = NOON;
  catalog = exerciseCatalog(oneOfEach);
  asked = [];
  afterBringing = () => {};
  port = markForward;
  await home.database.user.deleteMany();
  await home.database.user.createMany({ data: ["mara", "tomas"].map((id) => ({ id, email: `${id}@example.org` })) });
});

describe("hints", () => {
  const hinted: Exercise = { ...numeric, id: "c.x-hinted", hints: ["Secret: {{rate}} come in a second.", "Secret: {{ms}} ms are a share of one."] };
  beforeEach(() => {
    catalog = exerciseCatalog([mcq, hinted]);
  });

  test("no hint is in the page before it is asked for; then only those asked for are, with their cost", async () => {
    const opened = await as("mara").open({ exerciseId: hinted.id });
    expect(opened.hints).toEqual({ of: 2, told: [] });
    expect(opened.worth).toEqual(["Each hint costs 20% of the credit."]);
    expect(JSON.stringify(opened)).not.toContain("Secret");
    const first = await as("mara").hint({ variantId: opened.variantId, number: 1 });
    expect(first.hints.told).toEqual([expect.stringMatching(/^Secret: [\d,]+ come in a second\.$/)]);
    expect(JSON.stringify(first)).not.toContain("share of one");
    expect(first.worth).toEqual(["This answer can earn up to 80%.", "Each hint costs 20% of the credit."]);
    expect((await as("mara").open({ exerciseId: hinted.id, variantId: opened.variantId })).hints).toEqual(first.hints);
  });

  test("a hint costs its share of the credit once, however often it is asked for, and nothing of the score", async () => {
    const opened = await as("mara").open({ exerciseId: hinted.id });
    const { variantId } = opened;
    await Promise.all([1, 1, 1].map((number) => as("mara").hint({ variantId, number })));
    const feedback = whole(await as("mara").submit({ variantId, attemptId: randomUUID(), answer: await rightFor(opened) }));
    expect(feedback).toMatchObject({ score: 1, credit: 0.8, creditText: "100% right, less what a hint cost", exercise: { standing: "right", bestScore: 0.8 } });
    expect(asked).toEqual([]);
  });

  test("hints come in their order, only before the answer, and only to whose variant it is", async () => {
    const opened = await as("mara").open({ exerciseId: hinted.id });
    const { variantId } = opened;
    expect(await refusalOf(as("mara").hint({ variantId, number: 2 }))).toBe("no-such-hint");
    expect(await refusalOf(as("tomas").hint({ variantId, number: 1 }))).toBe("no-such-variant");
    for (const number of [1, 2]) await as("mara").hint({ variantId, number });
    expect(await refusalOf(as("mara").hint({ variantId, number: 3 }))).toBe("no-such-hint");
    await as("mara").submit({ variantId, attemptId: randomUUID(), answer: await rightFor(opened) });
    expect(await refusalOf(as("mara").hint({ variantId, number: 1 }))).toBe("answered-already");
    const { variantId: plain } = await as("mara").open({ exerciseId: mcq.id });
    expect(await refusalOf(as("mara").hint({ variantId: plain, number: 1 }))).toBe("no-such-hint");
  });
});

describe("opening", () => {
  test("draws a variant, and another one at the next visit", async () => {
    const [one, other] = [await as("mara").open({ exerciseId: mcq.id }), await as("mara").open({ exerciseId: mcq.id })];
    expect(one).toMatchObject({ attemptId: null, replaced: false, exercise: { id: mcq.id, standing: "open" } });
    expect(other.variantId).not.toBe(one.variantId);
    expect(other.body).not.toEqual(one.body);
  });

  test("comes back to one's own variant", async () => {
    const drawn = await as("mara").open({ exerciseId: numeric.id });
    expect(await as("mara").open({ exerciseId: numeric.id, variantId: drawn.variantId })).toEqual(drawn);
  });

  test("answers somebody else's variant as one that does not exist", async () => {
    const { variantId } = await as("tomas").open({ exerciseId: mcq.id });
    const request = (id: string) => as("mara").open({ exerciseId: mcq.id, variantId: id });
    const foreign = await request(variantId).catch((error: Error) => error);
    const unknown = await request("0123456789").catch((error: Error) => error);
    expect(foreign).toMatchObject({ code: "NOT_FOUND" });
    expect(foreign).toEqual(unknown);
    expect(await home.database.exerciseVariant.count()).toBe(1);
  });

  test("does not know an exercise by the variant of another, nor one that was never written", async () => {
    const { variantId } = await as("mara").open({ exerciseId: mcq.id });
    expect(await refusalOf(as("mara").open({ exerciseId: multi.id, variantId }))).toBe("no-such-variant");
    expect(await refusalOf(as("mara").open({ exerciseId: "c.x-none" }))).toBe("no-such-exercise");
  });

  test("replaces a variant that was drawn before the exercise was rewritten", async () => {
    const old = await as("mara").open({ exerciseId: mcq.id });
    catalog = exerciseCatalog([{ ...mcq, prompt: "Another prompt" }]);
    const anew = await as("mara").open({ exerciseId: mcq.id, variantId: old.variantId });
    expect(anew).toMatchObject({ replaced: true, attemptId: null });
    expect(anew.variantId).not.toBe(old.variantId);
    expect(anew.promptHtml).toContain("Another prompt");
  });

  test("forgets the oldest of many that were left unanswered, and keeps what was answered", async () => {
    const first = await as("mara").open({ exerciseId: mcq.id });
    await as("mara").submit({ variantId: first.variantId, attemptId: randomUUID(), answer: await rightFor(first) });
    const second = await as("mara").open({ exerciseId: mcq.id });
    const visit = () => {
      at += 1000;
      return as("mara").open({ exerciseId: mcq.id });
    };
    for (let count = 0; count < 19; count += 1) await visit();
    const late = await visit();
    await as("mara").submit({ variantId: late.variantId, attemptId: randomUUID(), answer: await rightFor(late) });
    await visit();
    expect(await home.database.exerciseVariant.count({ where: { attempt: null } })).toBe(20);
    expect(await home.database.exerciseVariant.findUnique({ where: { id: second.variantId } })).toBeNull();
    expect((await as("mara").open({ exerciseId: mcq.id, variantId: first.variantId })).attemptId).not.toBeNull();
  });
});

describe("answering", () => {
  test.each(oneOfEach)("gives full credit for the right answer of $type, and moves no card", async ({ id, type }) => {
    const opened = await as("mara").open({ exerciseId: id });
    const answer = await rightFor(opened);
    const attemptId = randomUUID();
    const feedback = whole(await as("mara").submit({ variantId: opened.variantId, attemptId, answer }));
    expect(feedback).toMatchObject({ attemptId, score: 1, verdict: "Right", mistakes: [], broughtForward: [], answer, at: NOON });
    expect(feedback).toMatchObject({ key: { type }, exercise: { standing: "right", attempts: 1, bestScore: 1 } });
    expect(feedback.body).toEqual(opened.body);
    expect(feedback.promptHtml).toBe(opened.promptHtml);
    expect(asked).toEqual([]);
  });

  test("names the mistake and brings its cards forward", async () => {
    const opened = await as("mara").open({ exerciseId: mcq.id });
    const attemptId = randomUUID();
    const answer = await wrongFor(opened);
    const feedback = whole(await as("mara").submit({ variantId: opened.variantId, attemptId, answer }));
    expect(feedback.score).toBe(0);
    expect(feedback.mistakes).toHaveLength(1);
    expect(feedback.mistakes[0]?.sayHtml).toContain("Secret words about");
    expect(feedback.broughtForward).toMatchObject([{ cardId: "c.card", concept: { id: "c" } }]);
    expect(feedback.next).toEqual({ id: multi.id, title: multi.title });
    expect(asked).toEqual([
      { userId: "mara", cardIds: ["c.card"], causeId: attemptId, at: NOON, reason: "A wrong answer in \u201cA title\u201d brought this card forward" },
    ]);
    expect(await marks()).toBe(1);
  });

  test("keeps neither the attempt nor the cards if bringing them forward fails", async () => {
    const opened = await as("mara").open({ exerciseId: mcq.id });
    const request = { variantId: opened.variantId, attemptId: randomUUID(), answer: await wrongFor(opened) };
    afterBringing = () => {
      throw new Error("the scheduler is broken");
    };
    await expect(as("mara").submit(request)).rejects.toThrow("the scheduler is broken");
    expect([await attempts(), await marks()]).toEqual([0, 0]);
    afterBringing = () => {};
    expect(whole(await as("mara").submit(request)).score).toBe(0);
    expect([await attempts(), await marks()]).toEqual([1, 1]);
  });

  test("gives the same feedback to the same attempt id, and counts it once", async () => {
    const opened = await as("mara").open({ exerciseId: mcq.id });
    const request = { variantId: opened.variantId, attemptId: randomUUID(), answer: await wrongFor(opened) };
    const first = await as("mara").submit(request);
    at += 60_000;
    expect(await as("mara").submit(request)).toEqual(first);
    // Whatever comes with a known id, the first answer stands.
    expect(await as("mara").submit({ ...request, answer: await rightFor(opened) })).toEqual(first);
    expect([await attempts(), asked.length]).toEqual([1, 1]);
  });

  test("refuses a second attempt on an answered variant", async () => {
    const opened = await as("mara").open({ exerciseId: mcq.id });
    const { variantId } = opened;
    await as("mara").submit({ variantId, attemptId: randomUUID(), answer: await wrongFor(opened) });
    const again = as("mara").submit({ variantId, attemptId: randomUUID(), answer: await rightFor(opened) });
    await expect(again).rejects.toMatchObject({ code: "CONFLICT", cause: { code: "answered-already" } });
    expect(await attempts()).toBe(1);
  });

  test("does not take a known id of another variant for this one's", async () => {
    const [mine, other] = [await as("mara").open({ exerciseId: mcq.id }), await as("mara").open({ exerciseId: mcq.id })];
    const [first, second] = [randomUUID(), randomUUID()];
    await as("mara").submit({ variantId: mine.variantId, attemptId: first, answer: await rightFor(mine) });
    await as("mara").submit({ variantId: other.variantId, attemptId: second, answer: await rightFor(other) });
    const crossed = as("mara").submit({ variantId: other.variantId, attemptId: first, answer: await rightFor(other) });
    expect(await refusalOf(crossed)).toBe("answered-already");
  });

  test("counts a double submit once, however many come at a time", async () => {
    const opened = await as("mara").open({ exerciseId: mcq.id });
    const request = { variantId: opened.variantId, attemptId: randomUUID(), answer: await wrongFor(opened) };
    const outputs = await Promise.all(Array.from({ length: 8 }, () => as("mara").submit(request)));
    for (const output of outputs) expect(output).toEqual(outputs[0]);
    expect([await attempts(), asked.length]).toEqual([1, 1]);
  });

  test("grades one of several attempts that come at a time", async () => {
    const opened = await as("mara").open({ exerciseId: mcq.id });
    const answer = await wrongFor(opened);
    const submit = () => as("mara").submit({ variantId: opened.variantId, attemptId: randomUUID(), answer });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => refusalOf(submit())));
    expect(outcomes.sort()).toEqual(["accepted", ...Array.from({ length: 5 }, () => "answered-already")]);
    expect([await attempts(), asked.length]).toEqual([1, 1]);
  });

  test("refuses an attempt id that another variant has, and undoes what the cards got for it", async () => {
    const [mine, other] = [await as("mara").open({ exerciseId: mcq.id }), await as("mara").open({ exerciseId: mcq.id })];
    const attemptId = randomUUID();
    await as("mara").submit({ variantId: mine.variantId, attemptId, answer: await rightFor(mine) });
    expect(await refusalOf(as("mara").submit({ variantId: other.variantId, attemptId, answer: await wrongFor(other) }))).toBe(
      "attempt-id-used-elsewhere",
    );
    const foreign = await as("tomas").open({ exerciseId: mcq.id });
    expect(await refusalOf(as("tomas").submit({ variantId: foreign.variantId, attemptId, answer: await wrongFor(foreign) }))).toBe(
      "attempt-id-used-elsewhere",
    );
    expect([await attempts(), await marks()]).toEqual([1, 0]);
  });

  test("refuses somebody else's variant as one that does not exist", async () => {
    const opened = await as("tomas").open({ exerciseId: mcq.id });
    const answer = await rightFor(opened);
    const submit = (variantId: string) =>
      as("mara")
        .submit({ variantId, attemptId: randomUUID(), answer })
        .catch((error: Error) => error);
    const foreign = await submit(opened.variantId);
    expect(foreign).toMatchObject({ code: "NOT_FOUND" });
    expect(foreign).toEqual(await submit("0123456789"));
    expect(await attempts()).toBe(0);
  });

  test("refuses a variant of an exercise that was rewritten meanwhile", async () => {
    const opened = await as("mara").open({ exerciseId: mcq.id });
    const answer = await rightFor(opened);
    catalog = exerciseCatalog([{ ...mcq, prompt: "Another prompt" }]);
    expect(await refusalOf(as("mara").submit({ variantId: opened.variantId, attemptId: randomUUID(), answer }))).toBe("exercise-changed");
    expect(await attempts()).toBe(0);
  });

  test("counts nothing when it cannot read the answer, and takes the next one under the same id", async () => {
    const opened = await as("mara").open({ exerciseId: numeric.id });
    const request = { variantId: opened.variantId, attemptId: randomUUID() };
    const unreadable = await as("mara").submit({ ...request, answer: { type: "numeric", text: "about a dozen" } });
    expect(unreadable).toMatchObject({ outcome: "unreadable", message: expect.stringContaining("No number was found") });
    expect([await attempts(), asked.length]).toEqual([0, 0]);
    expect(whole(await as("mara").submit({ ...request, answer: await rightFor(opened) })).score).toBe(1);
  });
});

describe("with the cards of the review slice", () => {
  beforeEach(() => {
    port = bringCardsForward;
  });
  const events = () => home.database.reviewEvent.findMany({ select: { userId: true, cardId: true, kind: true } });

  test("a wrong answer is in the log of its card", async () => {
    const opened = await as("mara").open({ exerciseId: mcq.id });
    const feedback = whole(await as("mara").submit({ variantId: opened.variantId, attemptId: randomUUID(), answer: await wrongFor(opened) }));
    expect(feedback.broughtForward).toMatchObject([{ cardId: "c.card" }]);
    expect(await events()).toEqual([{ userId: "mara", cardId: "c.card", kind: "brought-forward" }]);
    expect(await home.database.cardMemory.findFirst()).toMatchObject({ forwardReason: "A wrong answer in \u201cA title\u201d brought this card forward" });
  });

  test("an attempt that cannot be kept leaves no trace in the log", async () => {
    const [mine, other] = [await as("mara").open({ exerciseId: mcq.id }), await as("mara").open({ exerciseId: mcq.id })];
    const attemptId = randomUUID();
    await as("mara").submit({ variantId: mine.variantId, attemptId, answer: await rightFor(mine) });
    await refusalOf(as("mara").submit({ variantId: other.variantId, attemptId, answer: await wrongFor(other) }));
    expect(await events()).toEqual([]);
  });

  test("wrong answers to several exercises at a time all count", async () => {
    const variants = await Promise.all(Array.from({ length: 8 }, () => as("mara").open({ exerciseId: mcq.id })));
    const requests = await Promise.all(
      variants.map(async (opened) => ({ variantId: opened.variantId, attemptId: randomUUID(), answer: await wrongFor(opened) })),
    );
    const outputs = await Promise.all(requests.map((request) => as("mara").submit(request)));
    expect(outputs.map((output) => whole(output).score)).toEqual(outputs.map(() => 0));
    expect([await attempts(), (await events()).length]).toEqual([8, 8]);
  });
});

describe("looking back", () => {
  test("an attempt stays reachable, for its own learner alone", async () => {
    const opened = await as("mara").open({ exerciseId: mcq.id });
    const attemptId = randomUUID();
    const graded = await as("mara").submit({ variantId: opened.variantId, attemptId, answer: await wrongFor(opened) });
    expect(await as("mara").feedback({ attemptId })).toEqual(graded.outcome === "graded" && graded.attempt);
    const foreign = await as("tomas").feedback({ attemptId }).catch((error: Error) => error);
    expect(foreign).toMatchObject({ code: "NOT_FOUND" });
    expect(foreign).toEqual(await as("tomas").feedback({ attemptId: randomUUID() }).catch((error: Error) => error));
  });

  test("an attempt at an exercise that was rewritten shows what was said then, and no key of today", async () => {
    const opened = await as("mara").open({ exerciseId: mcq.id });
    const attemptId = randomUUID();
    await as("mara").submit({ variantId: opened.variantId, attemptId, answer: await wrongFor(opened) });
    catalog = exerciseCatalog([{ ...mcq, prompt: "Another prompt" }]);
    expect(await as("mara").feedback({ attemptId })).toEqual({
      state: "changed",
      attemptId,
      exercise: { id: mcq.id, title: mcq.title },
      at: NOON,
      credit: 0,
      saidHtml: [expect.stringContaining("Secret words about")],
    });
    catalog = exerciseCatalog([]);
    expect(await as("mara").feedback({ attemptId })).toMatchObject({ state: "changed", exercise: null });
  });

  test("the list says what is open, what was missed at the last try, and the best score", async () => {
    const answer = async (pick: (opened: OpenOutput) => Promise<Answer>) => {
      at += 1000;
      const opened = await as("mara").open({ exerciseId: mcq.id });
      await as("mara").submit({ variantId: opened.variantId, attemptId: randomUUID(), answer: await pick(opened) });
    };
    await answer(rightFor);
    await answer(wrongFor);
    const list = await as("mara").list({});
    expect(list.exercises.map(({ id }) => id)).toEqual(oneOfEach.map(({ id }) => id));
    expect(list.exercises[0]).toMatchObject({ standing: "missed", attempts: 2, bestScore: 1, lastScore: 0, lastAttemptAt: NOON + 2000 });
    const others = oneOfEach.length - 1;
    expect(list.counts).toEqual({ open: others, missed: 1, right: 0 });
    expect(list.topics).toEqual([{ id: "t", title: "A topic", count: oneOfEach.length }]);
    await answer(rightFor);
    expect((await as("mara").list({})).counts).toEqual({ open: others, missed: 0, right: 1 });
    expect((await as("tomas").list({})).counts).toEqual({ open: oneOfEach.length, missed: 0, right: 0 });
  });

  test("the list is narrowed by each filter, and by all at once", async () => {
    const ids = async (filter: Parameters<ReturnType<typeof as>["list"]>[0]) =>
      (await as("mara").list(filter)).exercises.map(({ id }) => id);
    expect(await ids({ type: "numeric" })).toEqual([numeric.id]);
    expect(await ids({ topic: "another" })).toEqual([]);
    expect(await ids({ concept: "c", standing: "open" })).toHaveLength(oneOfEach.length);
    expect(await ids({ concept: "d" })).toEqual([]);
    expect(await ids({ standing: "missed" })).toEqual([]);
    expect((await as("mara").list({ concept: "c" })).concept).toEqual({ id: "c", title: "A concept" });
  });
});
