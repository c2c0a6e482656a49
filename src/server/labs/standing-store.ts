/** How far one learner has come in each lab. */
import type { Verdict } from "@/domain/labs/result";
import type { Database } from "../platform/database";

export interface BestRun {
  readonly labId: string;
  readonly runId: string;
  readonly verdict: Verdict;
  /** Null for a run that stopped at its first failure: no points are counted. */
  readonly points: number | null;
  readonly pointsMax: number;
}

/** Of each lab the judged run with the most points, after all others one without; of equal ones the newest. */
export const findBestRuns = (database: Database, userId: string): Promise<BestRun[]> =>
  database.$queryRaw<BestRun[]>`
    SELECT DISTINCT ON (lab_id) lab_id AS "labId", id::text AS "runId", verdict->>'verdict' AS verdict, points, (verdict->>'pointsMax')::float AS "pointsMax"
    FROM lab_run, LATERAL (SELECT CASE WHEN verdict->'stoppedAt' IS NULL THEN (verdict->>'points')::float END AS points) AS counted
    WHERE user_id = ${userId} AND state = 'done' AND verdict IS NOT NULL
    ORDER BY lab_id, points DESC NULLS LAST, submitted_at DESC`;

/** Runs that wait for the judge or are with it, by lab. */
export async function countUnderWay(database: Database, userId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await database.labRun.groupBy({ by: ["labId"], where: { userId, state: { not: "done" } }, _count: true });
  return new Map(rows.map(({ labId, _count }) => [labId, _count]));
}

/** The labs of which something typed is kept. */
export async function labsWithDraft(database: Database, userId: string): Promise<ReadonlySet<string>> {
  const rows = await database.labDraft.findMany({ where: { userId }, select: { labId: true } });
  return new Set(rows.map(({ labId }) => labId));
}
