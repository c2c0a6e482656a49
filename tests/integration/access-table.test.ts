/** Every row of access-rows.ts, called by every role. A new procedure without a row fails. */
import { randomUUID } from "node:crypto";
import { type AnyProcedure, TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { instant } from "@/domain/kernel/instant";
import type { Excerpt } from "@/domain/labs/result";
import { openContent } from "@/server/catalog/catalog";
import { createSession } from "@/server/auth/session-store";
import type { Viewer } from "@/server/auth/viewer";
import type { Tools } from "@/server/compose";
import { insertExcerpts } from "@/server/labs/excerpt-store";
import { openRunChanges } from "@/server/labs/run-changes";
import { bringCardsForward } from "@/server/review/bring-forward";
import { createCaller, rootRouter } from "@/server/trpc/root";
import { type Api, CALLERS, CARD, EXAM, EXERCISE, HOMEWORK, NOON, OWN_CARD, PASSWORD, SCENARIO, TABLE, type Things, type Who } from "../support/access-rows";
import { cheapHash } from "../support/auth-browser";
import { testDatabase, type TestDatabase } from "../support/database";
import { enqueue } from "../support/lab-runs";

let home: TestDatabase;
let tools: Tools;
beforeAll(async () => {
  home = await testDatabase();
  Object.assign(process.env, { DATABASE_URL: home.url, AUTH_SECRET: "a secret of thirty-two characters", LOG_LEVEL: "silent" });
  const content = openContent("content", { follow: false });
  tools = { database: home.database, clock: () => instant(NOON), catalog: content.catalog, content, bringCardsForward, runChanges: openRunChanges(() => home.url) };
  // So that no admin of the table is the last one.
  await makeAccount("admin");
});
afterAll(async () => {
  await tools.runChanges.close();
  await home.stop();
});

async function makeAccount(role: Viewer["role"]): Promise<Viewer> {
  const email = `${randomUUID()}@example.org`;
  const user = await home.database.user.create({ data: { email, name: role, role, passwordHash: cheapHash(PASSWORD) } });
  const sessionId = await createSession(home.database, { userId: user.id, userAgent: "", at: instant(NOON) });
  return { ...user, userId: user.id, sessionId };
}

/** A new network address each time: rate limits are another test's business. */
const apiOf = (viewer: Viewer | null): Api => createCaller({ viewer, clientAddress: randomUUID(), tools });

/** A learner with a review, an open variant, and one that was answered: the attempt can be sent again by its owner. */
async function furnish(owner: Viewer): Promise<Things> {
  const api = apiOf(owner);
  const eventId = randomUUID();
  await api.review.record({ events: [{ kind: "reviewed", id: eventId, cardId: CARD, at: NOON, rating: "good", tookMs: 1_000 }] });
  const ownCardId = randomUUID();
  await api.review.makeOwnCard({ ...OWN_CARD, id: ownCardId, conceptId: tools.catalog.cards.get(CARD)?.conceptId ?? "" });
  const { variantId } = await api.exercises.open({ exerciseId: EXERCISE });
  const attemptId = randomUUID();
  await api.exercises.submit({ variantId, attemptId, answer: { type: "order", sequence: (await keysOf(api, variantId)) } });
  const [runId, sharedRunId] = [await finishedRun(owner.userId), await finishedRun(owner.userId)];
  await api.labs.shareRun({ runId: sharedRunId, shared: true });
  const [cohort, room] = [await joinedCohort(api), await openRoom(api)];
  return { ownerId: owner.userId, sessionId: owner.sessionId, variantId, attemptId, eventId, ownCardId, runId, sharedRunId, ...cohort, ...room };
}

/** A cohort of an instructor whom no row calls, in which the learner is. */
async function joinedCohort(learner: Api): Promise<Pick<Things, "cohortId" | "joinCode" | "homework" | "exam">> {
  const teacher = apiOf(await makeAccount("instructor"));
  const { cohortId } = await teacher.cohorts.make({ name: "Somebody else's" });
  const { cohorts } = await teacher.cohorts.list();
  const joinCode = cohorts[0]?.code?.spelt ?? "";
  await learner.cohorts.join({ code: joinCode });
  const give = (terms: typeof HOMEWORK | typeof EXAM) => teacher.cohorts.assignments.give({ cohortId, ...terms, exerciseIds: [EXERCISE] });
  return { cohortId, joinCode, homework: await give(HOMEWORK), exam: await give(EXAM) };
}

async function openRoom({ interviews }: Api): Promise<Pick<Things, "roomId" | "waitingId" | "token" | "invitationId">> {
  const { roomId } = await interviews.openRoom({ scenarioId: SCENARIO, scheduledAt: null });
  const invite = () => interviews.invite({ roomId, role: "candidate", label: "", days: 7 });
  await apiOf(null).interviews.accept({ token: (await invite()).token, name: "Guest" });
  const [{ memberId: waitingId } = { memberId: "" }] = (await interviews.door({ roomId })).waiting;
  const [{ token }, { invitationId }] = [await invite(), await invite()];
  return { roomId, waitingId, token, invitationId };
}

async function finishedRun(userId: string): Promise<string> {
  const runId = await enqueue(home.database, { userId });
  const recording: Excerpt = {
    traceVersion: 1, n: 1, scenario: "calm", check: "unique", say: "", nodes: [], eventsInRun: 0, events: [], witnesses: [], traceHash: "0123456789abcdef",
  };
  await home.database.labRun.update({ where: { id: runId }, data: { state: "done" } });
  await insertExcerpts(home.database, runId, [recording]);
  return runId;
}

async function keysOf(api: Api, variantId: string): Promise<string[]> {
  const { body } = await api.exercises.open({ exerciseId: EXERCISE, variantId });
  return body.type === "order" ? body.items.map(({ key }) => key) : [];
}

async function callerFor(who: Who, owner: Viewer): Promise<Viewer | null> {
  if (who === "anonymous") return null;
  if (who === "owner") return owner;
  return makeAccount(who === "stranger" ? "learner" : who);
}

async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "ok";
  } catch (error) {
    if (error instanceof TRPCError) return error.code;
    throw error;
  }
}

