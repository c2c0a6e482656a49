/** Who may read a run that its learner shares, and what they are told of it: through the router, after a real verdict. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findLab } from "@/domain/labs/catalogue";
import { instant } from "@/domain/kernel/instant";
import { ENGINE_VERSION } from "@/domain/simulator/engine-version";
import type { Viewer } from "@/server/auth/viewer";
import { hiddenSeeds } from "@/server/labs/hidden-seeds";
import { labsRouter } from "@/server/labs/labs-router";
import { openRunChanges, type RunChanges } from "@/server/labs/run-changes";
import { claimRun, type ClaimedRun } from "@/server/labs/run-queue-store";
import { bringCardsForward } from "@/server/review/bring-forward";
import { createCallerFactory } from "@/server/trpc/init";
import { judgeClaim } from "../../workers/judge/judge-claim";
import { type Fence, openFence } from "../../workers/judge/supervisor";
import { testDatabase, type TestDatabase } from "../support/database";
import { labCatalog } from "../support/lab-catalog";
import { WRONG } from "../support/lab-programs";
import { enqueue } from "../support/lab-runs";

const NOON = Date.UTC(2026, 10, 20, 12);
const LAB = "unique-ids";
const SECRET = "a secret of thirty-two characters";
const SEEDS = 6;
const EMAIL = "mara.private@example.org";
const callerOf = createCallerFactory(labsRouter);

let home: TestDatabase;
let fence: Fence;
let runChanges: RunChanges;
let now = NOON;
beforeAll(async () => {
  home = await testDatabase();
  Object.assign(process.env, { DATABASE_URL: home.url, AUTH_SECRET: SECRET, LOG_LEVEL: "silent" });
  fence = await openFence();
  runChanges = openRunChanges(() => home.url);
});
afterAll(async () => {
  await runChanges.close();
  await fence.close();
  await home.stop();
});
beforeEach(async () => {
  now = NOON;
  await home.database.user.deleteMany();
  await home.database.user.create({ data: { id: "mara", email: EMAIL, name: "Mara Lindqvist" } });
  await home.database.user.create({ data: { id: "tomas", email: "tomas@example.org", name: "Tomas" } });
});

const tools = () => ({ clock: () => instant(now), database: home.database, catalog: labCatalog(), bringCardsForward, runChanges });
const viewer = (userId: string): Viewer => ({
  userId, sessionId: "s", role: "learner", name: userId, email: "", timeZone: null, rolloverHour: 4, theme: "system", letterKeys: true,
});
const as = (userId: string) => callerOf({ viewer: viewer(userId), clientAddress: "127.0.0.1", tools: tools() });
const share = (runId: string, shared = true) => as("mara").shareRun({ runId, shared });

/** Mara's run of a wrong program; judged, it has recordings and has brought cards forward. */
async function submitted(): Promise<string> {
  const runId = await enqueue(home.database, { userId: "mara", program: WRONG, labId: LAB });
  await home.database.labRun.update({ where: { id: runId }, data: { seedsWanted: SEEDS, labVersion: findLab(LAB)?.version ?? 0, engineVersion: ENGINE_VERSION } });
  return runId;
}
const judgeNext = async () => judgeClaim({ ...tools(), fence, authSecret: SECRET }, (await claimRun(home.database)) as ClaimedRun, new AbortController().signal);
async function judged(): Promise<string> {
  const runId = await submitted();
  expect(await judgeNext()).toBe("done");
  return runId;
}

/** What Tomas is told of a run and of its recordings: both, or of both that there are none. */
async function toldTomas(runId: string) {
  const { excerpts } = await as("mara").run({ runId });
  const asked = [as("tomas").run({ runId }), ...excerpts.map(({ n, check }) => as("tomas").excerpt({ runId, n, check }))];
  return Promise.all(asked.map((one) => one.then((told) => told as unknown, (error: { code: string; message: string }) => `${error.code} ${error.message}`)));
}
const nothing = async () => {
  const runId = randomUUID();
  const asked = [as("tomas").run({ runId }), as("tomas").excerpt({ runId, n: 1, check: "unique" })];
  return Promise.all(asked.map((one) => one.then(() => "", (error: { code: string; message: string }) => `${error.code} ${error.message}`)));
};

