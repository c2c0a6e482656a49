/** The rooms whose home this process is: opened when somebody comes, put to sleep when all have gone, dropped when lost. */
import type { Removed, Welcome } from "@/contracts/interviews/socket";
import type { RoomScript } from "@/domain/interviews/room-script";
import { foldRoom } from "@/domain/interviews/room-state";
import { err, ok, type Result } from "@/domain/kernel/result";
import { claimRoom, type Home, listDueRooms, releaseHomes, renewHomes } from "@/server/interviews/room-home-store";
import { readLog } from "@/server/interviews/room-log-store";
import { listAdmitted } from "@/server/interviews/ticket-store";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/database";
import { log } from "@/server/platform/log";
import { livingSessions } from "@/server/platform/sign-outs";
import type { Connection } from "./connection";
import { fanOut, joinGroups, type LiveServer, visibleEvents } from "./fan-out";
import { type Flusher, openFlusher } from "./flusher";
import { lostRooms, openRooms } from "./metrics";
import { openPointerRelay, type PointerRelay } from "./pointers";
import { openPresence, type Presence } from "./presence";
import { type Batch, RoomHost } from "./room-host";

/** Sleeping rooms that are woken at once, each second. */
const WOKEN_MAX = 50;

export interface RoomTools {
  readonly database: Database;
  readonly io: LiveServer;
  readonly clock: Clock;
  readonly processId: string;
  /** What may be released in rooms of this scenario. */
  readonly scriptOf: (scenarioId: string) => RoomScript;
}

export interface OpenRoom {
  readonly roomId: string;
  readonly host: RoomHost;
  readonly presence: Presence;
  readonly pointers: PointerRelay;
  readonly connections: Set<Connection>;
}

export class Rooms {
  readonly #tools: RoomTools;
  readonly #open = new Map<string, OpenRoom>();
  readonly #opening = new Map<string, Promise<Result<OpenRoom, "elsewhere" | "room-gone">>>();
  readonly #flusher: Flusher;

