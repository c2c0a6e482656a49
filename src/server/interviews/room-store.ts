/** Rooms and who is in them, as the database keeps them. */
import type { RoomRole } from "@/domain/interviews/room-event";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database, Transaction } from "../platform/database";
import type { Asker } from "./asker";

export interface StoredRoom {
  readonly id: string;
  readonly scenarioId: string;
  /** Number of the last event of its log. */
  readonly head: number;
  readonly createdAt: Instant;
  readonly scheduledAt: Instant | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly sharedAt: Instant | null;
  readonly keepText: string;
  readonly changeText: string;
  /** The cards that the report brought forward, for each candidate with an account. */
  readonly brought: readonly { readonly memberId: string; readonly cardIds: readonly string[] }[];
}

export interface StoredMember {
  readonly id: string;
  readonly roomId: string;
  readonly userId: string | null;
  readonly name: string;
  readonly role: RoomRole;
  readonly isHost: boolean;
  readonly state: "waiting" | "admitted" | "removed";
}

export interface Membership {
  readonly room: StoredRoom;
  readonly me: StoredMember;
}

const ROOM = {
  id: true, scenarioId: true, head: true, createdAt: true, scheduledAt: true, startedAt: true, endedAt: true, sharedAt: true, keepText: true, changeText: true, brought: true,
} as const;
const MEMBER = { id: true, roomId: true, userId: true, name: true, role: true, isHost: true, state: true } as const;

type Dated = Record<"scheduledAt" | "startedAt" | "endedAt" | "sharedAt", Date | null> & { createdAt: Date };
const instantOf = (date: Date | null): Instant | null => (date === null ? null : instant(date.getTime()));

const toRoom = <Row extends Dated & { brought: unknown }>({ createdAt, scheduledAt, startedAt, endedAt, sharedAt, brought, ...rest }: Row) => ({
  ...rest,
  createdAt: instant(createdAt.getTime()),
  scheduledAt: instantOf(scheduledAt),
  startedAt: instantOf(startedAt),
  endedAt: instantOf(endedAt),
  sharedAt: instantOf(sharedAt),
  brought: brought as unknown as StoredRoom["brought"],
});
const toMember = <Row extends { role: string; state: string }>(row: Row) => ({
  ...row,
  role: row.role as RoomRole,
  state: row.state as StoredMember["state"],
});

export interface NewMember {
  readonly id: string;
  readonly roomId: string;
  readonly userId: string | null;
  readonly guestHash: string | null;
  readonly name: string;
  readonly role: RoomRole;
}

/** A room with its host in it. */
export async function insertRoom(
  transaction: Transaction,
  { roomId, scenarioId, scheduledAt, host }: { roomId: string; scenarioId: string; scheduledAt: Instant | null; host: { memberId: string; userId: string; name: string } },
): Promise<void> {
  const { memberId: id, userId, name } = host;
  await transaction.interviewRoom.create({
    data: {
      id: roomId,
      scenarioId,
      hostId: userId,
      scheduledAt: scheduledAt === null ? null : new Date(scheduledAt),
      members: { create: { id, userId, name, role: "interviewer", isHost: true, state: "admitted" } },
    },
  });
}

export const insertMember = async (transaction: Transaction, member: NewMember): Promise<void> => {
  await transaction.roomMember.create({ data: { ...member, state: "waiting" } });
};

const keysOf = ({ userId, guestHash }: Asker) => [...(userId === null ? [] : [{ userId }]), ...(guestHash === null ? [] : [{ guestHash }])];

/** Whose membership it is: the account's, otherwise the guest's. Somebody who was removed has none. */
export async function findMembership(database: Database | Transaction, roomId: string, asker: Asker): Promise<Membership | null> {
  for (const who of keysOf(asker)) {
    const row = await database.roomMember.findFirst({
      where: { roomId, ...who, state: { not: "removed" } },
      select: { ...MEMBER, room: { select: ROOM } },
    });
    if (row === null) continue;
    const { room, ...me } = row;
    return { room: toRoom(room), me: toMember(me) };
  }
  return null;
}

export async function findRoomWithHost(database: Database, roomId: string): Promise<(StoredRoom & { hostName: string | null }) | null> {
  const row = await database.interviewRoom.findUnique({
    where: { id: roomId },
    select: { ...ROOM, members: { where: { isHost: true, userId: { not: null } }, select: { name: true } } },
  });
  if (row === null) return null;
  const { members, ...room } = row;
  return { ...toRoom(room), hostName: members[0]?.name ?? null };
}

/** Whether the host sent this account or guest away: then no other invitation leads back. */
export async function wasRemoved(database: Database, roomId: string, asker: Asker): Promise<boolean> {
  const known = keysOf(asker);
  return known.length > 0 && (await database.roomMember.count({ where: { roomId, state: "removed", OR: known } })) > 0;
}

/** All who are in the room or before its door, in the order in which they came. */
export async function listMembers(database: Database | Transaction, roomId: string): Promise<StoredMember[]> {
  const rows = await database.roomMember.findMany({ where: { roomId, state: { not: "removed" } }, select: MEMBER, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map(toMember);
}

/** Also those who were removed: the log names them. */
export async function listAllMembers(database: Database, roomId: string): Promise<StoredMember[]> {
  const rows = await database.roomMember.findMany({ where: { roomId }, select: MEMBER, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map(toMember);
}

/** Moves a member of the room from one of the states to another. Gives back whom, or null where there was none. */
export async function moveMember(
  transaction: Transaction,
  { roomId, memberId, from, to }: { roomId: string; memberId: string; from: StoredMember["state"][]; to: StoredMember["state"] },
): Promise<StoredMember | null> {
  const [row] = await transaction.roomMember.updateManyAndReturn({
    where: { id: memberId, roomId, isHost: false, state: { in: from } },
    data: { state: to },
    select: MEMBER,
  });
  return row === undefined ? null : toMember(row);
}

export type ListedRoom = StoredRoom & { readonly me: StoredMember; readonly others: readonly StoredMember[] };

/** The rooms of an account, the newest first. */
export async function listRooms(database: Database, userId: string, roomsMax: number): Promise<ListedRoom[]> {
  const rows = await database.interviewRoom.findMany({
    where: { members: { some: { userId, state: { not: "removed" } } } },
    select: { ...ROOM, members: { where: { state: { not: "removed" } }, select: MEMBER, orderBy: { createdAt: "asc" } } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: roomsMax,
  });
  return rows.flatMap(({ members, ...room }) => {
    const everybody = members.map(toMember);
    const me = everybody.find((member) => member.userId === userId);
    return me === undefined ? [] : [{ ...toRoom(room), me, others: everybody.filter((member) => member !== me && member.state === "admitted") }];
  });
}

/** How many rooms of this host have not ended. */
export const countOpenRooms = (transaction: Transaction, userId: string): Promise<number> =>
  transaction.interviewRoom.count({ where: { hostId: userId, endedAt: null } });

/** One after the other: openings of rooms by one account. Held until the transaction ends. */
export async function lockHost(transaction: Transaction, userId: string): Promise<void> {
  await transaction.$queryRaw`SELECT id FROM "user" WHERE id = ${userId} FOR UPDATE`;
}
