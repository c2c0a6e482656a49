/** What many learners did, a statement a kind: exercises, labs, and when they were last there. */
import { z } from "zod";
import { VerdictSchema } from "@/contracts/labs/seed-result";
import type { ExerciseAnswers, LabRuns } from "@/domain/cohorts/learner-record";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database } from "../platform/database";

/** When each of them last answered a card or an exercise, or submitted a run; who never did is not in it. */
export async function lastActivity(database: Database, userIds: readonly string[]): Promise<Map<string, Instant>> {
  const rows = await database.$queryRaw<{ userId: string; at: Date | null }[]>`
    SELECT learner AS "userId", GREATEST(
      (SELECT max(at) FROM review_event WHERE user_id = learner AND kind = 'reviewed'),
      (SELECT max(at) FROM exercise_attempt WHERE user_id = learner),
      (SELECT max(submitted_at) FROM lab_run WHERE user_id = learner)) AS at
    FROM unnest(${[...userIds]}::text[]) AS learner`;
  return new Map(rows.flatMap(({ userId, at }) => (at === null ? [] : [[userId, instant(at.getTime())] as const])));
}

interface AnswerRow {
  userId: string;
  exerciseId: string;
  attempts: number;
  id: string;
  score: number;
  mistake: string | null;
}

/** Of each learner and exercise the newest answers, at most `latestMax`, and how many there are. */
export async function exerciseAnswersOf(database: Database, userIds: readonly string[], latestMax: number): Promise<Map<string, ExerciseAnswers[]>> {
  const rows = await database.$queryRaw<AnswerRow[]>`
    SELECT user_id AS "userId", exercise_id AS "exerciseId", attempts, id::text AS id, score, mistakes -> 0 ->> 'about' AS mistake
    FROM (SELECT *, count(*) OVER (PARTITION BY user_id, exercise_id)::int AS attempts,
                 row_number() OVER (PARTITION BY user_id, exercise_id ORDER BY at DESC, id DESC) AS place
          FROM exercise_attempt WHERE user_id = ANY(${[...userIds]})) AS answer
    WHERE place <= ${latestMax}
    ORDER BY user_id, exercise_id, place`;
  const answers = new Map<string, ExerciseAnswers[]>(userIds.map((userId) => [userId, []]));
  for (const [userId, exerciseId, group] of groupsOf(rows, (row) => row.exerciseId)) {
    answers.get(userId)?.push({ exerciseId, attempts: group[0]?.attempts ?? 0, latest: group.map(({ id, score, mistake }) => ({ id, score, mistake })) });
  }
  return answers;
}

const FailedChecks = z.array(z.string());

interface RunRow {
  userId: string;
  labId: string;
  id: string;
  verdict: string | null;
  failedChecks: unknown;
}

/** Of each learner and lab all runs, newest first. */
export async function labRunsOf(database: Database, userIds: readonly string[]): Promise<Map<string, LabRuns[]>> {
  const rows = await database.$queryRaw<RunRow[]>`
    SELECT user_id AS "userId", lab_id AS "labId", id::text AS id, verdict ->> 'verdict' AS verdict,
           coalesce(jsonb_path_query_array(verdict, '$.checks[*] ? (@.verdict == "failed").check'), '[]') AS "failedChecks"
    FROM lab_run WHERE user_id = ANY(${[...userIds]})
    ORDER BY user_id, lab_id, number DESC`;
  const runs = new Map<string, LabRuns[]>(userIds.map((userId) => [userId, []]));
  for (const [userId, labId, group] of groupsOf(rows, (row) => row.labId)) {
    const outcomes = group.map(({ id, verdict, failedChecks }) => ({
      id,
      verdict: verdict === null ? null : VerdictSchema.parse(verdict),
      failedChecks: FailedChecks.parse(failedChecks),
    }));
    runs.get(userId)?.push({ labId, runs: outcomes });
  }
  return runs;
}

/** Rows that come in the order of learner and thing, a group a thing. */
function groupsOf<Row extends { userId: string }>(rows: readonly Row[], thingOf: (row: Row) => string): [userId: string, thing: string, rows: Row[]][] {
  const groups: [string, string, Row[]][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last !== undefined && last[0] === row.userId && last[1] === thingOf(row)) last[2].push(row);
    else groups.push([row.userId, thingOf(row), [row]]);
  }
  return groups;
}

export interface ListedAnswer {
  readonly attemptId: string;
  readonly exerciseId: string;
  readonly score: number;
  readonly at: Instant;
  /** What was said of the first mistake, as Markdown; null: nothing. */
  readonly said: string | null;
}

/** One learner's answers to exercises, newest first. */
export async function listAnswers(database: Database, userId: string, max: number): Promise<ListedAnswer[]> {
  const rows = await database.$queryRaw<{ id: string; exerciseId: string; score: number; at: Date; said: string | null }[]>`
    SELECT id::text AS id, exercise_id AS "exerciseId", score, at, mistakes -> 0 ->> 'say' AS said
    FROM exercise_attempt WHERE user_id = ${userId} ORDER BY at DESC, id DESC LIMIT ${max}`;
  return rows.map(({ id, at, ...answer }) => ({ attemptId: id, ...answer, at: instant(at.getTime()) }));
}
