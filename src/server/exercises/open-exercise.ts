import type { OpenOutput } from "@/contracts/exercises/exercises";
import { publicVariant } from "@/domain/exercises/public-variant";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Catalog, CatalogExercise } from "../catalog/catalog";
import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database";
import { isInRunningExam } from "./assignments/assignment-store";
import { findVariant, forgetUnanswered, insertVariant, listRecords, type StoredVariant } from "./exercise-store";
import { publicParts } from "./public-parts";
import { drawNew, redraw } from "./seeds";
import { summarise } from "./summaries";
import { hintParts } from "./take-hint";

/** Variants that one learner may leave unanswered in one exercise; older ones are forgotten. */
const UNANSWERED_MAX = 20;

interface OpenTools {
  clock: Clock;
  database: Database;
  catalog: Catalog;
}

export type OpenRefusal = { code: "no-such-exercise" | "no-such-variant" | "in-running-exam" };

/**
 * Opens an exercise: one's own variant if the address names one, else a freshly drawn one. A variant that was drawn
 * before the exercise was rewritten is replaced by a new one. Nothing that is given back tells the answer.
 */
export async function openExercise(
  tools: OpenTools,
  request: { userId: string; exerciseId: string; variantId: string | undefined },
): Promise<Result<OpenOutput, OpenRefusal>> {
  const { database, catalog } = tools;
  const { userId, exerciseId, variantId } = request;
  const entry = catalog.exercises.get(exerciseId);
  if (entry === undefined) return err({ code: "no-such-exercise" });
  if (await isInRunningExam(database, { userId, exerciseId, now: tools.clock() })) return err({ code: "in-running-exam" });
  const asked = variantId === undefined ? null : await findVariant(database, { userId, variantId });
  if (variantId !== undefined && asked?.exerciseId !== exerciseId) return err({ code: "no-such-variant" });

  const replaced = asked !== null && asked.contentHash !== entry.contentHash;
  const stored = asked === null || replaced ? await drawAndStore(tools, userId, entry) : asked;
  const variant = redraw(entry.exercise, stored.seed);
  return ok({
    exercise: summarise(catalog, entry, await listRecords(database, userId)),
    variantId: stored.id,
    replaced,
    ...publicParts(publicVariant(entry.exercise, variant)),
    ...hintParts(entry.exercise, variant, stored.hintsTaken),
    attemptId: stored.attemptId,
  });
}

async function drawAndStore({ clock, database }: OpenTools, userId: string, entry: CatalogExercise): Promise<StoredVariant> {
  const { stored } = drawNew(entry, { assignmentId: null, hintsTaken: 0 });
  await database.$transaction(async (transaction) => {
    await insertVariant(transaction, { ...stored, userId, createdAt: clock() });
    await forgetUnanswered(transaction, { userId, exerciseId: entry.id, keep: UNANSWERED_MAX });
  });
  return stored;
}
