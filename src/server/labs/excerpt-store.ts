/** The parts of failing runs that explain a check. */
import type { Excerpt } from "@/domain/labs/result";
import type { Database, Transaction } from "../platform/database";
import { gunzipJson, gzipJson } from "../platform/gzip-json";
import { readableBy } from "./run-store";

export interface ExcerptKey {
  readonly n: number;
  readonly check: string;
}

export async function insertExcerpts(transaction: Transaction, runId: string, excerpts: readonly Excerpt[]): Promise<void> {
  await transaction.labExcerpt.createMany({
    data: excerpts.map((excerpt) => ({ runId, n: excerpt.n, check: excerpt.check, excerpt: gzipJson(excerpt) })),
  });
}

export async function listExcerpts(database: Database | Transaction, runId: string): Promise<ExcerptKey[]> {
  return database.labExcerpt.findMany({ where: { runId }, select: { n: true, check: true }, orderBy: [{ n: "asc" }, { check: "asc" }] });
}

/** An excerpt of a run that this account may read; another is not found. */
export async function findExcerpt(
  database: Database,
  { userId, runId, n, check }: ExcerptKey & { readonly userId: string; readonly runId: string },
): Promise<Excerpt | null> {
  const row = await database.labExcerpt.findFirst({ where: { runId, n, check, run: readableBy(userId) } });
  return row === null ? null : (gunzipJson(row.excerpt) as Excerpt);
}

/** Excerpts belong to their run, so a verdict that is taken over takes its excerpts with it. */
export async function copyExcerpts(transaction: Transaction, fromRunId: string, toRunId: string): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO lab_excerpt (run_id, n, "check", excerpt)
    SELECT ${toRunId}::uuid, n, "check", excerpt FROM lab_excerpt WHERE run_id = ${fromRunId}::uuid`;
}
