/** Invitations to rooms. A token is kept as its hash alone. */
import type { RoomRole } from "@/domain/interviews/room-event";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database, Transaction } from "../platform/database";

export interface StoredInvitation {
  readonly tokenHash: string;
  readonly roomId: string;
  readonly role: RoomRole;
  readonly label: string;
  readonly expiresAt: Instant;
  /** The member who used it. */
  readonly memberId: string | null;
}

const INVITATION = { tokenHash: true, roomId: true, role: true, label: true, expiresAt: true, memberId: true } as const;
const toInvitation = <Row extends { role: string; expiresAt: Date }>(row: Row) => ({
  ...row,
  role: row.role as RoomRole,
  expiresAt: instant(row.expiresAt.getTime()),
});

export const insertInvitation = async (
  database: Database,
  { tokenHash, roomId, role, label, expiresAt }: Omit<StoredInvitation, "memberId">,
): Promise<void> => {
  await database.roomLink.create({ data: { tokenHash, roomId, role, label, expiresAt: new Date(expiresAt) } });
};

export async function findInvitation(database: Database | Transaction, tokenHash: string): Promise<StoredInvitation | null> {
  const row = await database.roomLink.findUnique({ where: { tokenHash }, select: INVITATION });
  return row === null ? null : toInvitation(row);
}

/** The room's invitations, the newest first. */
export async function listInvitations(database: Database, roomId: string): Promise<StoredInvitation[]> {
  const rows = await database.roomLink.findMany({ where: { roomId }, select: INVITATION, orderBy: [{ createdAt: "desc" }, { tokenHash: "asc" }] });
  return rows.map(toInvitation);
}

export const countInvitations = (database: Database, roomId: string): Promise<number> => database.roomLink.count({ where: { roomId } });

/** Uses it up, unless somebody did before or its time has passed. Gives back whether it was. */
export async function useInvitation(transaction: Transaction, { tokenHash, memberId, at }: { tokenHash: string; memberId: string; at: Instant }): Promise<boolean> {
  const { count } = await transaction.roomLink.updateMany({
    where: { tokenHash, memberId: null, expiresAt: { gt: new Date(at) } },
    data: { memberId, usedAt: new Date(at) },
  });
  return count === 1;
}

/** Takes an invitation back that nobody has used. Gives back whether there was one. */
export async function deleteInvitation(database: Database, { roomId, tokenHash }: { roomId: string; tokenHash: string }): Promise<boolean> {
  const { count } = await database.roomLink.deleteMany({ where: { roomId, tokenHash, memberId: null } });
  return count === 1;
}
