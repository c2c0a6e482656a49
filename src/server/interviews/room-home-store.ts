/**
 * Who orders the log of a room. A room has at most one home, a live-rooms process, for as long as that renews its lease.
 *
 * Each new home gets a number that no home of this room had before (`home`), and every append names it: a process that
 * was paused, or cut off, and comes back after another has taken over, changes nothing. So the lease only keeps two
 * processes from taking the room from each other all the time; that the log has one writer does not depend on it, nor on
 * any process's clock.
 */
import type { Database } from "../platform/database";

/** A home that does not renew for this long has lost its rooms. */
export const LEASE_MS = 5_000;
/** How often a process renews its leases and says that it is alive. */
export const BEAT_MS = 1_000;
/** A process that says nothing for this long gets no new rooms and no sockets. */
const STALE_MS = 5_000;
/** A process that says nothing for this long is forgotten. */
const FORGOTTEN_MS = 60_000;

/** The room, and the number under which its log may be written. */
export interface Home {
  readonly roomId: string;
  readonly home: number;
}

export interface ClaimedRoom extends Home {
  readonly scenarioId: string;
  readonly head: number;
}

/** Says that a process is alive and where its sockets are to be sent, and forgets those that have long been silent. */
export async function beat(database: Database, { processId, address, rooms }: { processId: string; address: string; rooms: number }): Promise<void> {
  await database.$executeRaw`
    WITH forgotten AS (DELETE FROM live_process WHERE seen_at < clock_timestamp() - ${FORGOTTEN_MS} * interval '1 millisecond' AND id <> ${processId}::uuid)
    INSERT INTO live_process (id, address, rooms, seen_at) VALUES (${processId}::uuid, ${address}, ${rooms}, clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET address = excluded.address, rooms = excluded.rooms, seen_at = excluded.seen_at`;
}

/** Takes a process out of service: no more sockets are sent there, and others may claim its rooms at once. */
export async function forgetProcess(database: Database, processId: string): Promise<void> {
  await database.$executeRaw`DELETE FROM live_process WHERE id = ${processId}::uuid`;
}

/** Where the sockets of a process are to be sent; null: it is not in service. */
export async function findAddress(database: Database, processId: string): Promise<string | null> {
  const [row] = await database.$queryRaw<{ address: string }[]>`
    SELECT address FROM live_process WHERE id = ${processId}::uuid AND seen_at > clock_timestamp() - ${STALE_MS} * interval '1 millisecond'`;
  return row?.address ?? null;
}

/**
 * The process to which sockets of this room are to be sent: its home, or where it has none the one that comes first by
 * the hash of room and process (highest random weight), so that all who ask at once are told the same. Null: there is none.
 */
export async function findHome(database: Database, roomId: string): Promise<string | null> {
  const [row] = await database.$queryRaw<{ id: string }[]>`
    SELECT process.id
    FROM live_process AS process
    JOIN interview_room AS room ON room.id = ${roomId}
    WHERE process.seen_at > clock_timestamp() - ${STALE_MS} * interval '1 millisecond'
    ORDER BY (process.id = room.home_id AND room.home_until > clock_timestamp()) DESC NULLS LAST, hashtextextended(room.id || process.id::text, 0)
    LIMIT 1`;
  return row?.id ?? null;
}

export type Claim = { readonly claimed: ClaimedRoom } | { readonly refused: "held" | "no-such-room" };

/** Makes the process the room's home, unless another one holds it that is in service. */
export async function claimRoom(database: Database, { roomId, processId, leaseMs = LEASE_MS }: { roomId: string; processId: string; leaseMs?: number }): Promise<Claim> {
  const [claimed] = await database.$queryRaw<ClaimedRoom[]>`
    UPDATE interview_room AS room
    SET home_id = ${processId}::uuid, home = home + 1, home_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    WHERE id = ${roomId}
      AND (home_until IS NULL OR home_until < clock_timestamp() OR home_id = ${processId}::uuid
        OR NOT EXISTS (SELECT FROM live_process WHERE live_process.id = room.home_id))
    RETURNING id AS "roomId", home, scenario_id AS "scenarioId", head`;
  if (claimed !== undefined) return { claimed };
  const there = await database.interviewRoom.count({ where: { id: roomId } });
  return { refused: there === 0 ? "no-such-room" : "held" };
}

const roomsOf = (homes: readonly Home[]): [string[], number[]] => [homes.map(({ roomId }) => roomId), homes.map(({ home }) => home)];

/** Keeps the rooms for another while. Gives back the ids of those that are still held under their number. */
export async function renewHomes(database: Database, homes: readonly Home[], leaseMs = LEASE_MS): Promise<ReadonlySet<string>> {
  if (homes.length === 0) return new Set();
  const [ids, numbers] = roomsOf(homes);
  const rows = await database.$queryRaw<{ id: string }[]>`
    WITH held AS (
      SELECT room.id FROM interview_room AS room JOIN unnest(${ids}::text[], ${numbers}::int[]) AS mine (id, home) USING (id, home)
      ORDER BY room.id FOR UPDATE OF room)
    UPDATE interview_room AS room SET home_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    FROM held WHERE room.id = held.id RETURNING room.id`;
  return new Set(rows.map(({ id }) => id));
}

/** Gives rooms back, so that the next home need not wait. */
export async function releaseHomes(database: Database, homes: readonly Home[]): Promise<void> {
  if (homes.length === 0) return;
  const [ids, numbers] = roomsOf(homes);
  await database.$executeRaw`
    WITH held AS (
      SELECT room.id FROM interview_room AS room JOIN unnest(${ids}::text[], ${numbers}::int[]) AS mine (id, home) USING (id, home)
      ORDER BY room.id FOR UPDATE OF room)
    UPDATE interview_room AS room SET home_until = NULL, home_id = NULL FROM held WHERE room.id = held.id`;
}

/** Rooms without a home whose clock should have done something by now, the longest due first. */
export async function listDueRooms(database: Database, roomsMax: number): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT id FROM interview_room
    WHERE wake_at < clock_timestamp() AND (home_until IS NULL OR home_until < clock_timestamp())
    ORDER BY wake_at LIMIT ${roomsMax}`;
  return rows.map(({ id }) => id);
}

/** The database's time, ms since the epoch. */
export async function databaseTime(database: Database): Promise<number> {
  const [row] = await database.$queryRaw<{ ms: number }[]>`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`;
  return row?.ms ?? Number.NaN;
}
