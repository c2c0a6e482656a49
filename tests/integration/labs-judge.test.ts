/** From a claim to a verdict, behind the real fence and on the real database. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { HIDDEN_SEEDS } from "@/contracts/labs/limits";
import { findLab } from "@/domain/labs/catalogue";
import { SEED_NUMBER_MAX } from "@/domain/labs/result";
import { ENGINE_VERSION } from "@/domain/simulator/engine-version";
import { findRecording, listExcerpts } from "@/server/labs/excerpt-store";
import { ATTEMPTS_MAX, claimRun, type ClaimedRun, RENEW_MS } from "@/server/labs/run-queue-store";
import { findRun } from "@/server/labs/run-store";
import { makeBell } from "@/server/platform/bell";
import { type Ended, judgeClaim, type JudgeTools } from "../../workers/judge/judge-claim";
import type { Fence } from "../../workers/judge/supervisor";
import { judgeRuns } from "../../workers/judge/work-loop";
import type { TestDatabase } from "../support/database";
import { type JudgeHouse, openJudgeHouse } from "../support/judge-house";
import { RIGHT, WRONG } from "../support/lab-programs";
import { enqueue, letLeaseRunOut, makeLearner } from "../support/lab-runs";

const LAB = "unique-ids";
const NEVER = new AbortController().signal;

let house: JudgeHouse;
let home: TestDatabase;
let fence: Fence;
let tools: JudgeTools;
let userId: string;

beforeAll(async () => {
  house = await openJudgeHouse();
  ({ home, fence, tools } = house);
});
afterAll(() => house.close());
beforeEach(async () => {
  await home.database.user.deleteMany();
  userId = await makeLearner(home.database);
});

/** A run of today's lab that waits for the judge. */
async function submitted(program: string, { seedsWanted = 6, stopAtFailure = false, labVersion = findLab(LAB)?.version ?? 0, engineVersion = ENGINE_VERSION } = {}) {
  const runId = await enqueue(home.database, { userId, program, labId: LAB, stopAtFailure });
  await home.database.labRun.update({ where: { id: runId }, data: { seedsWanted, labVersion, engineVersion } });
  return runId;
}
async function claimed(): Promise<ClaimedRun> {
  const run = await claimRun(home.database);
  if (run === null) throw new Error("There is nothing to claim.");
  return run;
}
const judgeNext = async (stop = NEVER): Promise<Ended> => judgeClaim(tools, await claimed(), stop);
const viewOf = (runId: string) => findRun(home.database, { userId, runId });
const marksOf = async (runId: string) => (await viewOf(runId))?.marks ?? "";

describe("a program", () => {
  test("that is right passes on every seed, and nothing is brought forward", async () => {
    const runId = await submitted(RIGHT);
    expect(await judgeNext()).toBe("done");
    const run = await viewOf(runId);
    expect(run).toMatchObject({ state: "done", marks: "pppppp", reason: null, brought: [], verdict: { verdict: "passed", seeds: { run: 6, passed: 6 } } });
    expect(run?.verdict?.points).toBe(run?.verdict?.pointsMax);
    expect(run?.seeds.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(run?.cpuSeconds).toBeGreaterThan(0);
    expect(await listExcerpts(home.database, runId)).toEqual([]);
  });

  test("that is wrong fails with excerpts of what was judged, and brings cards forward", async () => {
    const runId = await submitted(WRONG);
    expect(await judgeNext()).toBe("done");
    const run = await viewOf(runId);
    expect(run).toMatchObject({ state: "done", verdict: { verdict: "failed" } });
    expect(run?.brought).toContain("unique-ids-unique.card-1");
    const excerpts = await listExcerpts(home.database, runId);
    expect(excerpts.length).toBeGreaterThan(0);
    const searches = run?.verdict?.searches ?? [];
    expect(searches.flatMap(({ n, broken }) => (broken === null ? [] : [n])), "what a search found is kept too").toEqual(excerpts.flatMap(({ n }) => (n > SEED_NUMBER_MAX ? [n] : [])));
    for (const key of excerpts.filter(({ n }) => n <= SEED_NUMBER_MAX)) {
      const excerpt = (await findRecording(home.database, { userId, runId, ...key }))?.asRun;
      const judged = run?.seeds.find(({ n }) => n === key.n);
      expect(excerpt?.traceHash).toBe(judged?.traceHash);
      expect(judged?.checks.find(({ check }) => check === key.check)).toMatchObject({ verdict: "failed", say: excerpt?.say });
    }
  });

  test("that throws fails with the place in the learner's file", async () => {
    const runId = await submitted("export default (env) => ({\n  onMessage() {\n    throw new Error(\"no\\0\\ud800\");\n  },\n});\n");
    await judgeNext();
    const run = await viewOf(runId);
    expect(run?.verdict?.verdict).toBe("failed");
    expect(run?.seeds[0]?.failure).toMatchObject({ kind: "threw", frames: [{ line: 3 }] });
  });

  test("judged once is not run again", async () => {
    await submitted(RIGHT);
    const again = await submitted(RIGHT);
    await judgeNext();
    const before = fence.pid();
    expect(await judgeNext()).toBe("done");
    expect(await viewOf(again)).toMatchObject({ state: "done", verdict: { verdict: "passed" }, cpuSeconds: 0, answeredFrom: expect.any(String) });
    expect(fence.pid()).toBe(before);
  });
});

describe("a run that is to stop at its first failure", () => {
  test("T1, T2, T5: ends there, says where, has no points, and is not searched", async () => {
    const runId = await submitted(WRONG, { stopAtFailure: true });
    expect(await judgeNext()).toBe("done");
    const run = await viewOf(runId);
    const failed = run?.seeds.filter(({ verdict }) => verdict === "failed") ?? [];
    expect(failed.map(({ n }) => n)).toEqual([run?.seeds.length]);
    expect(run?.verdict).toMatchObject({ verdict: "failed", points: 0, stoppedAt: failed[0]?.n, seeds: { run: failed[0]?.n, failed: 1 } });
    expect(run?.verdict).not.toHaveProperty("searches");
    expect(run?.marks).toMatch(/^p*f$/);
    expect(run?.marks.length).toBeLessThan(6);
    expect(await listExcerpts(home.database, runId)).toContainEqual({ n: failed[0]?.n, check: expect.any(String) });
  });

  test("T3: is judged as a run of all seeds where none fails", async () => {
    const [stopping, whole] = [await submitted(RIGHT, { stopAtFailure: true }), await submitted(`${RIGHT}// once more\n`)];
    await judgeNext();
    await judgeNext();
    const [one, other] = [await viewOf(stopping), await viewOf(whole)];
    expect(one?.verdict).toMatchObject({ verdict: "passed", points: one?.verdict?.pointsMax, seeds: { run: 6, passed: 6 } });
    expect(one?.verdict).toEqual(other?.verdict);
  });
});

describe("what cannot be judged is given up in words", () => {
  test("after several judges were lost over it", async () => {
    const runId = await submitted(RIGHT);
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      expect(await claimRun(home.database)).toMatchObject({ attempts: attempt + 1 });
      await letLeaseRunOut(home.database, runId);
    }
    expect(await judgeNext()).toBe("done");
    expect(await viewOf(runId)).toMatchObject({ state: "done", verdict: null, reason: expect.stringMatching(/broke off 3 times.*Submit it again/) });
  });

  test.each([["labVersion", { labVersion: 999 }], ["engineVersion", { engineVersion: 999 }]])("when the %s is another by now", async (_what, other) => {
    const runId = await submitted(RIGHT, other);
    expect(await judgeNext()).toBe("done");
    expect(await viewOf(runId)).toMatchObject({ state: "done", verdict: null, reason: expect.stringMatching(/The lab changed/) });
  });
});

