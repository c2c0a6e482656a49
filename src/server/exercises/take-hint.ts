import type { HintOutput } from "@/contracts/exercises/exercises";
import { PRACTICE, type UsePolicy, worthSentences } from "@/domain/exercises/assignments/use-policy";
import type { Exercise, Variant } from "@/domain/exercises/exercise";
import { hintsOf } from "@/domain/exercises/hints";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Catalog } from "../catalog/catalog";
import { renderInline } from "../catalog/render";
import type { Database } from "../platform/database";
import { retryTransaction } from "../platform/retry-transaction";
import { lockVariant, setHintsTaken } from "./exercise-store";
import { redraw } from "./seeds";

export type HintRefusal = { code: "no-such-variant" | "no-such-hint" | "answered-already" | "exercise-changed" };

/** The hints that were asked for, and what an answer is worth with them. No other hint leaves the server. */
export function hintParts(exercise: Exercise, variant: Variant, hintsTaken: number, use: { policy: UsePolicy; attempt: number } = { policy: PRACTICE, attempt: 1 }): HintOutput {
  const all = use.policy.hintLoss === null ? [] : hintsOf(exercise, variant);
  return {
    hints: { of: all.length, told: all.slice(0, hintsTaken).map(renderInline) },
    worth: worthSentences(use.policy, { attempt: use.attempt, hintsTaken, hintsLeft: Math.max(0, all.length - hintsTaken) }),
  };
}

/** Tells the hint of a number: the next one at its cost, one that was told before once more and for nothing. */
export async function takeHint(
  { database, catalog }: { database: Database; catalog: Catalog },
  { userId, variantId, number }: { userId: string; variantId: string; number: number },
): Promise<Result<HintOutput, HintRefusal>> {
  return retryTransaction(database, async (transaction) => {
    const stored = await lockVariant(transaction, { userId, variantId });
    if (stored === null) return err({ code: "no-such-variant" });
    if (stored.attemptId !== null) return err({ code: "answered-already" });
    const entry = catalog.exercises.get(stored.exerciseId);
    if (entry === undefined || entry.contentHash !== stored.contentHash) return err({ code: "exercise-changed" });
    const { exercise } = entry;
    if (number > stored.hintsTaken + 1 || number > (exercise.hints ?? []).length) return err({ code: "no-such-hint" });
    const hintsTaken = Math.max(stored.hintsTaken, number);
    if (hintsTaken > stored.hintsTaken) await setHintsTaken(transaction, variantId, hintsTaken);
    return ok(hintParts(exercise, redraw(exercise, stored.seed), hintsTaken));
  });
}
