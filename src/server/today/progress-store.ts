import type { Database } from "../platform/database";

export interface AttemptTotals {
  readonly attempts: number;
  /** Mean score, 0..1; null without attempts. */
  readonly meanScore: number | null;
}

export async function attemptTotals(database: Database, userId: string): Promise<AttemptTotals> {
  const { _count, _avg } = await database.exerciseAttempt.aggregate({ where: { userId, withheld: false }, _count: true, _avg: { score: true } });
  return { attempts: _count, meanScore: _avg.score };
}
