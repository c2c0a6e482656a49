/** A database and a process of live rooms within the test's own process. */
import { randomUUID } from "node:crypto";
import type { RoomMember, RoomRole } from "@/domain/interviews/room-event";
import type { RoomScript } from "@/domain/interviews/room-script";
import { issueTicket } from "@/server/interviews/tickets";
import { type LiveProcess, openLiveRooms } from "../../workers/live-rooms/live-server";
import { testDatabase, type TestDatabase } from "./database";
import { enter, type LiveClient } from "./live-client";
import { makeMember, makeRoom, TEST_SECRET } from "./live-rooms";

export const SCRIPT: RoomScript = {
  phases: [{ name: "Clarify", ms: 600_000 }, { name: "Design", ms: 1_200_000 }],
  hints: ["Think of the queue.", "Who retries?"],
  followUps: [{ text: "What if a shard dies?", fromPhase: 0 }],
  facts: [{ label: "Users", text: "Ten million a day." }],
  dimensions: 3,
};

export interface House extends TestDatabase {
  readonly live: LiveProcess;
  readonly ticketOf: (member: RoomMember, options?: { clientId?: string | undefined; sessionId?: string | undefined }) => Promise<{ ticket: string; clientId: string }>;
  /** Opens a socket for a member. */
  readonly enterAs: (member: RoomMember, options?: { clientId?: string; sessionId?: string; since?: number }) => Promise<LiveClient>;
  /** A room with one of each role in it, all connected. */
  readonly fullRoom: () => Promise<{ roomId: string } & { readonly [Role in RoomRole]: { readonly member: RoomMember; readonly client: LiveClient } }>;
}

export async function openHouse(script: RoomScript = SCRIPT): Promise<House> {
  const home = await testDatabase();
  const { database, url } = home;
  process.env.DATABASE_URL ??= url;
  process.env.AUTH_SECRET ??= TEST_SECRET;
  process.env.LOG_LEVEL ??= "silent";
  const live = await openLiveRooms({ database, databaseUrl: url, authSecret: TEST_SECRET, scriptOf: () => script, host: "127.0.0.1", port: 0 });
  const clients: LiveClient[] = [];

  const ticketOf: House["ticketOf"] = async (member, { clientId, sessionId } = {}) => {
    const issued = await issueTicket({ database, authSecret: TEST_SECRET }, member.memberId, { clientId: clientId ?? null, sessionId: sessionId ?? null });
    if (!issued.ok) throw new Error(`No ticket: ${issued.error}`);
    return issued.value;
  };
  const enterAs: House["enterAs"] = async (member, { clientId, sessionId, since = 0 } = {}) => {
    const { ticket } = await ticketOf(member, { clientId, sessionId });
    const client = await enter({ address: live.address, ticket, since });
    clients.push(client);
    return client;
  };
  const fullRoom: House["fullRoom"] = async () => {
    const roomId = await makeRoom(database);
    const come = async (role: RoomRole) => {
      const member = await makeMember(database, roomId, role, `${role} ${randomUUID().slice(0, 4)}`);
      return { member, client: await enterAs(member) };
    };
    return { roomId, interviewer: await come("interviewer"), candidate: await come("candidate"), observer: await come("observer") };
  };
  const stop = async () => {
    clients.forEach((client) => client.close());
    await live.close();
    await home.stop();
  };
  return { ...home, live, ticketOf, enterAs, fullRoom, stop };
}
