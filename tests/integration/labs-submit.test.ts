/** Submitting, watching and looking back at runs, through the router and on the real database. */
import { randomUUID } from "node:crypto";
import { isTrackedEnvelope } from "@trpc/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RunProgress, SubmitRunOutput } from "@/contracts/labs/labs";
import { WAITING_RUNS_MAX } from "@/contracts/labs/limits";
import { instant } from "@/domain/kernel/instant";
import type { Excerpt, RunVerdict } from "@/domain/labs/result";
import type { Viewer } from "@/server/auth/viewer";
import { labsRouter } from "@/server/labs/labs-router";
import { recordVerdict, type VerdictTools } from "@/server/labs/record-verdict";
import { openRunChanges, type RunChanges } from "@/server/labs/run-changes";
import { claimRun, type ClaimedRun, writeProgress } from "@/server/labs/run-queue-store";
import { bringCardsForward } from "@/server/review/bring-forward";
import { createCallerFactory } from "@/server/trpc/init";
import { testDatabase, type TestDatabase } from "../support/database";
import { labCatalog } from "../support/lab-catalog";
import { letLeaseRunOut, outcomeOf, verdictOf } from "../support/lab-runs";

const NOON = Date.UTC(2026, 10, 20, 12);
const LAB = "unique-ids";
const PROGRAM = "export default (env) => ({});\n";
const callerOf = createCallerFactory(labsRouter);
const catalog = labCatalog();

let home: TestDatabase;
let runChanges: RunChanges;
let port: VerdictTools["bringCardsForward"];
const tools = () => ({ clock: () => instant(NOON), database: home.database, catalog, bringCardsForward: port, runChanges });

const viewer = (userId: string): Viewer => ({
  userId, sessionId: "s", role: "learner", name: userId, email: "", timeZone: null, rolloverHour: 4, theme: "system", letterKeys: true,
});
const as = (userId: string, signal?: AbortSignal) => callerOf({ viewer: viewer(userId), clientAddress: "127.0.0.1", tools: tools() }, signal === undefined ? {} : { signal });

let programs = 0;
/** A program that nobody submitted before. */
const another = () => `${PROGRAM}// ${(programs += 1)}`;

const submit = (userId: string, { runId = randomUUID() as string, program = another(), labId = LAB, allSeeds = false } = {}) =>
  as(userId).submitRun({ runId, labId, program, allSeeds });
function accepted(output: SubmitRunOutput) {
  if (output.outcome !== "accepted") throw new Error(JSON.stringify(output.problems));
  return output.run;
}
const refusalOf = (request: Promise<unknown>) =>
  request.then(
    () => "accepted",
    (error: { code: string; cause?: { code?: string } }) => error.cause?.code ?? error.code,
  );

const excerpt = (n: number, check: string): Excerpt => ({
  traceVersion: 1, n, scenario: "calm", check, say: "n2 gave the id 7 twice", nodes: ["n1", "n2"], eventsInRun: 100, events: [], witnesses: [], traceHash: "0123456789abcdef",
});

/** What a judge does with the next run, but for running it. */
async function judge(verdict: RunVerdict, excerpts: Excerpt[] = [], more: Parameters<typeof outcomeOf>[1] = {}): Promise<ClaimedRun> {
  const run = await claimRun(home.database);
  if (run === null) throw new Error("There is nothing to judge.");
  expect(await recordVerdict(tools(), run, { outcome: outcomeOf(verdict.verdict, { verdict, ...more }), excerpts })).toBe(true);
  return run;
}

beforeAll(async () => {
  home = await testDatabase();
  Object.assign(process.env, { DATABASE_URL: home.url, AUTH_SECRET: "a secret of thirty-two characters", LOG_LEVEL: "silent" });
  runChanges = openRunChanges(() => home.url);
});
afterAll(async () => {
  await runChanges.close();
  await home.stop();
});
beforeEach(async () => {
  port = bringCardsForward;
  await home.database.user.deleteMany();
  await home.database.user.createMany({ data: ["mara", "tomas"].map((id) => ({ id, email: `${id}@example.org` })) });
});

