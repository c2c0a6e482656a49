/** Brings what was written to those who may see it. Members of one role see the same and are sent one encoding of it. */
import type { Server } from "socket.io";
import type { Frame, WireEvent } from "@/contracts/interviews/socket";
import type { LoggedEvent, RoomMember, Visibility } from "@/domain/interviews/room-event";
import { isVisibleTo } from "@/domain/interviews/visibility";
import type { ClientToServer, Connection, ServerToClient } from "./connection";

export type LiveServer = Server<ClientToServer, ServerToClient>;

type Side = "staff" | "others";
const SIDES: readonly Side[] = ["staff", "others"];

/** Names of the groups of sockets. */
const sideOf = (roomId: string, side: Side) => `${roomId}/${side}`;
const memberGroup = (roomId: string, memberId: string) => `${roomId}/member/${memberId}`;
/** Those who are sent pointers. */
export const pointerGroup = (roomId: string): string => `${roomId}/pointers`;

/** From now on the socket is sent what its member may see. */
export function joinGroups({ socket, member }: Connection, roomId: string): void {
  const side = member.role === "interviewer" ? "staff" : "others";
  void socket.join([sideOf(roomId, side), memberGroup(roomId, member.memberId), pointerGroup(roomId)]);
}

const wireVisibility = (visibility: Visibility): WireEvent["to"] => (typeof visibility === "string" ? visibility : "own");

/** Of these events what the member may see. */
export function visibleEvents(events: readonly LoggedEvent[], member: Pick<RoomMember, "memberId" | "role">): WireEvent[] {
  return events.filter(({ visibility }) => isVisibleTo(visibility, member)).map(({ seq, at, by, visibility, event }) => ({ seq, at, by, to: wireVisibility(visibility), event }));
}

/** Sends each socket of the room that is up to date the frame that its member may see. A frame without events still moves everybody's head. */
export function fanOut(io: LiveServer, { roomId, connections }: { roomId: string; connections: Iterable<Connection> }, events: readonly LoggedEvent[], after: number): void {
  const frameOf = (member: Pick<RoomMember, "memberId" | "role">): Frame => ({ after, head: after + events.length, events: visibleEvents(events, member) });
  const apart = new Set(events.flatMap(({ visibility }) => (typeof visibility === "string" ? [] : [visibility.member])));
  if (apart.size > 0) for (const { socket, member, arriving } of connections) if (arriving === null && apart.has(member.memberId)) socket.emit("frame", frameOf(member));
  const except = [...apart].map((memberId) => memberGroup(roomId, memberId));
  // No member has the empty id: these are the frames of those to whom no event is addressed alone.
  const [staff, others] = [frameOf({ memberId: "", role: "interviewer" }), frameOf({ memberId: "", role: "observer" })];
  const same = staff.events.length === others.events.length;
  io.to(same ? SIDES.map((side) => sideOf(roomId, side)) : sideOf(roomId, "staff")).except(except).emit("frame", staff);
  if (!same) io.to(sideOf(roomId, "others")).except(except).emit("frame", others);
}
