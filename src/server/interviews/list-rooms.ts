import type { RoomsOutput } from "@/contracts/interviews/rooms";
import type { RoomRole } from "@/domain/interviews/room-event";
import type { Catalog } from "../catalog/catalog";
import type { Database } from "../platform/database";
import { roomStateOf, scenarioOf } from "./membership";
import { listRooms as listStored, type ListedRoom } from "./room-store";

const ROOMS_MAX = 200;

/** The candidates are who a room is about. */
const PLACE: Record<RoomRole, number> = { candidate: 0, interviewer: 1, observer: 2 };

/** The rooms that an account runs, is invited to or was in, the newest first. */
export async function listRooms({ database, catalog }: { database: Database; catalog: Catalog }, userId: string): Promise<RoomsOutput> {
  const rooms = await listStored(database, userId, ROOMS_MAX);
  return { rooms: rooms.map((room) => listItem(catalog, room)) };
}

const listItem = (catalog: Catalog, room: ListedRoom): RoomsOutput["rooms"][number] => ({
  roomId: room.id,
  title: scenarioOf(catalog, room).title,
  state: roomStateOf(room),
  createdAt: room.createdAt,
  scheduledAt: room.scheduledAt,
  startedAt: room.startedAt,
  endedAt: room.endedAt,
  role: room.me.role,
  isHost: room.me.isHost,
  memberState: room.me.state === "admitted" ? "admitted" : "waiting",
  // Whoever waits is told of the host alone, as in the room itself.
  others: room.others
    .filter(({ isHost }) => isHost || room.me.state === "admitted")
    .sort((one, other) => PLACE[one.role] - PLACE[other.role])
    .map(({ name }) => name),
  sharedAt: room.sharedAt,
});
