/** Goal: a failing run is shrunk once its verdict stands, whatever becomes of judges. Method: the real fence and database. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findLab } from "@/domain/labs/catalogue";
import { SEED_NUMBER_MAX } from "@/domain/labs/result";
import type { Excerpt } from "@/domain/labs/result";
import { ENGINE_VERSION } from "@/domain/simulator/engine-version";
import { findRecording, listExcerpts } from "@/server/labs/excerpt-store";
import { claimRun } from "@/server/labs/run-queue-store";
import { claimShrink, finishShrink, SHRINK_ATTEMPTS_MAX, type ShrinkKey } from "@/server/labs/shrink-store";
import { makeBell } from "@/server/platform/bell";
import { judgeClaim, type JudgeTools } from "../../workers/judge/judge-claim";
import { shrinkNext } from "../../workers/judge/shrink-failure";
import type { Fence } from "../../workers/judge/supervisor";
import { judgeRuns } from "../../workers/judge/work-loop";
import type { TestDatabase } from "../support/database";
import { type JudgeHouse, openJudgeHouse } from "../support/judge-house";
import { duplicateId } from "../support/lab-excerpts";
import { WRONG } from "../support/lab-programs";
import { enqueue, makeLearner } from "../support/lab-runs";

const LAB = "unique-ids";
const NEVER = new AbortController().signal;
/** VISUAL.md, "The events of the shortest run" */
const EVENTS_MAX = 30;
/** Fails by itself, sooner or later. */
const THROWS = "export default (env: Env) => ({\n  onMessage(src, body, msg) {\n    if (env.now() % 7 === 0) throw new Error('seven');\n    env.reply(msg, { type: 'generate_ok', id: env.id + msg.body.msg_id + env.now() + src });\n  },\n});\n";

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

/** A run that has its verdict, and no more. */
async function judged(program = WRONG): Promise<string> {
  const runId = await enqueue(home.database, { userId, program, labId: LAB });
  await home.database.labRun.update({ where: { id: runId }, data: { seedsWanted: 2, labVersion: findLab(LAB)?.version ?? 0, engineVersion: ENGINE_VERSION } });
  const run = await claimRun(home.database);
  if (run === null) throw new Error("There is nothing to claim.");
  expect(await judgeClaim(tools, run, NEVER)).toBe("done");
  return runId;
}
/** Of seeds: what a search finds is the smallest there is already. */
const recordingsOf = async (runId: string) => {
  const keys = (await listExcerpts(home.database, runId)).filter(({ n }) => n <= SEED_NUMBER_MAX);
  const recordings = await Promise.all(keys.map((key) => findRecording(home.database, { userId, runId, ...key })));
  return recordings.flatMap((one) => one ?? []);
};
const claimed = async (): Promise<ShrinkKey> => {
  const claim = await claimShrink(home.database);
  if (claim === null) throw new Error("There is nothing to shrink.");
  return claim;
};
/** What the minute is when nobody comes back. */
const letLeasesRunOut = () => home.database.$executeRaw`UPDATE lab_excerpt SET shrink_after = clock_timestamp()`;
const keep = (runId: string, of: Pick<ShrinkKey, "n" | "check">) => findRecording(home.database, { userId, runId, n: of.n, check: of.check });

test("the verdict comes first, with the run as it was; then it is shrunk, to what fails in the same way", async () => {
  const runId = await judged();
  const before = await recordingsOf(runId);
  expect(before.length).toBeGreaterThan(1);
  for (const one of before) expect(one).toMatchObject({ shrunk: null, isBeingShrunk: true });
  while (await shrinkNext(tools, NEVER));
  const after = await recordingsOf(runId);
  expect(after.map(({ asRun }) => asRun)).toEqual(before.map(({ asRun }) => asRun));
  for (const { asRun, shrunk, isBeingShrunk } of after) {
    expect(isBeingShrunk).toBe(false);
    expect(shrunk).toMatchObject({ n: asRun.n, check: asRun.check, scenario: asRun.scenario, shrunkFrom: { events: asRun.eventsInRun } });
    expect(shrunk?.eventsInRun).toBeLessThan(EVENTS_MAX);
    expect(shrunk?.events).toHaveLength(shrunk?.eventsInRun ?? 0);
  }
  expect(await claimShrink(home.database)).toBeNull();
});