describe("a judge", () => {
  /** Long enough to be seen at work. */
  const LONG = 16;
  /** Of what would otherwise go on several times as long. */
  const AT_ONCE_MS = 8_000;

  /** Ends a lease, and claims the run before its judge renews it. */
  const takeOver = (runId: string) =>
    vi.waitFor(
      async () => {
        await letLeaseRunOut(home.database, runId);
        return claimed();
      },
      { timeout: 30_000 },
    );

  test("shows its progress, seed by seed", async () => {
    const runId = await submitted(RIGHT, { seedsWanted: LONG });
    const judging = judgeNext();
    await expect.poll(() => marksOf(runId)).toMatch(/^p+-+$/);
    expect(await judging).toBe("done");
    expect(await marksOf(runId)).toBe("p".repeat(LONG));
  });

  test("that is told to stop gives its run back at once, and another begins anew", async () => {
    const runId = await submitted(RIGHT, { seedsWanted: HIDDEN_SEEDS });
    const stop = new AbortController();
    const judging = judgeNext(stop.signal);
    await expect.poll(() => marksOf(runId)).toMatch(/^p/);
    const startedAtMs = performance.now();
    stop.abort();
    expect(await judging).toBe("released");
    expect(performance.now() - startedAtMs).toBeLessThan(AT_ONCE_MS);
    expect(await viewOf(runId)).toMatchObject({ state: "waiting", marks: "", attempts: 0 });
    await home.database.labRun.update({ where: { id: runId }, data: { seedsWanted: 2 } });
    expect(await judgeNext()).toBe("done");
    expect(await viewOf(runId)).toMatchObject({ verdict: { verdict: "passed" }, attempts: 1 });
  });

  test("that lost its lease stops and writes nothing more", async () => {
    const runId = await submitted(RIGHT, { seedsWanted: HIDDEN_SEEDS });
    const judging = judgeNext();
    await expect.poll(() => marksOf(runId)).toMatch(/^p/);
    const heir = await takeOver(runId);
    expect(heir).toMatchObject({ runId, lease: 2 });
    const startedAtMs = performance.now();
    expect(await judging).toBe("lost");
    expect(performance.now() - startedAtMs).toBeLessThan(AT_ONCE_MS);
    expect(await viewOf(runId)).toMatchObject({ state: "running", marks: "", verdict: null });
  });

  test("renews its lease while it works", async () => {
    const runId = await submitted(RIGHT, { seedsWanted: HIDDEN_SEEDS });
    const run = await claimed();
    const leaseUntil = async () => (await home.database.labRun.findUniqueOrThrow({ where: { id: runId } })).leaseUntil?.getTime() ?? 0;
    const before = await leaseUntil();
    const stop = new AbortController();
    const judging = judgeClaim(tools, run, stop.signal);
    await expect.poll(leaseUntil, { timeout: 30 * RENEW_MS }).toBeGreaterThan(before + RENEW_MS / 2);
    stop.abort();
    expect(await judging).toBe("released");
  });

  test("works through the queue, hears of new runs, and leaves when told", async () => {
    const [bell, stop] = [makeBell(), new AbortController()];
    const work = judgeRuns(tools, bell, stop.signal);
    const first = await submitted(RIGHT);
    bell.ring();
    await expect.poll(async () => (await viewOf(first))?.state).toBe("done");
    const second = await submitted(WRONG);
    await expect.poll(async () => (await viewOf(second))?.state).toBe("done");
    stop.abort();
    await work;
  });
});