test("every procedure has a row, and no row is of a procedure that is gone", () => {
  const rows = new Set(Object.keys(TABLE).map((row) => row.split(",")[0]));
  expect([...rows].sort()).toEqual(Object.keys(procedures).sort());
});

interface House {
  readonly owner: Viewer;
  readonly things: Things;
}

/** As it was furnished, as far as anybody knows. */
let untouched: House | null = null;

async function openHouse(): Promise<House> {
  if (untouched !== null) return untouched;
  const owner = await makeAccount("learner");
  untouched = { owner, things: await furnish(owner) };
  return untouched;
}

/** By their full names: tRPC's own type is that of the nested routers. */
const procedures = rootRouter._def.procedures as unknown as Record<string, AnyProcedure>;

const isMutation = (row: string): boolean => procedures[row.split(",")[0] ?? ""]?._def.type === "mutation";

describe.each(Object.entries(TABLE))("%s", (row, { outcomes, call }) => {
  test.each(CALLERS.map((who, index) => [who, outcomes[index]] as const))("%s: %s", async (who, expected) => {
    const { owner, things } = await openHouse();
    const api = apiOf(await callerFor(who, owner));
    const outcome = await outcomeOf(call(api, things));
    // Whoever is refused, or only asks, leaves everything as it was: the next caller finds the same house.
    if (isMutation(row) && outcome === "ok") untouched = null;
    expect(outcome).toBe(expected);
  });
});

describe("what a stranger's call leaves of the owner's things", () => {
  test("the owner stays signed in and in their cohort, the review stays done, the attempt stays theirs, and what is shared or not stays so", async () => {
    const owner = await makeAccount("learner");
    const things = await furnish(owner);
    const stranger = apiOf(await makeAccount("learner"));
    for (const { call } of Object.values(TABLE)) await outcomeOf(call(stranger, things));
    expect(await home.database.authSession.count({ where: { id: owner.sessionId } })).toBe(1);
    const { log } = await apiOf(owner).review.cardHistory({ cardId: CARD });
    expect(log.map(({ id, undone }) => ({ id, undone }))).toContainEqual({ id: things.eventId, undone: false });
    expect((await home.database.exerciseAttempt.findUniqueOrThrow({ where: { id: things.attemptId } })).userId).toBe(owner.userId);
    expect((await apiOf(owner).cohorts.mine()).cohorts.map(({ id }) => id)).toEqual([things.cohortId]);
    expect((await apiOf(owner).labs.run({ runId: things.runId })).run.shared).toBe(false);
    expect((await apiOf(owner).labs.run({ runId: things.sharedRunId })).run.shared).toBe(true);
  });
});
