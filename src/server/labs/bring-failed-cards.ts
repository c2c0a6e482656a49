import { assert } from "@/domain/kernel/assert";
import type { Instant } from "@/domain/kernel/instant";
import type { RunVerdict } from "@/domain/labs/result";
import type { Catalog, CatalogLab } from "../catalog/catalog";
import type { Transaction } from "../platform/database";
import { setBrought } from "./run-store";

/** What a failed check asks of the cards: see src/server/review/bring-forward.ts, which grants it. */
export type BringCardsForward = (
  transaction: Transaction,
  request: { readonly userId: string; readonly cardIds: readonly string[]; readonly reason: string; readonly causeId: string; readonly at: Instant },
) => Promise<string[]>;

export interface FailedRun {
  readonly runId: string;
  readonly userId: string;
  readonly labId: string;
  readonly verdict: RunVerdict;
  readonly at: Instant;
}

/**
 * Brings the cards of all concepts of the failed checks forward, in the transaction of the verdict, and notes with the
 * run which of them moved. A card that several failed checks ask for is told the first of them.
 */
export async function bringFailedCards(
  transaction: Transaction,
  { catalog, bringCardsForward }: { catalog: Catalog; bringCardsForward: BringCardsForward },
  { runId, userId, labId, verdict, at }: FailedRun,
): Promise<void> {
  const lab = catalog.labs.get(labId);
  assert(lab !== undefined, `the lab ${labId} of a run that was judged is in the catalogue`);
  const brought: string[] = [];
  for (const { cardIds, reason } of wishesOf(catalog, lab, verdict)) {
    brought.push(...(await bringCardsForward(transaction, { userId, cardIds, reason, causeId: runId, at })));
  }
  if (brought.length > 0) await setBrought(transaction, runId, brought);
}

export interface ForwardWish {
  readonly cardIds: readonly string[];
  readonly reason: string;
}

/** Which cards the failed checks of a verdict ask for, and why: no card twice. */
export function wishesOf({ concepts }: Pick<Catalog, "concepts">, lab: CatalogLab, verdict: RunVerdict): ForwardWish[] {
  const asked = new Set<string>();
  return failedChecks(lab, verdict).map((check) => {
    const cardIds = check.concepts.flatMap((id) => concepts.get(id)?.cardIds ?? []).filter((id) => !asked.has(id));
    for (const id of cardIds) asked.add(id);
    return { cardIds, reason: `The lab \u201c${lab.title}\u201d failed its check \u201c${check.title}\u201d` };
  });
}

function failedChecks(lab: CatalogLab, verdict: RunVerdict): CatalogLab["checks"] {
  const failed = new Set(verdict.checks.filter((check) => check.verdict === "failed").map(({ check }) => check));
  return lab.checks.filter(({ id }) => failed.has(id));
}
