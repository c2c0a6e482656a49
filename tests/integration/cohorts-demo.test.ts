/**
 * Goal: every figure of a cohort's overview and every cell of its heatmap is what the raw rows say.
 * Method: the demo cohort is played through the domain, with programs judged behind the fence; then all is computed once
 * more, slowly, in plain loops over the rows: each memory is folded anew from its log for each single answer.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CohortMastery, CohortOverview } from "@/contracts/cohorts/cohorts";
import { instant } from "@/domain/kernel/instant";
import { type CardEvent, foldLog } from "@/domain/review/card-log";
import { loadCatalog } from "@/server/catalog/catalog";
import type { Tools } from "@/server/compose";
import { refreshStatistics } from "@/server/exercises/statistics/refresh-statistics";
import { findScope, listItems } from "@/server/exercises/statistics/statistics-store";
import { openRunChanges } from "@/server/labs/run-changes";
import { bringCardsForward } from "@/server/review/bring-forward";
import { fsrsScheduler } from "@/server/review/fsrs-scheduler";
import { createCaller } from "@/server/trpc/root";
import { CHARACTERS } from "../../workers/demo/characters";
import { DEMO_COHORT_ID, demoLearnerEmail } from "../../workers/demo/demo-store";
import { judgeOf, type JudgeProgram } from "../../workers/demo/judge-programs";
import { playCohort } from "../../workers/demo/play-cohort";
import { type Fence, openFence } from "../../workers/judge/supervisor";
import { testDatabase, type TestDatabase } from "../support/database";

const NOW = Date.UTC(2026, 10, 23, 18);
const DAY_MS = 86_400_000;
const PLAY_MS = 600_000;
/** Fewer than the product's demo: what is compared does not depend on it. */
const SEEDS = 3;
const SECRET = "a secret of thirty-two characters";

let home: TestDatabase;
let tools: Tools;
let fence: Fence;
let overview: CohortOverview;
let mastery: CohortMastery;

const stop = new AbortController().signal;
/** Judges each program once, however often the cohort is played. */
let judge: JudgeProgram;
const play = () => playCohort({ database: home.database, catalog: tools.catalog, now: instant(NOW), judge, stop });

beforeAll(async () => {
  [home, fence] = await Promise.all([testDatabase(), openFence()]);
  Object.assign(process.env, { DATABASE_URL: home.url, AUTH_SECRET: SECRET, LOG_LEVEL: "silent" });
  tools = { database: home.database, clock: () => instant(NOW), catalog: loadCatalog("content"), bringCardsForward, runChanges: openRunChanges(() => home.url) };
  const teacher = await home.database.user.create({ data: { email: "instructor@demo.invalid", name: "Ines Carvalho", role: "instructor", isDemo: true } });
  judge = judgeOf({ catalog: tools.catalog, fence: async () => fence, authSecret: SECRET, seeds: SEEDS, stop });
  expect(await play()).toBe(CHARACTERS.length);
  const { cohorts } = createCaller({ viewer: { ...teacher, userId: teacher.id, sessionId: "s" }, clientAddress: "127.0.0.1", tools });
  overview = await cohorts.overview({ cohortId: DEMO_COHORT_ID });
  mastery = await cohorts.mastery({ cohortId: DEMO_COHORT_ID });
}, PLAY_MS);
afterAll(async () => {
  await Promise.all([tools.runChanges.close(), fence.close()]);
  await home.stop();
});

interface EventRow { id: string; card_id: string; kind: string; at: Date; study_day: number; detail: Record<string, unknown> }
interface AttemptRow { id: string; exercise_id: string; score: number; at: Date; mistakes: { about: string }[] }
interface RunRow { id: string; lab_id: string; number: number; submitted_at: Date; verdict: { verdict: string; checks: { check: string; verdict: string }[] } | null }

/** A learner's rows, as they lie in the tables. */
async function rowsOf(userId: string) {
  return {
    events: await home.database.$queryRaw<EventRow[]>`SELECT id::text AS id, card_id, kind, at, study_day, detail FROM review_event WHERE user_id = ${userId}`,
    attempts: await home.database.$queryRaw<AttemptRow[]>`SELECT id::text AS id, exercise_id, score, at, mistakes FROM exercise_attempt WHERE user_id = ${userId}`,
    runs: await home.database.$queryRaw<RunRow[]>`SELECT id::text AS id, lab_id, number, submitted_at, verdict FROM lab_run WHERE user_id = ${userId}`,
  };
}
type Rows = Awaited<ReturnType<typeof rowsOf>>;

