/** What the staff write of an interview, as the database keeps it. */
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database, Transaction } from "../platform/database";
import type { StoredRoom } from "./room-store";

/** Keeps what was written, unless the report was shared. Gives back whether it was kept. */
export async function writeReportTexts(database: Database, { roomId, keep, change }: { roomId: string; keep: string; change: string }): Promise<boolean> {
  const { count } = await database.interviewRoom.updateMany({ where: { id: roomId, sharedAt: null }, data: { keepText: keep, changeText: change } });
  return count === 1;
}

/**
 * Shares the report, once: gives back when, on the clock of the log, and the number of the log's last event; null where
 * it was shared before. Others who share it wait for the transaction.
 */
export async function markShared(transaction: Transaction, roomId: string): Promise<{ sharedAt: Instant; head: number } | null> {
  const [row] = await transaction.$queryRaw<{ sharedAt: Date; head: number }[]>`
    UPDATE interview_room SET shared_at = clock_timestamp() WHERE id = ${roomId} AND shared_at IS NULL RETURNING shared_at AS "sharedAt", head`;
  return row === undefined ? null : { sharedAt: instant(row.sharedAt.getTime()), head: row.head };
}

export async function setBrought(transaction: Transaction, roomId: string, brought: StoredRoom["brought"]): Promise<void> {
  await transaction.interviewRoom.update({
    where: { id: roomId },
    data: { brought: brought.map(({ memberId, cardIds }) => ({ memberId, cardIds: [...cardIds] })) },
  });
}
