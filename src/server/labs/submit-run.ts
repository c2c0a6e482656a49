import type { SubmitRunOutput } from "@/contracts/labs/labs";
import { HIDDEN_SEEDS, WAITING_RUNS_MAX } from "@/contracts/labs/limits";
import { assert } from "@/domain/kernel/assert";
import { err, ok, type Result } from "@/domain/kernel/result";
import { findLab } from "@/domain/labs/catalogue";
import { ENGINE_VERSION } from "@/domain/simulator/engine-version";
import { prepareProgram } from "@/sandbox/program";
import { programHash } from "@/sandbox/program-hash";
import { type Database, isDuplicateKey, type Transaction } from "../platform/database";
import { retryTransaction } from "../platform/retry-transaction";
import { answerIfRecorded, type VerdictTools } from "./record-verdict";
import { announce } from "./run-queue-store";
import { findRecord } from "./run-record-store";
import { countWaiting, findListedRun, findOwner, insertRun, type ListedRun, lockSubmissions, type NewRun } from "./run-store";
import { listItem } from "./view-run";

export interface SubmitTools extends VerdictTools {
  readonly database: Database;
}

interface SubmitRequest {
  readonly userId: string;
  /** Made by the browser once per press: sent again it counts once. */
  readonly runId: string;
  readonly labId: string;
  readonly program: string;
  /** False: the run ends with the first seed that fails. */
  readonly allSeeds: boolean;
}

export type SubmitRefusal = { code: "no-such-lab" | "too-many-waiting" | "run-id-used-elsewhere" };

/**
 * Hands a program to the judge. What is no program is told at once and counts nothing; what was judged before, in this
 * version of lab and engine, is answered from the record.
 */
export async function submitRun(tools: SubmitTools, request: SubmitRequest): Promise<Result<SubmitRunOutput, SubmitRefusal>> {
  const { labId, program } = request;
  const rules = findLab(labId);
  if (rules === undefined || !tools.catalog.labs.has(labId)) return err({ code: "no-such-lab" });
  const prepared = prepareProgram(program);
  if (!prepared.ok) return ok({ outcome: "unreadable", problems: [...prepared.problems] });
  const run: NewRun = {
    id: request.runId,
    userId: request.userId,
    labId,
    program,
    labVersion: rules.version,
    engineVersion: ENGINE_VERSION,
    programHash: programHash(program),
    seedsWanted: HIDDEN_SEEDS,
    stopAtFailure: !request.allSeeds,
  };
  try {
    const stored = await retryTransaction(tools.database, (transaction) => storeOnce(tools, transaction, run));
    return stored.ok ? ok({ outcome: "accepted", run: listItem(stored.value) }) : stored;
  } catch (error) {
    // Somebody else's transaction took the id between our look and our insert.
    if (isDuplicateKey(error)) return err({ code: "run-id-used-elsewhere" });
    throw error;
  }
}

async function storeOnce(tools: SubmitTools, transaction: Transaction, run: NewRun): Promise<Result<ListedRun, SubmitRefusal>> {
  const { id: runId, userId, labId, programHash } = run;
  await lockSubmissions(transaction, userId);
  const known = await findOwner(transaction, runId);
  if (known !== null && (known.userId !== userId || known.labId !== labId || known.programHash !== programHash)) {
    return err({ code: "run-id-used-elsewhere" });
  }
  if (known === null) {
    const waiting = await countWaiting(transaction, userId);
    // What is on record needs no place in the queue.
    if (waiting >= WAITING_RUNS_MAX && (await findRecord(transaction, run)) === null) return err({ code: "too-many-waiting" });
    await insertRun(transaction, run, waiting);
    const answered = await answerIfRecorded(transaction, tools, { ...run, runId, lease: 0 });
    if (!answered) await announce(transaction, runId);
  }
  const stored = await findListedRun(transaction, { userId, runId });
  assert(stored !== null, `run ${runId} was stored`);
  return ok(stored);
}