/** The study day of a zone: its date four hours ago. */
function dayIn(timeZone: string): number {
  const date = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(NOW - 4 * 3_600_000);
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

const toEvent = ({ id, kind, at, study_day, detail }: EventRow): CardEvent => ({ id, kind, at: instant(at.getTime()), studyDay: study_day, ...detail }) as CardEvent;

function retentionSince({ events }: Rows, fromDay: number) {
  let [reviews, recalled, predicted] = [0, 0, 0];
  for (const row of events) {
    if (row.kind !== "reviewed" || row.study_day < fromDay || events.some((other) => other.kind === "undone" && other.detail.undoes === row.id)) continue;
    const before: CardEvent[] = [];
    for (const other of events) {
      if (other.card_id !== row.card_id) continue;
      if (other.at < row.at || (other.at.getTime() === row.at.getTime() && other.id < row.id)) before.push(toEvent(other));
    }
    const memory = foldLog(before, fsrsScheduler);
    if (memory.phase !== "review") continue;
    reviews += 1;
    if (row.detail.rating !== "again") recalled += 1;
    predicted += fsrsScheduler.recall(memory.stability, row.study_day - (memory.lastReviewDay ?? 0));
  }
  return { reviews, observed: reviews === 0 ? null : recalled / reviews, predicted: reviews === 0 ? null : predicted / reviews };
}

function memoriesOf({ events }: Rows) {
  const memories = new Map<string, ReturnType<typeof foldLog>>();
  for (const { card_id } of events) {
    if (memories.has(card_id)) continue;
    const log: CardEvent[] = [];
    for (const row of events) if (row.card_id === card_id) log.push(toEvent(row));
    memories.set(card_id, foldLog(log, fsrsScheduler));
  }
  return memories;
}

function overdueOf(rows: Rows, today: number) {
  let [cards, load] = [0, 0];
  for (const memory of memoriesOf(rows).values()) {
    if (memory.phase !== "review" || memory.suspended) continue;
    load += 1 / fsrsScheduler.intervalDays(memory.stability, 0.9);
    if (memory.dueDay !== null && memory.dueDay < today) cards += 1;
  }
  return { cards, loadDays: cards === 0 ? 0 : cards / load };
}

function exercisesOf({ attempts }: Rows) {
  const last = new Map<string, AttemptRow>();
  for (const attempt of attempts) {
    const known = last.get(attempt.exercise_id);
    if (known === undefined || attempt.at > known.at || (attempt.at.getTime() === known.at.getTime() && attempt.id > known.id)) last.set(attempt.exercise_id, attempt);
  }
  let right = 0;
  for (const { score } of last.values()) if (score === 1) right += 1;
  return { tried: last.size, right, attempts: attempts.length };
}

function labsOf({ runs }: Rows) {
  const [tried, passed] = [new Set<string>(), new Set<string>()];
  for (const { lab_id, verdict } of runs) {
    tried.add(lab_id);
    if (verdict?.verdict === "passed") passed.add(lab_id);
  }
  return { tried: tried.size, passed: passed.size };
}

function lastActiveOf({ events, attempts, runs }: Rows): number | null {
  let last: number | null = null;
  const times = [...events.filter(({ kind }) => kind === "reviewed").map(({ at }) => at), ...attempts.map(({ at }) => at), ...runs.map(({ submitted_at }) => submitted_at)];
  for (const at of times) if (last === null || at.getTime() > last) last = at.getTime();
  return last;
}

/** The kinds of flags, from the figures and the rows, by the rules as they are printed. */
function flagsOf(rows: Rows, { joinedAt, finishedAt, overdue, fortnight, lastActiveAt }: CohortOverview["learners"][number]): string[] {
  if (finishedAt !== null) return [];
  if (lastActiveAt === null) return NOW - joinedAt >= 3 * DAY_MS ? ["not-started"] : [];
  if (NOW - lastActiveAt >= 14 * DAY_MS) return ["inactive"];
  const flags: string[] = [];
  for (const labId of tools.catalog.labs.keys()) {
    const newest = rows.runs.filter(({ lab_id }) => lab_id === labId).sort((a, b) => b.number - a.number).slice(0, 3);
    const failed = newest.map(({ verdict }) => (verdict?.checks ?? []).filter((check) => check.verdict === "failed").map(({ check }) => check));
    if (newest.length === 3 && failed[0]?.some((check) => failed[1]?.includes(check) && failed[2]?.includes(check))) flags.push("lab-stuck");
  }
  if (overdue.cards >= 20 && overdue.loadDays > 3) flags.push("overdue");
  if (fortnight.reviews >= 30 && (fortnight.predicted ?? 0) - (fortnight.observed ?? 0) >= 0.1) flags.push("below-prediction");
  for (const exerciseId of new Set(rows.attempts.map(({ exercise_id }) => exercise_id))) {
    const newest = rows.attempts.filter(({ exercise_id }) => exercise_id === exerciseId).sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)).slice(0, 3);
    const abouts = newest.map(({ score, mistakes }) => (score === 1 ? null : mistakes[0]?.about ?? null));
    if (newest.length === 3 && abouts[0] !== null && new Set(abouts).size === 1) flags.push("same-mistake");
  }
  return flags;
}

/** Sums in another order differ in the last digits: every number within it may be off by as much. */
function closely(value: unknown): unknown {
  if (typeof value === "number") return expect.closeTo(value, 9);
  if (Array.isArray(value)) return value.map(closely);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, closely(inner)]));
}

