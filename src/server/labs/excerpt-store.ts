/** The parts of failing runs that explain a check. */
import { type Excerpt, type Recording, SEED_NUMBER_MAX } from "@/domain/labs/result";
import type { Database, Transaction } from "../platform/database";
import { gunzipJson, gzipJson } from "../platform/gzip-json";
import { readableBy } from "./run-store";
import { SHRINK_ATTEMPTS_MAX } from "./shrink-store";

export interface ExcerptKey {
  readonly n: number;
  readonly check: string;
}

/** Keeps excerpts as the run was; judges shrink them when nothing else is to be done. What a search found has the fewest steps already. */
export async function insertExcerpts(transaction: Transaction, runId: string, excerpts: readonly Excerpt[]): Promise<void> {
  await transaction.labExcerpt.createMany({
    data: excerpts.map((excerpt) => ({ runId, n: excerpt.n, check: excerpt.check, excerpt: gzipJson(excerpt), shrinksLeft: excerpt.n > SEED_NUMBER_MAX ? 0 : SHRINK_ATTEMPTS_MAX })),
  });
}

export async function listExcerpts(database: Database | Transaction, runId: string): Promise<ExcerptKey[]> {
  return database.labExcerpt.findMany({ where: { runId }, select: { n: true, check: true }, orderBy: [{ n: "asc" }, { check: "asc" }] });
}

/** How a failed check is shown, and whether a judge may yet shrink it. */
export interface KeptRecording extends Recording {
  readonly isBeingShrunk: boolean;
}

/** The recording of a run that this account may read; another is not found. */
export async function findRecording(
  database: Database,
  { userId, runId, n, check }: ExcerptKey & { readonly userId: string; readonly runId: string },
): Promise<KeptRecording | null> {
  const row = await database.labExcerpt.findFirst({ where: { runId, n, check, run: readableBy(userId) } });
  if (row === null) return null;
  const shrunk = row.shrunk === null ? null : (gunzipJson(row.shrunk) as Excerpt);
  return { asRun: gunzipJson(row.excerpt) as Excerpt, shrunk, isBeingShrunk: row.shrinksLeft > 0 };
}

/** Excerpts belong to their run, so a verdict that is taken over takes its excerpts with it. */
export async function copyExcerpts(transaction: Transaction, fromRunId: string, toRunId: string): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO lab_excerpt (run_id, n, "check", excerpt, shrunk, shrinks_left, shrink_after)
    SELECT ${toRunId}::uuid, n, "check", excerpt, shrunk, shrinks_left, shrink_after FROM lab_excerpt WHERE run_id = ${fromRunId}::uuid`;
}
