/** Goal: a run is judged once, whatever judges do. Method: many claimers and late ones on the real queue. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WAITING_RUNS_MAX } from "@/contracts/labs/limits";
import { type Database, openDatabase } from "@/server/platform/database";
import { type Claim, claimRun, finishRun, releaseRun, renewLease, writeProgress } from "@/server/labs/run-queue-store";
import { countAhead, findRun } from "@/server/labs/run-store";
import { testDatabase, type TestDatabase } from "../support/database";
import { enqueue, letLeasePass, letLeaseRunOut, makeLearner, outcomeOf } from "../support/lab-runs";

/** Far longer than what is tried within it. */
const HELD_MS = 120_000;

let home: TestDatabase;
let database: Database;
beforeAll(async () => {
  home = await testDatabase();
  database = home.database;
});
afterAll(() => home.stop());
beforeEach(() => database.user.deleteMany());

const claimed = async (leaseMs?: number) => {
  const claim = await claimRun(database, leaseMs);
  if (claim === null) throw new Error("There is nothing to claim.");
  return claim;
};
const finish = (claim: Claim, outcome = outcomeOf("passed")) => database.$transaction((transaction) => finishRun(transaction, claim, outcome));
const rowOf = (runId: string) => database.labRun.findUniqueOrThrow({ where: { id: runId } });

describe("who gets a run", () => {
  test("of many that reach for the same runs at once, each run goes to one", async () => {
    const runs = await Promise.all(Array.from({ length: 12 }, async () => enqueue(database, { userId: await makeLearner(database) })));
    const others = [openDatabase(home.url), openDatabase(home.url)];
    try {
      const claims = await Promise.all(Array.from({ length: 60 }, (_, index) => claimRun([database, ...others][index % 3] as Database)));
      const got = claims.flatMap((claim) => claim?.runId ?? []);
      expect(got.sort()).toEqual(runs.sort());
    } finally {
      await Promise.all(others.map((other) => other.$disconnect()));
    }
  });

  test("of one learner one run at a time, also when many reach for several at once", async () => {
    const userId = await makeLearner(database);
    const runs = [];
    for (let count = 0; count < 5; count += 1) runs.push(await enqueue(database, { userId }));
    for (const run of runs) {
      const claims = (await Promise.all(Array.from({ length: 20 }, () => claimRun(database)))).flatMap((claim) => claim ?? []);
      expect(claims.map(({ runId }) => runId)).toEqual([run]);
      expect(await finish(claims[0] as Claim)).toBe(true);
    }
    expect(await claimRun(database)).toBeNull();
  });

  test("of one learner the database itself lets no second one run", async () => {
    const userId = await makeLearner(database);
    const [first, second] = [await enqueue(database, { userId }), await enqueue(database, { userId })];
    const run = (id: string) => database.labRun.update({ where: { id }, data: { state: "running" } });
    await run(first);
    await expect(run(second)).rejects.toMatchObject({ code: "P2002" });
  });

  test("everybody's first waiting run goes before anybody's second, then the oldest", async () => {
    const [mara, tomas] = [await makeLearner(database), await makeLearner(database)];
    const maras = [await enqueue(database, { userId: mara }), await enqueue(database, { userId: mara })];
    const tomass = await enqueue(database, { userId: tomas });
    expect(await Promise.all([...maras, tomass].map((runId) => countAhead(database, runId)))).toEqual([0, 2, 1]);
    const order = [];
    for (let count = 0; count < 3; count += 1) {
      const claim = await claimed();
      order.push(claim.runId);
      await finish(claim);
    }
    expect(order).toEqual([maras[0], tomass, maras[1]]);
  });

  test("one learner's flood, renewed whenever a run ends, delays another by one run at most", async () => {
    const [flooder, other] = [await makeLearner(database), await makeLearner(database)];
    for (let count = 0; count < WAITING_RUNS_MAX; count += 1) await enqueue(database, { userId: flooder });
    for (let round = 0; round < 4; round += 1) {
      const awaited = await enqueue(database, { userId: other });
      const before: string[] = [];
      for (let claim = await claimed(); ; claim = await claimed()) {
        await finish(claim);
        if (claim.runId === awaited) break;
        before.push(claim.runId);
        await enqueue(database, { userId: flooder });
      }
      expect(before.length).toBeLessThanOrEqual(1);
    }
  });

  test("what waits is claimed with all that is needed to run it", async () => {
    const userId = await makeLearner(database);
    const runId = await enqueue(database, { userId, program: "export default () => ({})" });
    expect(await claimed()).toMatchObject({ runId, userId, lease: 1, attempts: 1, labId: "unique-ids", program: "export default () => ({})", seedsWanted: 4 });
    expect(await claimRun(database)).toBeNull();
  });
});

