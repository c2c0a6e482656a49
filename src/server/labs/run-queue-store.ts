/**
 * The queue of runs as judges see it.
 *
 * A claim lends a run for LEASE_MS and gives the judge a number that no claim of this run had before. Every later write
 * names that number and holds only while it is still the run's: a judge that was paused, or cut off, and comes back
 * after another has taken over, changes nothing. The clock is the database's, so the judges' own do not matter.
 */
import type { RunVerdict, SeedResult } from "@/domain/labs/result";
import type { Database, Transaction } from "../platform/database";
import { gzipJson } from "../platform/gzip-json";

/** A judge that says nothing for this long has lost its run. */
export const LEASE_MS = 5_000;
/** How often a judge says that it is alive. */
export const RENEW_MS = 1_000;
/** Judges that may die or vanish over one run before it is given up. */
export const ATTEMPTS_MAX = 3;

/** Told when a run may have become claimable. */
export const WAITING_CHANNEL = "lab_waiting";
/** Told, with the run's id, whenever its progress changed. */
export const RUN_CHANNEL = "lab_run";

type Connection = Database | Transaction;

/** The run and the number under which it may be written. */
export interface Claim {
  readonly runId: string;
  readonly lease: number;
}

export interface ClaimedRun extends Claim {
  readonly userId: string;
  readonly labId: string;
  readonly labVersion: number;
  readonly engineVersion: number;
  readonly program: string;
  readonly programHash: string;
  readonly seedsWanted: number;
  readonly stopAtFailure: boolean;
  /** This one included. Above ATTEMPTS_MAX the run is only to be given up. */
  readonly attempts: number;
}

/**
 * The next run for a judge, or null: the lowest priority first, then the oldest; of one learner one at a time, in their
 * order. A run whose lease has run out is next like any other.
 */
export async function claimRun(database: Database, leaseMs = LEASE_MS): Promise<ClaimedRun | null> {
  const rows = await database.$queryRaw<ClaimedRun[]>`
    WITH next AS (
      SELECT id FROM lab_run AS run
      WHERE (state = 'running' AND lease_until < clock_timestamp())
         OR (state = 'waiting' AND NOT EXISTS (
              SELECT FROM lab_run AS other
              WHERE other.user_id = run.user_id
                AND (other.state = 'running'
                  OR (other.state = 'waiting' AND (other.priority, other.submitted_at, other.id) < (run.priority, run.submitted_at, run.id)))))
      ORDER BY priority, submitted_at, id
      LIMIT 1
      FOR UPDATE SKIP LOCKED)
    UPDATE lab_run AS run
    SET state = 'running', lease = run.lease + 1, lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond',
        attempts = run.attempts + 1, started_at = clock_timestamp(), marks = ''
    FROM next WHERE run.id = next.id
    RETURNING run.id AS "runId", run.lease, run.user_id AS "userId", run.lab_id AS "labId", run.lab_version AS "labVersion",
              run.engine_version AS "engineVersion", run.program, run.program_hash AS "programHash",
              run.seeds_wanted AS "seedsWanted", run.stop_at_failure AS "stopAtFailure", run.attempts`;
  return rows[0] ?? null;
}

/** Keeps the run for another while. False: it is somebody else's by now. */
export async function renewLease(connection: Connection, { runId, lease }: Claim, leaseMs = LEASE_MS): Promise<boolean> {
  const held = await connection.$executeRaw`
    UPDATE lab_run SET lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    WHERE id = ${runId}::uuid AND lease = ${lease} AND state = 'running'`;
  return held === 1;
}

/** Shows how far the run is, and tells the watchers. False: the lease is lost and nothing was written. */
export async function writeProgress(connection: Connection, { runId, lease }: Claim, marks: string): Promise<boolean> {
  const held = await connection.$executeRaw`
    WITH held AS (
      UPDATE lab_run SET marks = ${marks} WHERE id = ${runId}::uuid AND lease = ${lease} AND state = 'running' RETURNING id)
    SELECT pg_notify(${RUN_CHANNEL}, id::text) FROM held`;
  return held === 1;
}

export interface RunOutcome {
  readonly marks: string;
  /** Null where the judge gives up; then `reason` says why. */
  readonly verdict: RunVerdict | null;
  readonly reason: string | null;
  readonly seeds: readonly SeedResult[];
  readonly reproducible: boolean;
  readonly cpuSeconds: number;
  readonly judgeVersion: number;
}

/**
 * Ends the run with its verdict, in the transaction of all that comes with it, and tells the watchers when that is
 * kept. False: the lease is lost; the caller must let the transaction fail.
 */
export async function finishRun(transaction: Transaction, { runId, lease }: Claim, outcome: RunOutcome): Promise<boolean> {
  const { marks, verdict, reason, seeds, reproducible, cpuSeconds, judgeVersion } = outcome;
  const held = await transaction.$executeRaw`
    UPDATE lab_run
    SET state = 'done', lease_until = NULL, finished_at = clock_timestamp(), marks = ${marks},
        verdict = ${verdict === null ? null : JSON.stringify(verdict)}::jsonb, reason = ${reason}, seeds = ${gzipJson(seeds)},
        reproducible = ${reproducible}, cpu_seconds = ${cpuSeconds}, judge_version = ${judgeVersion}
    WHERE id = ${runId}::uuid AND lease = ${lease} AND state = 'running'`;
  if (held === 1) await announce(transaction, runId);
  return held === 1;
}

/** Gives the run back as if it had never been claimed: for a judge that was told to stop. False: the lease is lost. */
export async function releaseRun(database: Database, { runId, lease }: Claim): Promise<boolean> {
  const held = await database.$executeRaw`
    UPDATE lab_run SET state = 'waiting', lease_until = NULL, started_at = NULL, marks = '', attempts = attempts - 1
    WHERE id = ${runId}::uuid AND lease = ${lease} AND state = 'running'`;
  if (held === 1) await announce(database, runId);
  return held === 1;
}

/** Tells, when the transaction is kept: watchers look at the run again, judges at the queue. */
export async function announce(connection: Connection, runId: string): Promise<void> {
  await connection.$executeRaw`SELECT pg_notify(${RUN_CHANNEL}, ${runId}), pg_notify(${WAITING_CHANNEL}, '')`;
}
