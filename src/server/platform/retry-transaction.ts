import type { Database, Transaction } from "./database";

/** PostgreSQL ends one of two transactions that wait for each other; the next try finds the way free. */
export const TRANSACTION_TRIES_MAX = 5;

/**
 * Runs the work in a transaction, again if it met a deadlock or a serialisation failure. The work must do nothing else.
 * @param timeout in ms, after which a transaction that is still open is rolled back; by default that of the database client
 */
export async function retryTransaction<T>(database: Database, work: (transaction: Transaction) => Promise<T>, { timeout }: { timeout?: number } = {}): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.$transaction(work, timeout === undefined ? {} : { timeout });
    } catch (error) {
      if (tries >= TRANSACTION_TRIES_MAX || !isWriteConflict(error)) throw error;
    }
  }
}

/** PostgreSQL 40001 and 40P01, as Prisma tells them: P2034 from its own queries, a cause within P2010 from ours. */
export function isWriteConflict(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "P2034" || (error.code === "P2010" && JSON.stringify("meta" in error ? error.meta : null).includes("TransactionWriteConflict"));
}
