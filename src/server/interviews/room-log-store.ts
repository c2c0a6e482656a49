/** The logs of rooms: appended to by their homes, all rooms at once, and read from any number on. */
import type { LoggedEvent, RoomEvent, Visibility } from "@/domain/interviews/room-event";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database } from "../platform/database";
import type { Home } from "./room-home-store";

/** What one room adds to its log. */
export interface RoomAppend extends Home {
  /** Number of the last event before these; they follow it without a gap. May be empty where only commands were refused. */
  readonly after: number;
  readonly events: readonly LoggedEvent[];
  /** Per client the last command that is done with this. */
  readonly lastDone: ReadonlyMap<string, number>;
  /** When the room's clock next does something by itself. */
  readonly wakeAt: Instant | null;
}

const isoOf = (at: Instant | undefined | null): string | null => (at === undefined || at === null ? null : new Date(at).toISOString());
const timeOf = (events: readonly LoggedEvent[], kind: RoomEvent["kind"]) => isoOf(events.find(({ event }) => event.kind === kind)?.at);
const visibilityText = (visibility: Visibility): string => (typeof visibility === "string" ? visibility : visibility.member);
const toVisibility = (text: string): Visibility => (text === "all" || text === "staff" ? text : { member: text });

/**
 * Appends to all rooms in one statement, which is one transaction and one flush of the disk. A room whose number is no
 * longer `home`, or whose log does not end at `after`, is left out whole: its lease is lost. Gives back the ids of those
 * that were written.
 *
 * The row of the room is locked first, in the order of ids, so numbers are given out in the order of commits, and a
 * process that takes the room over reads a log to which the former home adds nothing any more.
 */
export async function appendToLogs(database: Database, appends: readonly RoomAppend[]): Promise<ReadonlySet<string>> {
  const rooms = appends.map(({ roomId, home, after, events, wakeAt }) => ({
    id: roomId, home, after, head: after + events.length, wake_at: isoOf(wakeAt), started_at: timeOf(events, "started"), ended_at: timeOf(events, "ended"),
  }));
  const rows = appends.flatMap(({ roomId, events }) =>
    events.map(({ seq, at, by, visibility, event }) => ({ room_id: roomId, seq, at: isoOf(at), by, visibility: visibilityText(visibility), event })),
  );
  const clients = appends.flatMap(({ roomId, lastDone }) => [...lastDone].map(([id, n]) => ({ room_id: roomId, id, n })));
  const written = await database.$queryRaw<{ id: string }[]>`
    WITH asked AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rooms)}::json)
        AS asked (id text, home int, after int, head int, wake_at timestamptz, started_at timestamptz, ended_at timestamptz)),
    held AS (
      SELECT room.id FROM interview_room AS room JOIN asked ON asked.id = room.id AND asked.home = room.home AND asked.after = room.head
      ORDER BY room.id FOR UPDATE OF room),
    moved AS (
      UPDATE interview_room AS room
      SET head = asked.head, wake_at = asked.wake_at, started_at = coalesce(room.started_at, asked.started_at), ended_at = coalesce(room.ended_at, asked.ended_at)
      FROM held JOIN asked USING (id) WHERE room.id = held.id RETURNING room.id),
    logged AS (
      INSERT INTO room_event (room_id, seq, at, by, visibility, event)
      SELECT row.room_id, row.seq, row.at, row.by, row.visibility, row.event
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row (room_id text, seq int, at timestamptz, by uuid, visibility text, event jsonb)
      JOIN moved ON moved.id = row.room_id),
    done AS (
      UPDATE room_client AS client SET last_done = row.n, seen_at = clock_timestamp()
      FROM json_to_recordset(${JSON.stringify(clients)}::json) AS row (room_id text, id uuid, n int) JOIN moved ON moved.id = row.room_id
      WHERE client.id = row.id)
    SELECT id FROM moved`;
  return new Set(written.map(({ id }) => id));
}

/** The events with numbers behind `since` up to `head`, in order. */
export async function readLog(database: Pick<Database, "roomEvent">, { roomId, since, head }: { roomId: string; since: number; head: number }): Promise<LoggedEvent[]> {
  const rows = await database.roomEvent.findMany({ where: { roomId, seq: { gt: since, lte: head } }, orderBy: { seq: "asc" } });
  return rows.map(({ seq, at, by, visibility, event }) => ({
    seq,
    at: instant(at.getTime()),
    by,
    visibility: toVisibility(visibility),
    event: event as unknown as RoomEvent,
  }));
}