test("a program that fails by itself is shrunk to the call that fails", async () => {
  const runId = await judged(THROWS);
  while (await shrinkNext(tools, NEVER));
  const [recording] = await recordingsOf(runId);
  expect(recording?.shrunk).toMatchObject({ check: "program" });
  expect(recording?.shrunk?.events.map(({ kind }) => kind)).toEqual(["handled", "invoked", "handled", "completed"]);
});

test("an identical program gets what was shrunk", async () => {
  await judged();
  while (await shrinkNext(tools, NEVER));
  const again = await recordingsOf(await judged());
  expect(again.length).toBeGreaterThan(1);
  for (const one of again) expect(one).toMatchObject({ isBeingShrunk: false, shrunk: { shrunkFrom: {} } });
});

describe("a judge", () => {
  test("that works through the queue shrinks when no run waits", async () => {
    const [bell, stop] = [makeBell(), new AbortController()];
    const runId = await judged();
    const work = judgeRuns(tools, bell, stop.signal);
    await expect.poll(async () => (await recordingsOf(runId)).every(({ shrunk }) => shrunk !== null)).toBe(true);
    stop.abort();
    await work;
  });

  test("that is told to stop gives back what it shrinks, and another does it", async () => {
    const runId = await judged();
    const stop = new AbortController();
    const shrinking = shrinkNext(tools, stop.signal);
    await expect.poll(() => home.database.labExcerpt.count({ where: { shrinksLeft: SHRINK_ATTEMPTS_MAX - 1 } })).toBe(1);
    stop.abort();
    expect(await shrinking).toBe(false);
    expect(await home.database.labExcerpt.count({ where: { runId, shrinksLeft: SHRINK_ATTEMPTS_MAX, shrunk: null } })).toBe((await recordingsOf(runId)).length);
    expect(await shrinkNext(tools, NEVER)).toBe(true);
    expect((await recordingsOf(runId)).filter(({ shrunk }) => shrunk !== null)).toHaveLength(1);
  });

  test("that dies over it leaves the run as it was, and another does it a minute later", async () => {
    const runId = await judged();
    const lost = await claimed();
    expect(await keep(runId, lost)).toMatchObject({ shrunk: null, isBeingShrunk: true });
    while (await shrinkNext(tools, NEVER));
    expect(await keep(runId, lost)).toMatchObject({ shrunk: null, isBeingShrunk: true });
    await letLeasesRunOut();
    expect(await shrinkNext(tools, NEVER)).toBe(true);
    expect(await keep(runId, lost)).toMatchObject({ shrunk: { check: lost.check }, isBeingShrunk: false });
  });

  test("is one of so many that may die over it", async () => {
    const runId = await judged();
    const [{ n, check } = { n: 0, check: "" }] = await listExcerpts(home.database, runId);
    await home.database.labExcerpt.deleteMany({ where: { NOT: { n, check } } });
    for (let attempt = 0; attempt < SHRINK_ATTEMPTS_MAX; attempt += 1) {
      await claimed();
      await letLeasesRunOut();
    }
    expect(await shrinkNext(tools, NEVER)).toBe(false);
    expect(await keep(runId, { n, check })).toMatchObject({ asRun: { check }, shrunk: null, isBeingShrunk: false });
  });

  test("that comes back late changes nothing", async () => {
    const runId = await judged();
    const late = await claimed();
    const first: Excerpt = { ...duplicateId(), shrunkFrom: { events: 90, tries: 3 } };
    await finishShrink(home.database, late, first);
    await finishShrink(home.database, late, duplicateId());
    await finishShrink(home.database, late, null);
    expect(await keep(runId, late)).toMatchObject({ shrunk: first, isBeingShrunk: false });
  });
});

describe("nothing is shrunk", () => {
  test.each([["labVersion", { labVersion: 999 }], ["engineVersion", { engineVersion: 999 }], ["seeds", { seeds: null }]])("when the %s is another by now", async (_, data) => {
    const runId = await judged();
    const pid = fence.pid();
    await home.database.labRun.update({ where: { id: runId }, data });
    while (await shrinkNext(tools, NEVER));
    for (const one of await recordingsOf(runId)) expect(one).toMatchObject({ shrunk: null, isBeingShrunk: false });
    expect(fence.pid()).toBe(pid);
  });
});
