/** Runs in the queue without a lab behind them: for tests of what the queue promises. */
import { createHash, randomUUID } from "node:crypto";
import type { RunVerdict } from "@/domain/labs/result";
import type { Database } from "@/server/platform/database";
import type { RunOutcome } from "@/server/labs/run-queue-store";
import { countWaiting, insertRun, lockSubmissions } from "@/server/labs/run-store";

export async function makeLearner(database: Database, id: string = randomUUID()): Promise<string> {
  await database.user.create({ data: { id, email: `${id}@example.org` } });
  return id;
}

/** Puts a run into the queue, as a submission does. */
export async function enqueue(
  database: Database,
  { userId, runId = randomUUID(), program = randomUUID(), labId = "unique-ids", stopAtFailure = false }: { userId: string; runId?: string; program?: string; labId?: string; stopAtFailure?: boolean },
): Promise<string> {
  const programHash = createHash("sha256").update(program).digest("hex");
  await database.$transaction(async (transaction) => {
    await lockSubmissions(transaction, userId);
    const run = { id: runId, userId, labId, labVersion: 1, engineVersion: 1, program, programHash, seedsWanted: 4, stopAtFailure };
    await insertRun(transaction, run, await countWaiting(transaction, userId));
  });
  return runId;
}

/** As if so much of the lease's time had gone by. */
export const letLeasePass = (database: Database, runId: string, ms: number): Promise<unknown> =>
  database.$executeRaw`UPDATE lab_run SET lease_until = lease_until - ${ms} * interval '1 millisecond' WHERE id = ${runId}::uuid`;

/** What a lease is when nobody renews it. */
export const letLeaseRunOut = (database: Database, runId: string): Promise<unknown> =>
  database.$executeRaw`UPDATE lab_run SET lease_until = clock_timestamp() - interval '1 millisecond' WHERE id = ${runId}::uuid`;

export const verdictOf = (verdict: RunVerdict["verdict"], failed: readonly string[] = []): RunVerdict => ({
  verdict,
  points: verdict === "passed" ? 10 : 0,
  pointsMax: 10,
  checks: failed.map((check) => ({ check, verdict: "failed", points: 0, pointsMax: 10, passed: 0, failed: 4, unknown: 0, figures: {} })),
  seeds: { run: 4, passed: verdict === "passed" ? 4 : 0, failed: verdict === "failed" ? 4 : 0, unknown: verdict === "unknown" ? 4 : 0 },
  events: 100,
  simulatedSeconds: 4,
});

export const outcomeOf = (verdict: RunVerdict["verdict"], more: Partial<RunOutcome> = {}): RunOutcome => ({
  marks: { passed: "pppp", failed: "ffff", unknown: "uuuu" }[verdict],
  verdict: verdictOf(verdict),
  reason: null,
  seeds: [],
  reproducible: verdict !== "unknown",
  cpuSeconds: 1,
  judgeVersion: 1,
  ...more,
});