  constructor(tools: RoomTools) {
    this.#tools = tools;
    this.#flusher = openFlusher(tools.database, {
      onWritten: (host, batch) => this.#onWritten(host, batch),
      onLost: (host) => this.#lose(host.home, "log not written"),
    });
  }

  get size(): number {
    return this.#open.size;
  }

  all = (): OpenRoom[] => [...this.#open.values()];
  isOpen = (room: OpenRoom): boolean => this.#open.get(room.roomId) === room;

  /** The room, opened if this process is or can become its home. */
  async open(roomId: string): Promise<Result<OpenRoom, "elsewhere" | "room-gone">> {
    const room = this.#open.get(roomId);
    if (room !== undefined) return ok(room);
    const opening = this.#opening.get(roomId) ?? this.#load(roomId).finally(() => this.#opening.delete(roomId));
    this.#opening.set(roomId, opening);
    return opening;
  }

  async #load(roomId: string): Promise<Result<OpenRoom, "elsewhere" | "room-gone">> {
    const { database, processId, io, clock, scriptOf } = this.#tools;
    const claim = await claimRoom(database, { roomId, processId });
    if ("refused" in claim) return err(claim.refused === "held" ? "elsewhere" : "room-gone");
    const { home, head, scenarioId } = claim.claimed;
    const state = foldRoom(await readLog(database, { roomId, since: 0, head }));
    const host = new RoomHost({ roomId, home }, state, scriptOf(scenarioId), { clock, onDirty: (dirty) => this.#flusher.add(dirty) });
    const connections = new Set<Connection>();
    const room: OpenRoom = { roomId, host, presence: openPresence(host), pointers: openPointerRelay(io, roomId, () => connections.size), connections };
    this.#open.set(roomId, room);
    openRooms.set(this.#open.size);
    log().info({ roomId, home, head }, "room opened");
    host.tick();
    return ok(room);
  }

  /** Shows a member in: all that it missed, and from then on what is new. */
  async enter(room: OpenRoom, connection: Connection, { since, lastDone }: { since: number; lastDone: number }): Promise<void> {
    const { socket, member, clientId } = connection;
    const { host, connections } = room;
    // Two sockets of one tab would number commands twice: the newer one is the tab.
    for (const other of connections) if (other.clientId === clientId) other.socket.disconnect(true);
    connections.add(connection);
    host.meet(clientId, lastDone);
    const head = host.written;
    const after = since <= head ? since : 0;
    const past = await readLog(this.#tools.database, { roomId: room.roomId, since: after, head });
    if (!socket.connected || !this.isOpen(room)) return;
    const events = [...past, ...(connection.arriving ?? [])];
    connection.arriving = null;
    const welcome: Welcome = {
      me: member,
      clientId,
      lastDone: host.meet(clientId, lastDone).done,
      serverAt: this.#tools.clock(),
      frame: { after, head: host.written, events: visibleEvents(events, member) },
      present: [...new Set([...connections].map(({ member: { memberId } }) => memberId))],
    };
    socket.emit("welcome", welcome);
    joinGroups(connection, room.roomId);
    room.presence.came(member);
  }

  leave(room: OpenRoom, connection: Connection): void {
    if (!room.connections.delete(connection) || !this.isOpen(room)) return;
    const { memberId } = connection.member;
    if (![...room.connections].some(({ member }) => member.memberId === memberId)) room.presence.went(memberId);
    this.#sleepIfEmpty(room);
  }

  #onWritten(host: RoomHost, batch: Batch): void {
    const room = this.#open.get(host.home.roomId);
    if (room?.host !== host) return;
    host.settle(batch);
    const { events, after } = batch.append;
    for (const { arriving } of room.connections) arriving?.push(...events);
    if (events.length > 0) fanOut(this.#tools.io, room, events, after);
    for (const { clientId, arriving, socket } of room.connections) {
      const results = batch.results.get(clientId);
      if (results !== undefined && arriving === null) socket.emit("done", { results });
    }
    this.#sleepIfEmpty(room);
  }

  #sleepIfEmpty(room: OpenRoom): void {
    if (room.connections.size > 0 || !room.presence.isEmpty() || !room.host.isIdle) return;
    this.#forget(room);
    log().info({ roomId: room.roomId }, "room sleeps");
    releaseHomes(this.#tools.database, [room.host.home]).catch((error: unknown) => log().warn({ err: error }, "a room was not given back; its lease runs out"));
  }

  #forget(room: OpenRoom): void {
    this.#open.delete(room.roomId);
    openRooms.set(this.#open.size);
    room.host.close();
    room.presence.close();
    room.pointers.close();
  }

  /** Whoever was in the room asks for a new ticket, and is sent to its home of then. What was not written is sent again. */
  #lose({ roomId, home }: Home, why: string): void {
    const room = this.#open.get(roomId);
    if (room?.host.home.home !== home) return;
    this.#forget(room);
    lostRooms.inc();
    log().warn({ roomId, home, why }, "room lost");
    for (const { socket } of room.connections) socket.conn.close();
  }

  /** Keeps all rooms for another while, drops those that are another's by now, and wakes those whose clock is due. */
  async renew(): Promise<void> {
    const { database } = this.#tools;
    const homes = this.all().map(({ host }) => host.home);
    const held = await renewHomes(database, homes);
    for (const home of homes) if (!held.has(home.roomId)) this.#lose(home, "lease lost");
    for (const roomId of await listDueRooms(database, WOKEN_MAX)) {
      const woken = await this.open(roomId);
      if (woken.ok) this.#sleepIfEmpty(woken.value);
    }
  }

  /** Shows those out who were removed meanwhile, or signed out. */
  async recheck(roomId: string): Promise<void> {
    const room = this.#open.get(roomId);
    if (room === undefined) return;
    const { database } = this.#tools;
    const sessionIds = [...room.connections].flatMap(({ sessionId }) => sessionId ?? []);
    const [admitted, living] = await Promise.all([listAdmitted(database, roomId), sessionIds.length === 0 ? null : livingSessions(database, sessionIds)]);
    const asked = new Set(sessionIds);
    for (const connection of [...room.connections]) {
      const { sessionId, member } = connection;
      if (!admitted?.has(member.memberId)) this.#showOut(room, connection, admitted === null ? "room-gone" : "removed");
      // Who came in meanwhile was looked at by the gate.
      else if (sessionId !== null && asked.has(sessionId) && !living?.has(sessionId)) this.#showOut(room, connection, "signed-out");
    }
    if (admitted === null && this.isOpen(room)) this.#forget(room);
  }

  /** Shows those out whose browser was signed out. */
  signedOut(ended: string): void {
    for (const room of this.all()) {
      for (const connection of [...room.connections]) if (connection.sessionId === ended) this.#showOut(room, connection, "signed-out");
    }
  }

  #showOut(room: OpenRoom, { socket, member: { memberId } }: Connection, reason: Removed["reason"]): void {
    log().info({ roomId: room.roomId, memberId, reason }, "member shown out");
    socket.emit("removed", { reason });
    socket.disconnect(true);
    // Whoever signed out in one browser may be here with another.
    if (reason !== "room-gone" && ![...room.connections].some(({ member }) => member.memberId === memberId)) room.presence.went(memberId, 0);
  }

  /** Writes what was decided and gives all rooms back. Their members go to the next home. */
  async close(): Promise<void> {
    await this.#flusher.drained();
    const rooms = this.all();
    for (const room of rooms) this.#forget(room);
    for (const room of rooms) for (const { socket } of room.connections) socket.conn.close();
    await releaseHomes(this.#tools.database, rooms.map(({ host }) => host.home));
  }
}