const bySlug = (slug: string) => {
  const learner = overview.learners.find(({ email }) => email === demoLearnerEmail({ slug }));
  if (learner === undefined) throw new Error(`There is no ${slug}.`);
  return learner;
};

test("the demo cohort has its 24 learners, and every flag has somebody", () => {
  expect(overview.learners).toHaveLength(24);
  const kinds = new Map(overview.learners.flatMap(({ flags, name }) => flags.map(({ kind }) => [kind, name] as const)));
  expect([...kinds.keys()].sort()).toEqual(["below-prediction", "inactive", "lab-stuck", "not-started", "overdue", "same-mistake"]);
  expect(bySlug("hugo-moreau")).toMatchObject({ flags: [], labs: { passed: 2 } });
  expect(bySlug("salma-haddad")).toMatchObject({ flags: [], lastActiveAt: null });
  expect(overview.learners.filter(({ flags }) => flags.length === 0).length).toBeGreaterThan(12);
});

describe.each(CHARACTERS.map(({ slug, timeZone }) => [slug, timeZone] as const))("%s", (slug, timeZone) => {
  test("every figure is what the rows say", async () => {
    const learner = bySlug(slug);
    const rows = await rowsOf(learner.id);
    const today = dayIn(timeZone);
    const { weekReviews, week, fortnight, overdue, exercises, labs, lastActiveAt, interviews } = learner;
    expect({ weekReviews, week, fortnight, overdue, exercises, labs, lastActiveAt, interviews }).toEqual(
      closely({
        weekReviews: rows.events.filter(({ kind, study_day }) => kind === "reviewed" && study_day > today - 7).length,
        week: retentionSince(rows, today - 6),
        fortnight: retentionSince(rows, today - 13),
        overdue: overdueOf(rows, today),
        exercises: exercisesOf(rows),
        labs: labsOf(rows),
        lastActiveAt: lastActiveOf(rows),
        interviews: 0,
      }),
    );
    expect(learner.flags.map(({ kind }) => kind)).toEqual(flagsOf(rows, learner));
  });

  test("every cell of the heatmap is what the rows say", async () => {
    const { id } = bySlug(slug);
    const memories = memoriesOf(await rowsOf(id));
    const today = dayIn(timeZone);
    const cells = mastery.learners.find((learner) => learner.id === id)?.cells ?? [];
    expect(cells).toHaveLength(tools.catalog.concepts.size);
    const expected = mastery.concepts.map((concept) => {
      let [sum, cards] = [0, 0];
      for (const cardId of tools.catalog.concepts.get(concept.id)?.cardIds ?? []) {
        const memory = memories.get(cardId);
        if (memory === undefined || memory.reviews === 0) continue;
        sum += fsrsScheduler.recall(memory.stability, today - (memory.lastReviewDay ?? 0));
        cards += 1;
      }
      return cards === 0 ? null : { recall: sum / cards, cards };
    });
    expect(cells).toEqual(closely(expected));
  });
});

test("the means of the heatmap are over those who have evidence, and concepts with evidence come first", () => {
  mastery.concepts.forEach(({ mean, learners }, column) => {
    const known = mastery.learners.flatMap(({ cells }) => (cells[column] === null || cells[column] === undefined ? [] : [cells[column].recall]));
    expect(learners).toBe(known.length);
    if (mean === null) expect(known).toEqual([]);
    else expect(mean).toBeCloseTo(known.reduce((sum, recall) => sum + recall, 0) / known.length, 9);
  });
  const known = mastery.concepts.map(({ mean }) => mean !== null);
  expect(known).toEqual([...known].sort((a, b) => Number(b) - Number(a)));
  expect(known.filter(Boolean).length).toBeGreaterThan(20);
});

test("its exam and its homework were taken by enough learners for figures, and nothing of them is withheld", async () => {
  await refreshStatistics(tools);
  for (const id of ["demo-exam", "demo-homework"]) {
    const scope = await findScope(home.database, id);
    expect(scope?.learners, id).toBeGreaterThanOrEqual(20);
    expect(scope?.whole?.alpha, id).not.toBeNull();
    const items = await listItems(home.database, { scope: id });
    expect(items.length, id).toBeGreaterThanOrEqual(6);
    expect(items.every(({ figures }) => figures !== null), id).toBe(true);
  }
  expect(await home.database.exerciseAttempt.count({ where: { withheld: true } })).toBe(0);
});

test("played again it changes nothing; who is missing is played anew, the same to the last row", async () => {
  const { id } = bySlug("aiko-tanaka");
  const count = () => Promise.all([home.database.reviewEvent.count(), home.database.exerciseAttempt.count(), home.database.labRun.count(), home.database.cohortMember.count()]);
  const [before, rowsBefore] = [await count(), await rowsOf(id)];
  expect(await play()).toBe(0);
  await home.database.user.delete({ where: { id } });
  expect(await play()).toBe(1);
  expect(await count()).toEqual(before);
  const inOrder = ({ events, attempts, runs }: Rows) => [events, attempts, runs].map((rows) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)));
  expect(inOrder(await rowsOf(id))).toEqual(inOrder(rowsBefore));
}, PLAY_MS);