describe("submitting", () => {
  test("puts the program into the queue, numbered among one's own runs of the lab", async () => {
    const first = accepted(await submit("mara"));
    expect(first).toMatchObject({ labId: LAB, number: 1, state: "waiting", verdict: null, current: true });
    await submit("tomas");
    expect(accepted(await submit("mara"))).toMatchObject({ number: 2 });
    expect(accepted(await submit("mara", { labId: "broadcast" }))).toMatchObject({ number: 1 });
    const { runs } = await as("mara").runs({});
    expect(runs.map(({ labId, number }) => [labId, number])).toEqual([["broadcast", 1], [LAB, 2], [LAB, 1]]);
    expect((await as("mara").runs({ labId: LAB })).runs).toHaveLength(2);
  });

  test("counts once, however often the same press is sent", async () => {
    const press = { runId: randomUUID(), program: PROGRAM };
    const all = await Promise.all(Array.from({ length: 8 }, () => submit("mara", press)));
    expect(new Set(all.map((output) => JSON.stringify(output))).size).toBe(1);
    expect(await home.database.labRun.count()).toBe(1);
    await judge(verdictOf("passed"));
    expect(accepted(await submit("mara", press))).toMatchObject({ runId: press.runId, state: "done", verdict: "passed" });
  });

  test("does not take another program, or another's id, for the same press", async () => {
    const { runId } = accepted(await submit("mara"));
    expect(await refusalOf(submit("mara", { runId }))).toBe("run-id-used-elsewhere");
    expect(await refusalOf(submit("tomas", { runId }))).toBe("run-id-used-elsewhere");
    expect(await home.database.labRun.count()).toBe(1);
  });

  test("tells where the text is no program, and counts nothing", async () => {
    const output = await submit("mara", { program: "export default (env) => ({\n  onMessage( {\n});\n" });
    expect(output).toMatchObject({ outcome: "unreadable", problems: [{ line: expect.any(Number), column: expect.any(Number), message: expect.any(String) }] });
    expect(await submit("mara", { program: "const x = 1;" })).toMatchObject({ outcome: "unreadable" });
    expect(await home.database.labRun.count()).toBe(0);
  });

  test("refuses what cannot be stored, a lab that there is not, and more than the queue is for", async () => {
    expect(await refusalOf(submit("mara", { program: `${PROGRAM}\0` }))).toBe("BAD_REQUEST");
    expect(await refusalOf(submit("mara", { program: `${PROGRAM}\ud800` }))).toBe("BAD_REQUEST");
    expect(await refusalOf(submit("mara", { program: PROGRAM.padEnd(70_000, " ") }))).toBe("BAD_REQUEST");
    expect(await refusalOf(submit("mara", { labId: "no-such-lab" }))).toBe("no-such-lab");
    const presses = Array.from({ length: WAITING_RUNS_MAX + 3 }, () => refusalOf(submit("mara")));
    expect((await Promise.all(presses)).sort()).toEqual([...Array(WAITING_RUNS_MAX).fill("accepted"), ...Array(3).fill("too-many-waiting")]);
    // One that runs waits no longer.
    await claimRun(home.database);
    expect(await refusalOf(submit("mara"))).toBe("accepted");
    expect(await refusalOf(submit("mara"))).toBe("too-many-waiting");
    expect(await refusalOf(submit("tomas"))).toBe("accepted");
  });
});