describe("a lease", () => {
  test("that ran out is taken over under a higher number", async () => {
    const runId = await enqueue(database, { userId: await makeLearner(database) });
    await claimed(HELD_MS);
    await letLeasePass(database, runId, HELD_MS / 2);
    expect(await claimRun(database)).toBeNull();
    await letLeasePass(database, runId, HELD_MS / 2);
    expect(await claimed()).toMatchObject({ runId, lease: 2, attempts: 2 });
  });

  test("that is renewed is not", async () => {
    const runId = await enqueue(database, { userId: await makeLearner(database) });
    const claim = await claimed(HELD_MS);
    for (let renewed = 0; renewed < 6; renewed += 1) {
      await letLeasePass(database, runId, HELD_MS / 2);
      expect(await renewLease(database, claim, HELD_MS)).toBe(true);
      expect(await claimRun(database)).toBeNull();
    }
  });

  test("ran out, but nobody took over: its holder goes on", async () => {
    const runId = await enqueue(database, { userId: await makeLearner(database) });
    const claim = await claimed();
    await letLeaseRunOut(database, runId);
    expect(await renewLease(database, claim)).toBe(true);
    expect(await claimRun(database)).toBeNull();
    expect(await finish(claim)).toBe(true);
  });
});

describe("a judge that comes back after another has taken over", () => {
  const overtaken = async () => {
    const userId = await makeLearner(database);
    const runId = await enqueue(database, { userId });
    const paused = await claimed();
    await writeProgress(database, paused, "p");
    await letLeaseRunOut(database, runId);
    return { userId, runId, paused, heir: await claimed() };
  };

  test.each<[string, (claim: Claim) => Promise<boolean>]>([
    ["renew its lease", (claim) => renewLease(database, claim)],
    ["show progress", (claim) => writeProgress(database, claim, "ffff")],
    ["write a verdict", (claim) => finish(claim, outcomeOf("failed"))],
    ["give the run back", (claim) => releaseRun(database, claim)],
  ])("cannot %s", async (_what, write) => {
    const { runId, paused, heir } = await overtaken();
    const before = await rowOf(runId);
    expect(await write(paused)).toBe(false);
    expect(await rowOf(runId)).toEqual(before);
    expect(await write(heir)).toBe(true);
    expect(await write(paused)).toBe(false);
  });

  test("leaves exactly one verdict, also when both write at the same moment", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { userId, runId, paused, heir } = await overtaken();
      const held = await Promise.all([finish(paused, outcomeOf("failed")), finish(heir, outcomeOf("passed")), finish(heir, outcomeOf("passed"))]);
      expect(held.filter(Boolean)).toHaveLength(1);
      expect(await findRun(database, { userId, runId })).toMatchObject({ state: "done", verdict: { verdict: "passed" }, attempts: 2 });
    }
  });

  test("finds the progress of the new attempt, not its own", async () => {
    const { runId, heir } = await overtaken();
    expect((await rowOf(runId)).marks).toBe("");
    await writeProgress(database, heir, "ff");
    expect((await rowOf(runId)).marks).toBe("ff");
  });
});

describe("a judge that is told to stop", () => {
  test("gives its run back: it waits again, and the attempt does not count", async () => {
    const runId = await enqueue(database, { userId: await makeLearner(database) });
    const claim = await claimed();
    await writeProgress(database, claim, "pp");
    expect(await releaseRun(database, claim)).toBe(true);
    expect(await rowOf(runId)).toMatchObject({ state: "waiting", attempts: 0, marks: "", leaseUntil: null, startedAt: null });
    expect(await claimed()).toMatchObject({ runId, lease: 2, attempts: 1 });
    expect(await finish(claim)).toBe(false);
  });
});

test("a run that is done is never claimed again", async () => {
  const runId = await enqueue(database, { userId: await makeLearner(database) });
  const claim = await claimed();
  await finish(claim);
  expect(await claimRun(database)).toBeNull();
  expect(await Promise.all([renewLease(database, claim), writeProgress(database, claim, "f"), releaseRun(database, claim), finish(claim)])).toEqual([false, false, false, false]);
  expect(await rowOf(runId)).toMatchObject({ state: "done", lease: 1, marks: "pppp" });
});
