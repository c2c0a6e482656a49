/** What tickets rest on in the database: who is admitted, which tab is whose, which ticket was used. */
import { randomUUID } from "node:crypto";
import type { RoomMember, RoomRole } from "@/domain/interviews/room-event";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database, Transaction } from "../platform/database";

/** Told, with a room's id, when somebody was removed from it, or it is gone. */
export const ROOM_CHANNEL = "interview_room";

/** Tells the room's home to look who is still admitted, once the transaction is kept. */
export async function announceRemoval(connection: Database | Transaction, roomId: string): Promise<void> {
  await connection.$executeRaw`SELECT pg_notify(${ROOM_CHANNEL}, ${roomId})`;
}

export interface Admitted {
  readonly roomId: string;
  readonly member: RoomMember;
  /** The database's clock. */
  readonly now: Instant;
}

/** A member that may enter its room, or null. */
export async function findAdmitted(database: Database, memberId: string): Promise<Admitted | null> {
  const [row] = await database.$queryRaw<{ roomId: string; name: string; role: RoomRole; isHost: boolean; now: Date }[]>`
    SELECT room_id AS "roomId", name, role, is_host AS "isHost", clock_timestamp() AS now
    FROM room_member WHERE id = ${memberId}::uuid AND state = 'admitted'`;
  if (row === undefined) return null;
  const { roomId, name, role, isHost, now } = row;
  return { roomId, member: { memberId, name, role, isHost }, now: instant(now.getTime()) };
}

/** Of a room those who may be in it; null: the room is gone. */
export async function listAdmitted(database: Database, roomId: string): Promise<ReadonlySet<string> | null> {
  const room = await database.interviewRoom.findUnique({ where: { id: roomId }, select: { members: { where: { state: "admitted" }, select: { id: true } } } });
  return room === null ? null : new Set(room.members.map(({ id }) => id));
}

/** A new tab of a member. Only the server gives out these ids. */
export async function insertClient(database: Database, memberId: string): Promise<string> {
  const id = randomUUID();
  await database.roomClient.create({ data: { id, memberId } });
  return id;
}

/** The last command of this tab that is done; null: it is no tab of this member. */
export async function findLastDone(database: Database, { clientId, memberId }: { clientId: string; memberId: string }): Promise<number | null> {
  const row = await database.roomClient.findFirst({ where: { id: clientId, memberId }, select: { lastDone: true } });
  return row?.lastDone ?? null;
}

/** Whether somebody may number commands as this tab: it was given out to this very member. */
export const mayBeClient = async (database: Database, who: { clientId: string; memberId: string }): Promise<boolean> => (await findLastDone(database, who)) !== null;

/** Uses a ticket up. False: it was used before. Tickets that would have expired by now are swept. */
export async function useTicket(database: Database, { ticketId, expiresAt }: { ticketId: string; expiresAt: Instant }): Promise<boolean> {
  const used = await database.$executeRaw`
    WITH swept AS (DELETE FROM used_ticket WHERE expires_at < clock_timestamp() - interval '1 minute')
    INSERT INTO used_ticket (id, expires_at) VALUES (${ticketId}, ${new Date(expiresAt)}) ON CONFLICT DO NOTHING`;
  return used === 1;
}
