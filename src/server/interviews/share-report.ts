import { filledLines, type LowLine, lowLines, sheetLog } from "@/domain/interviews/report-sheet";
import { foldRoom } from "@/domain/interviews/room-state";
import type { Instant } from "@/domain/kernel/instant";
import { assert } from "@/domain/kernel/assert";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Catalog } from "../catalog/catalog";
import type { Tools } from "../compose";
import type { Transaction } from "../platform/database";
import { retryTransaction } from "../platform/retry-transaction";
import type { Asker } from "./asker";
import { type NoSuchRoom, requireMembership, scenarioOf } from "./membership";
import { markShared, setBrought, writeReportTexts } from "./report-store";
import { readLog } from "./room-log-store";
import { listMembers, type StoredRoom } from "./room-store";
import { markSeen } from "./scenario-seen-store";
import { isCandidateWithAccount } from "./view-report";

/** What a low line asks of the candidate's cards: the wish of this slice, granted by review (compose.ts). */
export type BringCardsForward = (
  transaction: Transaction,
  request: { readonly userId: string; readonly cardIds: readonly string[]; readonly reason: string; readonly causeId: string; readonly at: Instant },
) => Promise<string[]>;

/** Keeps what an interviewer wrote for the candidate. What was shared stays as it was read. */
export async function writeReport(
  { database }: Pick<Tools, "database">,
  { asker, roomId, keep, change }: { asker: Asker; roomId: string; keep: string; change: string },
): Promise<Result<null, NoSuchRoom | { code: "already-shared" }>> {
  const staff = await requireMembership(database, { roomId, asker, standing: "staff" });
  if (!staff.ok) return staff;
  return (await writeReportTexts(database, { roomId, keep, change })) ? ok(null) : err({ code: "already-shared" });
}

/**
 * Lets the candidate read levels, evidence and report, once, after the end; and brings the cards of the low lines
 * forward for every candidate with an account. Asked twice, it is as if asked once.
 */
export async function shareReport(
  { database, clock, catalog, bringCardsForward }: Pick<Tools, "database" | "clock" | "catalog"> & { bringCardsForward: BringCardsForward },
  { asker, roomId }: { asker: Asker; roomId: string },
): Promise<Result<{ sharedAt: Instant }, NoSuchRoom | { code: "not-ended" }>> {
  const host = await requireMembership(database, { roomId, asker, standing: "host" });
  if (!host.ok) return host;
  const { room } = host.value;
  if (room.endedAt === null) return err({ code: "not-ended" });
  if (room.sharedAt !== null) return ok({ sharedAt: room.sharedAt });
  await retryTransaction(database, async (transaction) => {
    const shared = await markShared(transaction, roomId);
    if (shared === null) return;
    const log = await readLog(transaction, { roomId, since: 0, head: shared.head });
    // What the staff change after this moment is in no report.
    const low = lowLines(filledLines(scenarioOf(catalog, room).rubric, foldRoom(sheetLog(log, shared.sharedAt))));
    await bringLowLines(transaction, { catalog, bringCardsForward, room, low, at: clock() });
  });
  const after = await requireMembership(database, { roomId, asker, standing: "host" });
  if (!after.ok) return after;
  assert(after.value.room.sharedAt !== null, `the report of room ${roomId} is shared`);
  return ok({ sharedAt: after.value.room.sharedAt });
}

interface Bringing {
  readonly catalog: Catalog;
  readonly bringCardsForward: BringCardsForward;
  readonly room: StoredRoom;
  readonly low: readonly LowLine[];
  readonly at: Instant;
}

async function bringLowLines(transaction: Transaction, { catalog, bringCardsForward, room, low, at }: Bringing): Promise<void> {
  const { title } = scenarioOf(catalog, room);
  const candidates = (await listMembers(transaction, room.id)).filter(isCandidateWithAccount);
  const brought: { memberId: string; cardIds: string[] }[] = [];
  for (const { id: memberId, userId } of candidates) {
    if (userId === null) continue;
    const cardIds: string[] = [];
    for (const { line, level, concepts } of low) {
      const wanted = concepts.flatMap((id) => catalog.concepts.get(id)?.cardIds ?? []);
      const reason = `Your interview “${title}” ended at level ${level} of 4 in “${line.dimension}”`;
      cardIds.push(...(await bringCardsForward(transaction, { userId, cardIds: wanted, reason, causeId: room.id, at })));
    }
    await markSeen(transaction, { userId, scenarioId: room.scenarioId, how: "report", at });
    brought.push({ memberId, cardIds });
  }
  await setBrought(transaction, room.id, brought);
}
