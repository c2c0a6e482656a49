/** What ends a run: a judge's verdict, or one that was on record. Each in one transaction with all that follows from it. */
import type { Excerpt } from "@/domain/labs/result";
import type { Catalog } from "../catalog/catalog";
import type { Clock } from "../platform/clock";
import type { Database, Transaction } from "../platform/database";
import { retryTransaction } from "../platform/retry-transaction";
import { type BringCardsForward, bringFailedCards } from "./bring-failed-cards";
import { insertExcerpts } from "./excerpt-store";
import { type Claim, type ClaimedRun, finishRun, type RunOutcome } from "./run-queue-store";
import { answerFromRecord, findRecord, type RunName } from "./run-record-store";

export interface VerdictTools {
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly bringCardsForward: BringCardsForward;
}

/** Writes verdict, excerpts and cards, all or nothing. False: the lease is lost and nothing was written. */
export function recordVerdict(
  tools: VerdictTools & { readonly database: Database },
  run: ClaimedRun,
  { outcome, excerpts }: { outcome: RunOutcome; excerpts: readonly Excerpt[] },
): Promise<boolean> {
  return retryTransaction(tools.database, async (transaction) => {
    if (!(await finishRun(transaction, run, outcome))) return false;
    await insertExcerpts(transaction, run.runId, excerpts);
    if (outcome.verdict !== null) await bringFailedCards(transaction, tools, { ...run, verdict: outcome.verdict, at: tools.clock() });
    return true;
  });
}

/** Ends a run with the verdict on record of an identical one. False: there is none, or the lease is lost. */
export async function answerIfRecorded(
  transaction: Transaction,
  tools: VerdictTools,
  run: Claim & RunName & { readonly userId: string },
): Promise<boolean> {
  const record = await findRecord(transaction, run);
  if (record === null || !(await answerFromRecord(transaction, run, record.runId))) return false;
  await bringFailedCards(transaction, tools, { ...run, verdict: record.verdict, at: tools.clock() });
  return true;
}