describe("an identical program", () => {
  test("is answered from the record, whoever submits it, with its excerpts and its cards", async () => {
    await submit("mara", { program: PROGRAM });
    const judged = await judge(verdictOf("failed", ["unique"]), [excerpt(3, "unique")]);
    const run = accepted(await submit("tomas", { program: PROGRAM }));
    expect(run).toMatchObject({ state: "done", verdict: "failed", number: 1 });
    expect(await claimRun(home.database)).toBeNull();
    const view = await as("tomas").run({ runId: run.runId });
    expect(view).toMatchObject({ answeredFromRecord: true, excerpts: [{ n: 3, check: "unique" }], progress: { marks: "ffff" }, cpuSeconds: 0 });
    expect(view.broughtForward.map(({ cardId }) => cardId)).toEqual(["unique-ids-unique.card-1", "unique-ids-unique.card-2", "shared.card-1"]);
    await home.database.user.delete({ where: { id: judged.userId } });
    expect(await as("tomas").excerpt({ runId: run.runId, n: 3, check: "unique" })).toMatchObject({ version: "as-run", excerpt: { say: "n2 gave the id 7 twice" } });
  });

  test("T4: that stopped at a failure answers who would stop there too, and nobody who asks for all seeds", async () => {
    await submit("mara", { program: PROGRAM });
    await judge({ ...verdictOf("failed", ["unique"]), stoppedAt: 2 });
    const [again, whole] = [accepted(await submit("tomas", { program: PROGRAM })), accepted(await submit("tomas", { program: PROGRAM, allSeeds: true }))];
    expect(again).toMatchObject({ state: "done", verdict: "failed", points: null, stoppedAt: 2 });
    expect(whole).toMatchObject({ state: "waiting" });
    expect((await as("tomas").list()).labs.find(({ id }) => id === LAB)?.best).toMatchObject({ runId: again.runId, points: null });
    await judge({ ...verdictOf("failed", ["unique"]), points: 30 });
    expect((await as("tomas").list()).labs.find(({ id }) => id === LAB)?.best).toMatchObject({ runId: whole.runId, points: 30 });
    expect(accepted(await submit("mara", { program: PROGRAM, allSeeds: true }))).toMatchObject({ state: "done", points: 30, stoppedAt: null });
  });

  test("T4: that met no failure answers both", async () => {
    await submit("mara", { program: PROGRAM });
    await judge(verdictOf("passed"));
    expect(accepted(await submit("mara", { program: PROGRAM, allSeeds: true }))).toMatchObject({ state: "done", verdict: "passed", points: 10 });
  });

  test("needs no place in a full queue", async () => {
    await submit("tomas", { program: PROGRAM });
    await judge(verdictOf("passed"));
    for (let count = 0; count < WAITING_RUNS_MAX; count += 1) await submit("mara");
    expect(await refusalOf(submit("mara"))).toBe("too-many-waiting");
    expect(accepted(await submit("mara", { program: PROGRAM }))).toMatchObject({ state: "done", verdict: "passed" });
  });

  test.each([
    ["a seed was cut off", { reproducible: false }],
    ["the judge gave up", { verdict: null, reason: "It broke off.", reproducible: false }],
  ])("is judged again where %s", async (_why, more) => {
    await submit("mara", { program: PROGRAM });
    await judge(verdictOf("unknown"), [], more);
    expect(accepted(await submit("mara", { program: PROGRAM }))).toMatchObject({ state: "waiting" });
  });

  test.each([["labVersion"], ["engineVersion"], ["seedsWanted"]])("is judged again under another %s, and the old run is no longer current", async (what) => {
    const { runId } = accepted(await submit("mara", { program: PROGRAM }));
    await judge(verdictOf("passed"));
    await home.database.labRun.update({ where: { id: runId }, data: { [what]: 999 } });
    expect(accepted(await submit("mara", { program: PROGRAM }))).toMatchObject({ state: "waiting" });
    if (what !== "seedsWanted") expect((await as("mara").run({ runId })).run).toMatchObject({ current: false });
  });

  test("is judged anew where it is submitted to another lab", async () => {
    await submit("mara", { program: PROGRAM });
    await judge(verdictOf("passed"));
    expect(accepted(await submit("mara", { program: PROGRAM, labId: "broadcast" }))).toMatchObject({ state: "waiting" });
  });
});