describe("a run", () => {
  test("that is not shared is as one that does not exist; shared it is read; taken back it is gone", async () => {
    const runId = await judged();
    const [noRun, noExcerpt] = await nothing();
    const asNone = (await toldTomas(runId)).map((_, at) => (at === 0 ? noRun : noExcerpt));
    expect(asNone.length).toBeGreaterThan(1);
    expect(await toldTomas(runId)).toEqual(asNone);

    expect(await share(runId)).toEqual({ shared: true });
    const mine = await as("mara").run({ runId });
    const [view, ...excerpts] = await toldTomas(runId);
    expect(view).toMatchObject({ mine: false, author: "Mara Lindqvist", run: { shared: true, verdict: "failed" }, program: WRONG, seeds: mine.seeds, excerpts: mine.excerpts });
    expect(excerpts).toEqual(await Promise.all(mine.excerpts.map(({ n, check }) => as("mara").excerpt({ runId, n, check }))));

    expect(await share(runId, false)).toEqual({ shared: false });
    expect(await toldTomas(runId)).toEqual(asNone);
  });

  test("tells others neither an address, nor a hidden seed, nor its learner's cards and way through the queue", async () => {
    const runId = await judged();
    await share(runId);
    const mine = await as("mara").run({ runId });
    expect(mine).toMatchObject({ mine: true, author: null, progress: { state: "done" }, run: { shared: true } });
    expect(mine.broughtForward.length).toBeGreaterThan(0);
    expect(await as("tomas").run({ runId })).toMatchObject({ progress: null, broughtForward: [] });
    const told = JSON.stringify(await toldTomas(runId));
    const secrets = hiddenSeeds(SECRET, { labId: LAB, labVersion: findLab(LAB)?.version ?? 0, count: SEEDS }).map(({ seed }) => seed);
    expect(secrets).toHaveLength(SEEDS);
    for (const secret of [EMAIL, "mara.private", ...secrets, ...mine.broughtForward.map(({ cardId }) => cardId)]) expect(told).not.toContain(secret);
  });

  test("shared before it is done is read once it is, and is followed by its learner only", async () => {
    const runId = await submitted();
    await share(runId);
    const follow = async (userId: string) => (await as(userId).watchRun({ runId }))[Symbol.asyncIterator]().next();
    await expect(as("tomas").run({ runId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await judgeNext();
    expect(await as("tomas").run({ runId })).toMatchObject({ mine: false });
    await expect(follow("tomas")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await follow("mara")).done).toBe(false);
    expect((await as("tomas").runs({})).runs).toEqual([]);
  });

  test("is shared by its learner only, and twice is as once", async () => {
    const runId = await judged();
    const sharedAt = async () => (await home.database.labRun.findUniqueOrThrow({ where: { id: runId } })).sharedAt?.getTime();
    const noRun = await as("tomas").shareRun({ runId: randomUUID(), shared: true }).catch((error: unknown) => error);
    await expect(as("tomas").shareRun({ runId, shared: true })).rejects.toEqual(noRun);
    expect(await sharedAt()).toBeUndefined();
    expect([await share(runId), (now += 60_000), await share(runId)]).toEqual([{ shared: true }, NOON + 60_000, { shared: true }]);
    expect(await sharedAt()).toBe(NOON);
    await expect(as("tomas").shareRun({ runId, shared: false })).rejects.toEqual(noRun);
    expect(await sharedAt()).toBe(NOON);
    expect([await share(runId, false), await share(runId, false)]).toEqual([{ shared: false }, { shared: false }]);
    expect(await sharedAt()).toBeUndefined();
  });

  test.each([[""], ["  "], [EMAIL], [EMAIL.toUpperCase()]])("of somebody who goes by the name \"%s\" has no name on it", async (name) => {
    await home.database.user.update({ where: { id: "mara" }, data: { name } });
    const runId = await submitted();
    await home.database.labRun.update({ where: { id: runId }, data: { state: "done" } });
    await share(runId);
    expect((await as("tomas").run({ runId })).author).toBeNull();
  });

  test("that answers an identical program is not shared with it", async () => {
    await share(await judged());
    const { outcome, ...answer } = await as("tomas").submitRun({ runId: randomUUID(), labId: LAB, program: WRONG });
    expect(outcome).toBe("accepted");
    expect(answer).toMatchObject({ run: { shared: false } });
  });
});
