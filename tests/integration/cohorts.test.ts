/** Cohorts on a real database: who gets in, who sees whom, and that every look is written down. */
import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { MEMBERS_MAX } from "@/contracts/cohorts/cohorts";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Excerpt } from "@/domain/labs/result";
import { loadCatalog } from "@/server/catalog/catalog";
import { JOIN_CODE_PER_ACCOUNT } from "@/server/auth/rate-limit";
import { JOIN_CODE_MS } from "@/server/cohorts/make-cohort";
import type { Tools } from "@/server/compose";
import { insertExcerpts } from "@/server/labs/excerpt-store";
import { openRunChanges } from "@/server/labs/run-changes";
import { bringCardsForward } from "@/server/review/bring-forward";
import { createCaller } from "@/server/trpc/root";
import { testDatabase, type TestDatabase } from "../support/database";
import { enqueue } from "../support/lab-runs";

const NOON = Date.UTC(2026, 10, 23, 12);
const DAY_MS = 86_400_000;
const EXERCISE = "raft.x-order-of-a-write";
const CARD = "raft.random-timeouts";

let home: TestDatabase;
let tools: Tools;
let now: Instant = instant(NOON);
beforeAll(async () => {
  home = await testDatabase();
  Object.assign(process.env, { DATABASE_URL: home.url, AUTH_SECRET: "a secret of thirty-two characters", LOG_LEVEL: "silent" });
  tools = { database: home.database, clock: () => now, catalog: loadCatalog("content"), bringCardsForward, runChanges: openRunChanges(() => home.url) };
});
afterAll(async () => {
  await tools.runChanges.close();
  await home.stop();
});

afterEach(() => {
  now = instant(NOON);
});

type Role = "learner" | "instructor" | "admin";

async function makeAccount(role: Role, name: string = role) {
  const user = await home.database.user.create({ data: { email: `${randomUUID()}@example.org`, name, role } });
  const viewer = { ...user, userId: user.id, sessionId: "s" };
  return { id: user.id, email: user.email, api: createCaller({ viewer, clientAddress: randomUUID(), tools }) };
}
type Account = Awaited<ReturnType<typeof makeAccount>>;

async function makeCohort(teacher: Account, name = "Backend guild") {
  const { cohortId } = await teacher.api.cohorts.make({ name });
  return { cohortId, code: await codeOf(teacher, cohortId) };
}

const codeOf = async (teacher: Account, cohortId: string): Promise<string> =>
  (await teacher.api.cohorts.list()).cohorts.find(({ id }) => id === cohortId)?.code?.spelt ?? "";

async function codeOfError(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "ok";
  } catch (error) {
    if (error instanceof TRPCError) return error.code;
    throw error;
  }
}