describe("a verdict", () => {
  test("brings the cards of the failed checks forward, once each, with the reason in words", async () => {
    const { runId } = accepted(await submit("mara"));
    await judge(verdictOf("failed", ["unique", "restarts", "program"]));
    const reasons = await home.database.cardMemory.findMany({ where: { userId: "mara" }, select: { cardId: true, forwardReason: true }, orderBy: { cardId: "asc" } });
    const unique = "The lab \u201cThe lab unique-ids\u201d failed its check \u201cThe check unique\u201d";
    const restarts = unique.replace("check unique", "check restarts");
    expect(reasons).toEqual([
      { cardId: "shared.card-1", forwardReason: unique },
      { cardId: "unique-ids-restarts.card-1", forwardReason: restarts },
      { cardId: "unique-ids-restarts.card-2", forwardReason: restarts },
      { cardId: "unique-ids-unique.card-1", forwardReason: unique },
      { cardId: "unique-ids-unique.card-2", forwardReason: unique },
    ]);
    expect((await as("mara").run({ runId })).broughtForward.map(({ cardId }) => cardId).sort()).toEqual(reasons.map(({ cardId }) => cardId));
  });

  test("and its cards are kept together or not at all", async () => {
    const { runId } = accepted(await submit("mara"));
    port = async (...request) => {
      await bringCardsForward(...request);
      throw new Error("the power is gone");
    };
    await expect(judge(verdictOf("failed", ["unique"]), [excerpt(3, "unique")])).rejects.toThrow("the power is gone");
    expect(await home.database.cardMemory.count()).toBe(0);
    expect(await home.database.labExcerpt.count()).toBe(0);
    expect((await as("mara").run({ runId })).run.state).toBe("running");
    await letLeaseRunOut(home.database, runId);
    port = bringCardsForward;
    await judge(verdictOf("failed", ["unique"]), [excerpt(3, "unique")]);
    expect(await home.database.cardMemory.count()).toBe(3);
  });

  test("of a judge that lost its lease writes nothing: no excerpt, no card, no second verdict", async () => {
    const { runId } = accepted(await submit("mara"));
    const paused = (await claimRun(home.database)) as ClaimedRun;
    await letLeaseRunOut(home.database, runId);
    await judge(verdictOf("passed"));
    const late = { outcome: outcomeOf("failed", { verdict: verdictOf("failed", ["unique"]) }), excerpts: [excerpt(3, "unique")] };
    expect(await recordVerdict(tools(), paused, late)).toBe(false);
    expect(await home.database.cardMemory.count()).toBe(0);
    expect(await as("mara").run({ runId })).toMatchObject({ run: { verdict: "passed" }, excerpts: [], broughtForward: [] });
  });

  test("that nothing is known is told as such, with the reason", async () => {
    const { runId } = accepted(await submit("mara"));
    await judge(verdictOf("unknown"), [], { verdict: null, reason: "It broke off three times.", reproducible: false });
    expect(await as("mara").run({ runId })).toMatchObject({ run: { state: "done", verdict: "unknown", points: null }, verdict: null, reason: "It broke off three times." });
  });
});

describe("somebody else's run", () => {
  test("is not found, exactly as one that does not exist", async () => {
    const { runId } = accepted(await submit("mara"));
    await judge(verdictOf("failed", ["unique"]), [excerpt(3, "unique")]);
    const asks = (id: string) => [
      as("tomas").run({ runId: id }),
      as("tomas").excerpt({ runId: id, n: 3, check: "unique" }),
      as("tomas").watchRun({ runId: id }).then((events) => events[Symbol.asyncIterator]().next()),
    ];
    const told = (request: Promise<unknown>) => request.catch((error: { code: string; message: string }) => [error.code, error.message]);
    const foreign = await Promise.all(asks(runId).map(told));
    expect(foreign).toEqual(await Promise.all(asks(randomUUID()).map(told)));
    expect(foreign.map((one) => (one as string[])[0])).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
    expect((await as("tomas").runs({})).runs).toEqual([]);
  });
});

