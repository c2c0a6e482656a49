/** Rooms and members for tests that have no pages. */
import { randomUUID } from "node:crypto";
import type { RoomMember, RoomRole } from "@/domain/interviews/room-event";
import type { Database } from "@/server/platform/database";

export const TEST_SECRET = "a secret of thirty-two characters";

export async function makeRoom(database: Database, scenarioId = "messaging"): Promise<string> {
  const { id } = await database.interviewRoom.create({ data: { id: randomUUID(), scenarioId } });
  return id;
}

export async function makeMember(database: Database, roomId: string, role: RoomRole, name: string = role): Promise<RoomMember> {
  const { id } = await database.roomMember.create({ data: { id: randomUUID(), roomId, name, role, isHost: false, state: "admitted" } });
  return { memberId: id, name, role, isHost: false };
}