describe("joining with a code", () => {
  test("shows what it opens, joins, and is the same when done twice", async () => {
    const teacher = await makeAccount("instructor", "Ines Teach");
    const { cohortId, code } = await makeCohort(teacher);
    const { api, id } = await makeAccount("learner");
    const sloppy = ` ${code.toLowerCase().replace("-", " ")} `;
    expect(await api.cohorts.invitation({ code: sloppy })).toEqual({ cohortId, name: "Backend guild", instructor: "Ines Teach", standing: "invited" });
    expect((await teacher.api.cohorts.overview({ cohortId })).learners).toEqual([]);
    await api.cohorts.join({ code: sloppy });
    await api.cohorts.join({ code });
    expect((await api.cohorts.invitation({ code })).standing).toBe("member");
    expect((await teacher.api.cohorts.overview({ cohortId })).learners.map((learner) => learner.id)).toEqual([id]);
    expect((await teacher.api.cohorts.list()).cohorts.map(({ members }) => members)).toEqual([1]);
  });

  test("ends with the code's time, with a new code, at the instructor's word, and with the cohort", async () => {
    const teacher = await makeAccount("instructor");
    const { cohortId, code: first } = await makeCohort(teacher);
    const { api } = await makeAccount("learner");
    const opens = (code: string) => codeOfError(api.cohorts.invitation({ code }));

    now = instant(NOON + JOIN_CODE_MS - 1);
    expect(await opens(first)).toBe("ok");
    now = instant(NOON + JOIN_CODE_MS);
    expect(await opens(first)).toBe("NOT_FOUND");
    expect(await codeOf(teacher, cohortId)).toBe("");
    await teacher.api.cohorts.renewCode({ cohortId });
    const second = await codeOf(teacher, cohortId);
    expect([await opens(first), await opens(second)]).toEqual(["NOT_FOUND", "ok"]);
    await teacher.api.cohorts.expireCode({ cohortId });
    expect(await opens(second)).toBe("NOT_FOUND");
    await teacher.api.cohorts.renewCode({ cohortId });
    const third = await codeOf(teacher, cohortId);
    await teacher.api.cohorts.archive({ cohortId, archived: true });
    expect([await opens(third), await codeOfError(api.cohorts.join({ code: third }))]).toEqual(["NOT_FOUND", "NOT_FOUND"]);
    await teacher.api.cohorts.archive({ cohortId, archived: false });
    expect(await opens(third)).toBe("ok");
  });

  test("is refused for a while after too many codes that open nothing; right ones do not count", async () => {
    const teacher = await makeAccount("instructor");
    const { code } = await makeCohort(teacher);
    const { api } = await makeAccount("learner");
    for (let tried = 0; tried < 2 * JOIN_CODE_PER_ACCOUNT.attemptsMax; tried += 1) await api.cohorts.invitation({ code });
    for (let tried = 0; tried < JOIN_CODE_PER_ACCOUNT.attemptsMax; tried += 1) {
      expect(await codeOfError(api.cohorts.join({ code: "00000-00000" }))).toBe("NOT_FOUND");
    }
    expect(await codeOfError(api.cohorts.join({ code }))).toBe("TOO_MANY_REQUESTS");
    now = instant(NOON + JOIN_CODE_PER_ACCOUNT.windowMs);
    expect(await codeOfError(api.cohorts.join({ code }))).toBe("ok");
  });

  test("is not for the cohort's own instructor, nor for one learner too many", async () => {
    const teacher = await makeAccount("instructor");
    const { cohortId, code } = await makeCohort(teacher);
    expect((await teacher.api.cohorts.invitation({ code })).standing).toBe("instructor");
    expect(await codeOfError(teacher.api.cohorts.join({ code }))).toBe("CONFLICT");

    const ids = Array.from({ length: MEMBERS_MAX - 1 }, () => randomUUID());
    await home.database.user.createMany({ data: ids.map((id) => ({ id, email: `${id}@example.org` })) });
    await home.database.cohortMember.createMany({ data: ids.map((userId) => ({ userId, cohortId, joinedAt: new Date(NOON) })) });
    const late = await Promise.all(Array.from({ length: 4 }, () => makeAccount("learner")));
    const outcomes = await Promise.all(late.map(({ api }) => codeOfError(api.cohorts.join({ code }))));
    expect(outcomes.sort()).toEqual(["CONFLICT", "CONFLICT", "CONFLICT", "ok"]);
  });
});

/** A learner in a cohort who has answered a card and an exercise and whose run failed, with a recording. */
async function workingLearner(teacher: Account, name = "Aiko Tanaka") {
  const { cohortId, code } = await makeCohort(teacher);
  const learner = await makeAccount("learner", name);
  await learner.api.cohorts.join({ code });
  await learner.api.review.record({ events: [{ kind: "reviewed", id: randomUUID(), cardId: CARD, at: NOON, rating: "good", tookMs: 1_000 }] });
  const { variantId, body } = await learner.api.exercises.open({ exerciseId: EXERCISE });
  const attemptId = randomUUID();
  const sequence = body.type === "order" ? body.items.map(({ key }) => key) : [];
  await learner.api.exercises.submit({ variantId, attemptId, answer: { type: "order", sequence } });
  const runId = await failedRun(learner.id);
  return { ...learner, cohortId, attemptId, runId };
}

async function failedRun(userId: string): Promise<string> {
  const runId = await enqueue(home.database, { userId });
  const recording: Excerpt = { traceVersion: 1, n: 1, scenario: "calm", check: "unique", say: "", nodes: [], eventsInRun: 0, events: [], witnesses: [], traceHash: "0123456789abcdef" };
  await home.database.labRun.update({ where: { id: runId }, data: { state: "done", submittedAt: new Date(NOON) } });
  await insertExcerpts(home.database, runId, [recording]);
  return runId;
}

