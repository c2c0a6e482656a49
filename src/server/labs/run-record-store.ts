/** Verdicts on record: the same program, lab and engine end the same way, so they are judged once. */
import { RunVerdict } from "@/contracts/labs/labs";
import type { Transaction } from "../platform/database";
import { copyExcerpts } from "./excerpt-store";
import { announce, type Claim } from "./run-queue-store";

/** What names a run entirely, but for its hidden seeds, which follow from lab and version. */
export interface RunName {
  readonly labId: string;
  readonly labVersion: number;
  readonly engineVersion: number;
  readonly programHash: string;
  readonly seedsWanted: number;
}

export interface RecordedRun {
  readonly runId: string;
  readonly verdict: RunVerdict;
}

/** The oldest verdict on exactly this; one with a seed that was cut off from outside is none, since that may end otherwise. */
export async function findRecord(transaction: Transaction, name: RunName): Promise<RecordedRun | null> {
  const { labId, labVersion, engineVersion, programHash, seedsWanted } = name;
  const row = await transaction.labRun.findFirst({
    where: { programHash, labId, labVersion, engineVersion, seedsWanted, state: "done", reproducible: true },
    select: { id: true, verdict: true },
    orderBy: [{ finishedAt: "asc" }, { id: "asc" }],
  });
  return row === null ? null : { runId: row.id, verdict: RunVerdict.parse(row.verdict) };
}

/** Ends a run with the verdict of another, its seeds and its excerpts. False: the lease is lost; nothing was written. */
export async function answerFromRecord(transaction: Transaction, { runId, lease }: Claim, recordedRunId: string): Promise<boolean> {
  const held = await transaction.$executeRaw`
    UPDATE lab_run AS run
    SET state = 'done', lease_until = NULL, started_at = NULL, finished_at = clock_timestamp(), marks = old.marks, verdict = old.verdict,
        seeds = old.seeds, reproducible = true, cpu_seconds = 0, judge_version = old.judge_version, answered_from = old.id
    FROM lab_run AS old
    WHERE run.id = ${runId}::uuid AND run.lease = ${lease} AND run.state <> 'done' AND old.id = ${recordedRunId}::uuid`;
  if (held !== 1) return false;
  await copyExcerpts(transaction, recordedRunId, runId);
  await announce(transaction, runId);
  return true;
}