describe("watching", () => {
  /** The events of a run as they come, from now or from after `lastEventId`. */
  async function watch(runId: string, lastEventId?: string) {
    const leave = new AbortController();
    const events = (await as("mara", leave.signal).watchRun({ runId, lastEventId }))[Symbol.asyncIterator]();
    const next = async (): Promise<{ id: string; progress: RunProgress } | null> => {
      const { value, done } = await events.next();
      if (done === true) return null;
      if (!isTrackedEnvelope(value)) throw new Error("an event without a name cannot be taken up again");
      return { id: value[0], progress: value[1] as RunProgress };
    };
    return { next, leave: () => leave.abort() };
  }

  test("shows each step at once, and ends with the run", async () => {
    const { runId } = accepted(await submit("mara"));
    const { next } = await watch(runId);
    expect(await next()).toMatchObject({ progress: { state: "waiting", ahead: 0 } });
    const startedAtMs = performance.now();
    let coming = next();
    const run = (await claimRun(home.database)) as ClaimedRun;
    await writeProgress(home.database, run, "pf--");
    expect(await coming).toMatchObject({ progress: { state: "running", marks: "pf--", attempts: 1, ahead: null } });
    coming = next();
    await recordVerdict(tools(), run, { outcome: outcomeOf("failed"), excerpts: [] });
    expect(await coming).toMatchObject({ progress: { state: "done", marks: "ffff" } });
    expect(await next()).toBeNull();
    // By looking for itself it would have seen two changes in four seconds.
    expect(performance.now() - startedAtMs).toBeLessThan(3_500);
  });

  test("is taken up again after a break: told once what is new, and nothing twice", async () => {
    const { runId } = accepted(await submit("mara"));
    const run = (await claimRun(home.database)) as ClaimedRun;
    await writeProgress(home.database, run, "p---");
    const seen = await (await watch(runId)).next();
    const again = await watch(runId, seen?.id);
    const coming = again.next();
    await writeProgress(home.database, run, "pp--");
    expect(await coming).toMatchObject({ progress: { marks: "pp--" } });
    await recordVerdict(tools(), run, { outcome: outcomeOf("passed"), excerpts: [] });
    const last = await again.next();
    expect(last).toMatchObject({ progress: { state: "done" } });
    expect(await (await watch(runId, last?.id)).next()).toBeNull();
  });

  test("sees a change within seconds also when nobody tells of it", async () => {
    const { runId } = accepted(await submit("mara"));
    const { next } = await watch(runId);
    await next();
    const coming = next();
    await home.database.labRun.update({ where: { id: runId }, data: { state: "running", marks: "p" } });
    expect(await coming).toMatchObject({ progress: { marks: "p" } });
  });

  test("goes on hearing after its connection was cut", async () => {
    const { runId } = accepted(await submit("mara"));
    const { next, leave } = await watch(runId);
    await next();
    const cut = await home.database.$queryRaw<unknown[]>`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'`;
    expect(cut).toHaveLength(1);
    const run = (await claimRun(home.database)) as ClaimedRun;
    await writeProgress(home.database, run, "p---");
    expect(await next()).toMatchObject({ progress: { marks: "p---" } });
    // By now it listens again, or soon: then a change is heard long before it would be looked for.
    await expect.poll(() => home.database.$queryRaw<unknown[]>`SELECT 1 AS one FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'`, { timeout: 5_000 }).toHaveLength(1);
    leave();
  });

  test("ends when the watcher leaves", async () => {
    const { runId } = accepted(await submit("mara"));
    const { next, leave } = await watch(runId);
    await next();
    const coming = next();
    leave();
    expect(await coming).toBeNull();
  });
});

describe("drafts", () => {
  const save = (text: string, revision: number) => as("mara").saveDraft({ labId: LAB, text, revision });

  test("are kept as they are typed, each learner's and lab's its own", async () => {
    expect(await as("mara").draft({ labId: LAB })).toBeNull();
    expect(await save("one", 0)).toEqual({ outcome: "saved", revision: 1 });
    expect(await save("two", 1)).toEqual({ outcome: "saved", revision: 2 });
    expect(await as("mara").draft({ labId: LAB })).toEqual({ text: "two", revision: 2, updatedAt: NOON });
    expect(await as("tomas").draft({ labId: LAB })).toBeNull();
    expect(await as("mara").draft({ labId: "broadcast" })).toBeNull();
    expect(await refusalOf(as("mara").draft({ labId: "no-such-lab" }))).toBe("no-such-lab");
  });

  test("of another tab are not overwritten", async () => {
    await save("one", 0);
    await save("of this tab", 1);
    expect(await save("of the other tab", 1)).toEqual({ outcome: "overtaken", draft: { text: "of this tab", revision: 2, updatedAt: NOON } });
    expect(await save("opened before anything was saved", 0)).toMatchObject({ outcome: "overtaken" });
    expect(await as("mara").draft({ labId: LAB })).toMatchObject({ text: "of this tab" });
  });

  test("sent again because the answer was lost count as saved", async () => {
    expect(await save("one", 0)).toEqual(await save("one", 0));
    expect(await save("two", 1)).toEqual(await save("two", 1));
  });

  test("saved by many at once: one is kept, the others are told of it", async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => save(`tab ${index}`, 0)));
    expect(outcomes.filter(({ outcome }) => outcome === "saved")).toHaveLength(1);
  });
});