describe("looking at one learner", () => {
  test("leads down to a run, its recording and an answer; each look is written down and shown to the learner", async () => {
    const teacher = await makeAccount("instructor", "Ines Teach");
    const { api, id: learnerId, cohortId, runId, attemptId } = await workingLearner(teacher);
    expect((await api.cohorts.mine()).looks).toEqual([]);

    const work = await teacher.api.cohorts.learner({ cohortId, learnerId });
    expect([work.answers.map((answer) => answer.attemptId), work.runs.map(({ run }) => run.runId)]).toEqual([[attemptId], [runId]]);
    expect(work.concepts.find(({ id }) => id === "raft")).toMatchObject({ reviewedCards: 1 });
    const run = await teacher.api.cohorts.run({ cohortId, learnerId, runId });
    expect(run).toMatchObject({ mine: false, author: "Aiko Tanaka", progress: null, broughtForward: [], excerpts: [{ n: 1, check: "unique" }] });
    await teacher.api.cohorts.excerpt({ cohortId, learnerId, runId, n: 1, check: "unique" });
    expect((await teacher.api.cohorts.attempt({ cohortId, learnerId, attemptId })).state).toBe("whole");
    await teacher.api.cohorts.csv({ cohortId });

    const { looks } = await api.cohorts.mine();
    expect(looks.map(({ kind, by, about }) => ({ kind, by, about }))).toEqual([
      { kind: "export", by: "Ines Teach", about: null },
      { kind: "attempt", by: "Ines Teach", about: tools.catalog.exercises.get(EXERCISE)?.exercise.title },
      { kind: "recording", by: "Ines Teach", about: "Unique ids" },
      { kind: "run", by: "Ines Teach", about: "Unique ids" },
      { kind: "learner", by: "Ines Teach", about: null },
    ]);
    const rows = await home.database.auditEvent.findMany({ where: { subjectId: learnerId } });
    expect(new Set(rows.map(({ actorId }) => actorId))).toEqual(new Set([teacher.id]));
    expect(rows.map(({ detail }) => detail)).toContainEqual({ cohortId, runId, labId: "unique-ids" });
  });

  test("a look that was refused is no look", async () => {
    const teacher = await makeAccount("instructor");
    const stranger = await makeAccount("instructor");
    const { id: learnerId, cohortId, runId } = await workingLearner(teacher);
    expect(await codeOfError(stranger.api.cohorts.learner({ cohortId, learnerId }))).toBe("NOT_FOUND");
    expect(await codeOfError(teacher.api.cohorts.run({ cohortId, learnerId, runId: randomUUID() }))).toBe("NOT_FOUND");
    expect(await codeOfError(teacher.api.cohorts.excerpt({ cohortId, learnerId, runId, n: 2, check: "unique" }))).toBe("NOT_FOUND");
    expect(await codeOfError(teacher.api.cohorts.attempt({ cohortId, learnerId, attemptId: randomUUID() }))).toBe("NOT_FOUND");
    expect(await home.database.auditEvent.count({ where: { subjectId: learnerId } })).toBe(0);
  });

  test("is of that learner's own work only: not what others share with everybody, not what another learner of the cohort did", async () => {
    const teacher = await makeAccount("instructor");
    const { id: learnerId, cohortId } = await workingLearner(teacher);
    const other = await workingLearner(teacher);
    await other.api.cohorts.join({ code: await codeOf(teacher, cohortId) });
    await other.api.labs.shareRun({ runId: other.runId, shared: true });
    expect(await codeOfError(teacher.api.cohorts.run({ cohortId, learnerId, runId: other.runId }))).toBe("NOT_FOUND");
    expect(await codeOfError(teacher.api.cohorts.excerpt({ cohortId, learnerId, runId: other.runId, n: 1, check: "unique" }))).toBe("NOT_FOUND");
    expect(await codeOfError(teacher.api.cohorts.attempt({ cohortId, learnerId, attemptId: other.attemptId }))).toBe("NOT_FOUND");
  });

  test.each(["leave", "remove"] as const)("ends when they %s; their study stays theirs", async (how) => {
    const teacher = await makeAccount("instructor");
    const { api, id: learnerId, cohortId, runId, attemptId } = await workingLearner(teacher);
    await teacher.api.cohorts.learner({ cohortId, learnerId });
    if (how === "leave") await api.cohorts.leave({ cohortId });
    else await teacher.api.cohorts.removeMember({ cohortId, learnerId });
    const looks = [
      teacher.api.cohorts.learner({ cohortId, learnerId }),
      teacher.api.cohorts.run({ cohortId, learnerId, runId }),
      teacher.api.cohorts.excerpt({ cohortId, learnerId, runId, n: 1, check: "unique" }),
      teacher.api.cohorts.attempt({ cohortId, learnerId, attemptId }),
    ];
    expect(await Promise.all(looks.map(codeOfError))).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
    expect((await teacher.api.cohorts.overview({ cohortId })).learners).toEqual([]);
    expect((await api.labs.run({ runId })).mine).toBe(true);
    // What was looked at before stays written down.
    expect((await api.cohorts.mine()).looks.map(({ kind }) => kind)).toEqual(["learner"]);
  });
});

