/** Who may open a socket: whoever brings a ticket of ours that is fresh, unused, made for this process, and still true. */
import type { EntryRefusal } from "@/contracts/interviews/socket";
import { Handshake } from "@/contracts/interviews/socket";
import type { RoomMember } from "@/domain/interviews/room-event";
import { err, ok, type Result } from "@/domain/kernel/result";
import { findAdmitted, findLastDone, useTicket } from "@/server/interviews/ticket-store";
import { readTicket } from "@/server/interviews/tickets";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/database";
import { livingSessions } from "@/server/platform/sign-outs";
import { ROOM_SOCKETS_MAX } from "./limits";
import type { OpenRoom, Rooms } from "./rooms";

export interface GateTools {
  readonly database: Database;
  readonly clock: Clock;
  readonly authSecret: string;
  readonly processId: string;
  readonly rooms: Rooms;
}

export interface Entry {
  readonly room: OpenRoom;
  readonly member: RoomMember;
  readonly clientId: string;
  readonly sessionId: string | null;
  readonly since: number;
  readonly lastDone: number;
}

/** `detail` is for the log alone. */
export interface Refused {
  readonly code: EntryRefusal;
  readonly detail: string;
}

const refused = (code: EntryRefusal, detail: string) => err<Refused>({ code, detail });

/** Takes the ticket of a handshake. A ticket is used up also where the room cannot be entered afterwards. */
export async function takeTicket({ database, clock, authSecret, processId, rooms }: GateTools, auth: unknown): Promise<Result<Entry, Refused>> {
  const handshake = Handshake.safeParse(auth);
  if (!handshake.success) return refused("bad-ticket", "no handshake");
  const read = readTicket(authSecret, handshake.data.ticket, clock());
  if (!read.ok) return refused("bad-ticket", read.error);
  const { roomId, memberId, role, clientId, sessionId, home } = read.value;
  if (home !== processId) return refused("elsewhere", "a ticket for another process");
  if (!(await useTicket(database, read.value))) return refused("bad-ticket", "used");
  const admitted = await findAdmitted(database, memberId);
  if (admitted === null || admitted.roomId !== roomId) return refused("removed", "not admitted");
  if (admitted.member.role !== role) return refused("bad-ticket", "another role by now");
  if (sessionId !== null && !(await livingSessions(database, [sessionId])).has(sessionId)) return refused("signed-out", "the session has ended");
  const lastDone = await findLastDone(database, { clientId, memberId });
  if (lastDone === null) return refused("bad-ticket", "not this member's client");
  const opened = await rooms.open(roomId);
  if (!opened.ok) return refused(opened.error, "room not opened");
  const room = opened.value;
  if (room.connections.size >= ROOM_SOCKETS_MAX) return refused("room-full", "too many sockets");
  return ok({ room, member: admitted.member, clientId, sessionId, since: handshake.data.since, lastDone });
}
