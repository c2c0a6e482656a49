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
  /** One that stops at its first failure is answered by any verdict; one of all seeds by those of all seeds. */
  readonly stopAtFailure: boolean;
}

export interface RecordedRun {
  readonly runId: string;
  readonly verdict: RunVerdict;
}

/** Verdicts over all seeds: of runs that were to make all of them, or that met no failure. */
const OF_ALL_SEEDS = { OR: [{ stopAtFailure: false }, { verdict: { path: ["verdict"], equals: "passed" } }] };

/** The oldest verdict on exactly this (SPEC.md, T4); one with a seed that was cut off from outside is none, since that may end otherwise. */
export async function findRecord(transaction: Transaction, name: RunName): Promise<RecordedRun | null> {
  const { labId, labVersion, engineVersion, programHash, seedsWanted, stopAtFailure } = name;
  const row = await transaction.labRun.findFirst({
    where: { programHash, labId, labVersion, engineVersion, seedsWanted, state: "done", reproducible: true, ...(stopAtFailure ? {} : OF_ALL_SEEDS) },
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
