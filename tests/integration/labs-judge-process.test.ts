/** Goal: a run gets one verdict, whatever becomes of judges. Method: two judge processes, paused, killed and stopped in the middle. */
import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findLab } from "@/domain/labs/catalogue";
import { ENGINE_VERSION } from "@/domain/simulator/engine-version";
import { LEASE_MS, WAITING_CHANNEL } from "@/server/labs/run-queue-store";
import { findRun } from "@/server/labs/run-store";
import { testDatabase, type TestDatabase } from "../support/database";
import { type Judges, makeJudges } from "../support/judge-processes";
import { rightAnew } from "../support/lab-programs";
import { enqueue, makeLearner } from "../support/lab-runs";

const LAB = "unique-ids";
/** Long enough to be interrupted. */
const SEEDS = 40;
/** A lease runs out, the other judge looks, and begins; on a machine that has other things to do. */
const TAKE_OVER_MS = LEASE_MS + 15_000;
/** Beside all the other tests. */
const JUDGED_MS = 120_000;
const STORY_MS = 2 * JUDGED_MS;
/** It is given four seconds; this is more than that only for a machine that has other things to do. */
const DRAINED_MS = 8_000;

let home: TestDatabase;
let userId: string;
/** The tests build on each other: starting a judge takes longer than what it is asked here. */
let judges: Judges;

beforeAll(async () => {
  home = await testDatabase();
  userId = await makeLearner(home.database);
  judges = makeJudges(home.url);
  await Promise.all([judges.start(), judges.start()]);
}, STORY_MS);
afterAll(async () => {
  await judges.end();
  await home.stop();
});

async function submit(what: string): Promise<string> {
  const runId = await enqueue(home.database, { userId, program: rightAnew(what), labId: LAB });
  const labVersion = findLab(LAB)?.version ?? 0;
  await home.database.labRun.update({ where: { id: runId }, data: { seedsWanted: SEEDS, labVersion, engineVersion: ENGINE_VERSION } });
  await home.database.$executeRaw`SELECT pg_notify(${WAITING_CHANNEL}, '')`;
  return runId;
}

const rowOf = (runId: string) => home.database.labRun.findUniqueOrThrow({ where: { id: runId } });

/** Who said this of the run, in the order of saying. */
const whoSaid = (runId: string, msg: string, ended?: string) =>
  judges.lines.filter((line) => line.runId === runId && line.msg === msg && line.ended === ended).map(({ pid }) => pid);

/** Waits until the run is under way, and gives its judge. */
async function underWay(runId: string): Promise<ChildProcess> {
  await expect.poll(async () => (await rowOf(runId)).marks, { timeout: JUDGED_MS }).toMatch(/^p/);
  await expect.poll(() => whoSaid(runId, "claimed")).toHaveLength(1);
  const [pid] = whoSaid(runId, "claimed");
  const holder = judges.running.find((judge) => judge.pid === pid);
  if (holder === undefined) throw new Error("Who claimed the run is not there.");
  return holder;
}

async function expectTakeOver(runId: string, holder: ChildProcess): Promise<void> {
  await expect.poll(async () => (await rowOf(runId)).lease, { timeout: TAKE_OVER_MS, interval: 100 }).toBe(2);
  await expect.poll(() => whoSaid(runId, "claimed").length).toBe(2);
  expect(new Set(whoSaid(runId, "claimed")).size).toBe(2);
  expect(whoSaid(runId, "claimed")[0]).toBe(holder.pid);
}

async function expectOneVerdict(runId: string, { lease, attempts = lease }: { lease: number; attempts?: number }): Promise<void> {
  await expect.poll(async () => (await rowOf(runId)).state, { timeout: JUDGED_MS, interval: 200 }).toBe("done");
  expect(await findRun(home.database, { userId, runId })).toMatchObject({ verdict: { verdict: "passed" }, marks: "p".repeat(SEEDS), attempts });
  expect(await rowOf(runId)).toMatchObject({ lease });
  await expect.poll(() => whoSaid(runId, "ended", "done")).toEqual(whoSaid(runId, "claimed").slice(-1));
}

test("a judge that is paused in the middle is replaced within seconds, and what it does when it wakes counts for nothing", { timeout: STORY_MS }, async () => {
  const runId = await submit("paused");
  const holder = await underWay(runId);
  holder.kill("SIGSTOP");
  await expectTakeOver(runId, holder);
  holder.kill("SIGCONT");
  await expectOneVerdict(runId, { lease: 2 });
  await expect.poll(() => whoSaid(runId, "ended", "lost")).toEqual([holder.pid]);
  expect(judges.running).toHaveLength(2);
});

test("a judge that is killed in the middle is replaced within seconds", { timeout: STORY_MS }, async () => {
  const runId = await submit("killed");
  const holder = await underWay(runId);
  holder.kill("SIGKILL");
  await expectTakeOver(runId, holder);
  await expectOneVerdict(runId, { lease: 2 });
  expect(judges.running).toHaveLength(1);
});

test("a judge that is asked to stop leaves in time, and its run waits as if it had never been begun", { timeout: STORY_MS }, async () => {
  const runId = await submit("stopped");
  const judge = await underWay(runId);
  const gone = new Promise<number | null>((resolve) => judge.once("exit", resolve));
  const askedAtMs = performance.now();
  judge.send({ type: "stop" });
  expect(await gone).toBe(0);
  expect(performance.now() - askedAtMs).toBeLessThan(DRAINED_MS);
  expect(await rowOf(runId)).toMatchObject({ state: "waiting", attempts: 0, marks: "", verdict: null });
  await judges.start();
  await expectOneVerdict(runId, { lease: 2, attempts: 1 });
});