describe("one's own cohorts only", () => {
  test("an instructor lists theirs, an admin all, and what is renamed or archived says so", async () => {
    const [one, other, admin] = [await makeAccount("instructor"), await makeAccount("instructor"), await makeAccount("admin")];
    const { cohortId } = await makeCohort(one, "First");
    const { cohortId: foreign } = await makeCohort(other, "Second");
    await one.api.cohorts.rename({ cohortId, name: "  Platform guild  " });
    await one.api.cohorts.archive({ cohortId, archived: true });
    expect((await one.api.cohorts.list()).cohorts).toMatchObject([{ id: cohortId, name: "Platform guild", isOwn: true, archivedAt: NOON, code: null }]);
    const all = (await admin.api.cohorts.list()).cohorts;
    expect(all.filter(({ id }) => [cohortId, foreign].includes(id)).map(({ isOwn }) => isOwn)).toEqual([false, false]);
    expect((await admin.api.cohorts.overview({ cohortId: foreign })).cohort.name).toBe("Second");
  });

  test("a learner who counts as finished has no flag, until that is taken back", async () => {
    const teacher = await makeAccount("instructor");
    const { id: learnerId, cohortId } = await workingLearner(teacher);
    now = instant(NOON + 20 * DAY_MS);
    const flags = async () => (await teacher.api.cohorts.overview({ cohortId })).learners.flatMap((learner) => learner.flags.map(({ kind }) => kind));
    expect(await flags()).toEqual(["inactive"]);
    await teacher.api.cohorts.setFinished({ cohortId, learnerId, finished: true });
    expect(await flags()).toEqual([]);
    await teacher.api.cohorts.setFinished({ cohortId, learnerId, finished: false });
    expect(await flags()).toEqual(["inactive"]);
  });
});

test("the file for spreadsheets has stable columns, and no name becomes a formula in it", async () => {
  const teacher = await makeAccount("instructor");
  const { cohortId, email } = await workingLearner(teacher, '=HYPERLINK("https://example.org","Žofie")');
  await teacher.api.cohorts.rename({ cohortId, name: "Gilde, Müller & Co" });
  const { fileName, text } = await teacher.api.cohorts.csv({ cohortId });
  expect(fileName).toBe("gilde-m-ller-co-2026-11-23.csv");
  const [head, row, ...rest] = text.split("\r\n");
  expect(head).toBe(
    '\uFEFF"learner","email","joined_at","finished_at","last_active_at","answers_7_days","reviews_7_days","remembered_7_days","predicted_7_days",' +
      '"reviews_14_days","remembered_14_days","predicted_14_days","overdue_cards","overdue_days_of_load","exercises_right","exercises_tried","exercises",' +
      '"exercise_answers","labs_passed","labs_tried","labs","interviews_held","needs_you"',
  );
  expect(row).toContain(`"'=HYPERLINK(""https://example.org"",""Žofie"")","${email}","2026-11-23T12:00:00.000Z",,"`);
  expect(rest).toEqual([""]);
});
