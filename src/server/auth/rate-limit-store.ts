import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database } from "../platform/database";

export interface Attempts {
  count: number;
  windowEndAt: Instant;
}

/** Lapsed windows that one new window takes along. */
const SWEPT_MAX = 100;

/**
 * Counts one try: opens a window if there is none or the last has ended. One statement, so that tries at the
 * same moment are all counted. The count stops at `countMax`.
 */
export async function countAttempt(
  database: Database,
  { key, windowMs, countMax, at }: { key: string; windowMs: number; countMax: number; at: Instant },
): Promise<Attempts> {
  const now = new Date(at);
  const end = new Date(at + windowMs);
  const [row] = await database.$queryRaw<{ count: number; window_end_at: Date }[]>`
    INSERT INTO rate_limit AS known (key, window_end_at, count) VALUES (${key}, ${end}, 1)
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN known.window_end_at <= ${now} THEN 1 ELSE LEAST(known.count + 1, ${countMax}::int) END,
      window_end_at = CASE WHEN known.window_end_at <= ${now} THEN excluded.window_end_at ELSE known.window_end_at END
    RETURNING count, window_end_at`;
  if (row === undefined) throw new Error("an upsert returned no row");
  if (row.count === 1) await sweep(database, now);
  return { count: row.count, windowEndAt: instant(row.window_end_at.getTime()) };
}

async function sweep(database: Database, now: Date): Promise<void> {
  await database.$executeRaw`
    DELETE FROM rate_limit WHERE key IN (
      SELECT key FROM rate_limit WHERE window_end_at <= ${now} LIMIT ${SWEPT_MAX}::int FOR UPDATE SKIP LOCKED)`;
}

/** Takes one try back. */
export async function returnAttempt(database: Database, key: string): Promise<void> {
  await database.rateLimit.updateMany({ where: { key, count: { gt: 0 } }, data: { count: { decrement: 1 } } });
}
