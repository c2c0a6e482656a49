/**
 * Failing runs that wait to be shrunk, as judges see them. It is done after the verdict, and done once more where a
 * judge did not come to its end with it; two judges that do the same only waste their time.
 */
import { z } from "zod";
import { SeedResultSchema } from "@/contracts/labs/seed-result";
import type { Excerpt, SeedResult } from "@/domain/labs/result";
import type { Database } from "../platform/database";
import { gunzipJson, gzipJson } from "../platform/gzip-json";

/** A run over which so many judges were lost stays as it is. */
export const SHRINK_ATTEMPTS_MAX = 2;
/** Whoever has not come to an end by then is taken for lost. */
const SHRINK_LEASE_MS = 60_000;

export interface ShrinkKey {
  readonly runId: string;
  readonly n: number;
  readonly check: string;
}

export interface ToShrink extends ShrinkKey {
  readonly labId: string;
  readonly labVersion: number;
  readonly engineVersion: number;
  readonly program: string;
  readonly seedsWanted: number;
  /** What the judge found on this seed */
  readonly judged: SeedResult | null;
}

/** The next failing run to be shrunk, or null: the one that waits longest. No other judge gets it for a minute. */
export async function claimShrink(database: Database): Promise<ToShrink | null> {
  const rows = await database.$queryRaw<(Omit<ToShrink, "judged"> & { seeds: Uint8Array | null })[]>`
    WITH next AS (
      SELECT run_id, n, "check" FROM lab_excerpt
      WHERE shrinks_left > 0 AND shrink_after <= clock_timestamp()
      ORDER BY shrink_after, run_id, n, "check"
      LIMIT 1
      FOR UPDATE SKIP LOCKED)
    UPDATE lab_excerpt AS one
    SET shrinks_left = one.shrinks_left - 1, shrink_after = clock_timestamp() + ${SHRINK_LEASE_MS} * interval '1 millisecond'
    FROM next, lab_run AS run
    WHERE one.run_id = next.run_id AND one.n = next.n AND one."check" = next."check" AND run.id = next.run_id
    RETURNING one.run_id AS "runId", one.n, one."check", run.lab_id AS "labId", run.lab_version AS "labVersion",
              run.engine_version AS "engineVersion", run.program, run.seeds_wanted AS "seedsWanted", run.seeds`;
  const [row] = rows;
  if (row === undefined) return null;
  const { seeds, ...toShrink } = row;
  const judged = seeds === null ? [] : z.array(SeedResultSchema).parse(gunzipJson(seeds));
  return { ...toShrink, judged: judged.find(({ n }) => n === row.n) ?? null };
}

/** Keeps the shrunk run, or with null that there is none. Done twice, it is as if done once. */
export async function finishShrink(database: Database, { runId, n, check }: ShrinkKey, shrunk: Excerpt | null): Promise<void> {
  await database.labExcerpt.updateMany({
    where: { runId, n, check, shrunk: null },
    data: { shrinksLeft: 0, ...(shrunk === null ? {} : { shrunk: gzipJson(shrunk) }) },
  });
}

/** Gives it back as if it had never been claimed: for a judge that was told to stop. */
export async function releaseShrink(database: Database, { runId, n, check }: ShrinkKey): Promise<void> {
  await database.$executeRaw`
    UPDATE lab_excerpt SET shrinks_left = least(shrinks_left + 1, ${SHRINK_ATTEMPTS_MAX}), shrink_after = clock_timestamp()
    WHERE run_id = ${runId}::uuid AND n = ${n} AND "check" = ${check} AND shrunk IS NULL`;
}
