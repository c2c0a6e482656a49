/**
 * Goal: a socket is told nothing that is not durable, costs the others nothing when it does not read, and ends with the
 * session by which it was opened. Method: real sockets, a database that is held up, and sessions that end.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RoomMember } from "@/domain/interviews/room-event";
import { instant } from "@/domain/kernel/instant";
import { createSession, endOtherSessions, endSession } from "@/server/auth/session-store";
import { openDatabase } from "@/server/platform/database";
import { QUEUE_CHECK_MS, QUEUED_BYTES_MAX } from "../../workers/live-rooms/limits";
import { refusals } from "../../workers/live-rooms/metrics";
import { rectangle } from "../support/board-elements";
import { type House, openHouse } from "../support/live-house";
import { type LiveClient, refusalOf } from "../support/live-client";
import { makeMember, makeRoom } from "../support/live-rooms";
import { waitUntil } from "../support/wait-until";

const PATIENCE_MS = 120_000;
/** Long beside a flush, short beside a lease. */
const HELD_MS = 1_000;
const SENDERS = 10;
/** All of them together send several times what a socket may have waiting, and what the kernel takes off it. */
const DRAWINGS_EACH = 8;
const DRAWING_BYTES = 100_000;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const say = (text: string) => ({ kind: "say", text });
const saidTo = (client: LiveClient) => client.events.flatMap(({ event }) => ((event as { kind: string }).kind === "said" ? [(event as unknown as { text: string }).text] : []));

test("while the log cannot be written nothing is acknowledged and nobody is told; afterwards everybody is", { timeout: PATIENCE_MS }, async () => {
  const { roomId, candidate, interviewer } = await house.fullRoom();
  const other = openDatabase(house.url);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let isHeld = () => {};
  const held = new Promise<void>((resolve) => (isHeld = resolve));
  const holding = other.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT id FROM interview_room WHERE id = ${roomId} FOR UPDATE`;
    isHeld();
    await released;
  }, { timeout: PATIENCE_MS });
  await held;
  const n = candidate.client.send(say("Is this kept?"));
  await sleep(HELD_MS);
  expect([candidate.client.results.has(n), saidTo(candidate.client), saidTo(interviewer.client)]).toEqual([false, [], []]);
  release();
  await holding;
  await waitUntil("it is acknowledged", () => candidate.client.results.has(n));
  await waitUntil("the other is told", () => saidTo(interviewer.client).includes("Is this kept?"));
  await other.$disconnect();
});

/** Of a client's socket what is looked at here: the websocket below engine.io. */
const wireOf = (client: LiveClient) => (client.socket.io.engine as unknown as { transport: { ws: { pause: () => void; terminate: () => void } } }).transport.ws;
const stuckSockets = async () => (await refusals.get()).values.find(({ labels }) => labels.reason === "does-not-read")?.value ?? 0;

test("a socket that does not read is closed at its limit; the others get everything, and it comes back for what it missed", { timeout: PATIENCE_MS }, async () => {
  const roomId = await makeRoom(house.database);
  const come = async (name: string) => house.enterAs(await makeMember(house.database, roomId, "candidate", name));
  const rosa = await makeMember(house.database, roomId, "observer", "Rosa");
  const deaf = await house.enterAs(rosa);
  const senders = await Promise.all(Array.from({ length: SENDERS }, (_, index) => come(`sender ${index}`)));
  for (const [index, sender] of senders.entries()) expect(await sender.ask({ kind: "draw", patches: [{ op: "put", element: rectangle(`box${index}`) }] })).toBeNull();
  wireOf(deaf).pause();
  const before = await stuckSockets();
  await sleep(3 * QUEUE_CHECK_MS);
  expect(await stuckSockets()).toBe(before);

  const drawing = (index: number, n: number) => ({ kind: "draw", patches: [{ op: "set", id: `box${index}`, fields: { customData: { n, long: "x".repeat(DRAWING_BYTES) } } }] });
  expect(SENDERS * DRAWINGS_EACH * DRAWING_BYTES).toBeGreaterThan(4 * QUEUED_BYTES_MAX);
  await Promise.all(senders.map(async (sender, index) => {
    for (let n = 1; n <= DRAWINGS_EACH; n += 1) expect(await sender.ask(drawing(index, n))).toBeNull();
  }));
  await waitUntil("the deaf socket is closed", async () => (await stuckSockets()) === before + 1);
  for (const sender of senders) {
    await waitUntil("everything reaches the others", () => sender.head >= SENDERS * (DRAWINGS_EACH + 1));
    expect(sender.socket.connected).toBe(true);
  }
  wireOf(deaf).terminate();
  const back = await house.enterAs(rosa);
  const head = senders[0]?.head ?? 0;
  await waitUntil("it has what it missed", () => back.head >= head);
});

describe("signing out", () => {
  const NOW = instant(Date.now());
  async function account() {
    const user = await house.database.user.create({ data: { email: `${crypto.randomUUID()}@example.org`, name: "Mara" } });
    const session = () => createSession(house.database, { userId: user.id, userAgent: "test", at: NOW });
    return { userId: user.id, sessions: [await session(), await session()] as const };
  }
  async function memberWithTwoBrowsers() {
    const roomId = await makeRoom(house.database);
    const { userId, sessions } = await account();
    const member = await makeMember(house.database, roomId, "candidate");
    const guest = await house.enterAs(await makeMember(house.database, roomId, "observer"));
    const [here, there] = await Promise.all(sessions.map((sessionId) => house.enterAs(member, { sessionId }))) as [LiveClient, LiveClient];
    return { userId, sessions, member, guest, here, there };
  }
  const isShownOut = async (client: LiveClient) => {
    await waitUntil("the socket is closed", () => !client.socket.connected);
    expect(client.removed).toEqual({ reason: "signed-out" });
  };
  const entryWith = async (member: RoomMember, sessionId: string) => refusalOf({ address: house.live.address, ticket: (await house.ticketOf(member, { sessionId })).ticket });

  test("closes what that browser had open, and nothing else; a ticket that it had left opens nothing", { timeout: PATIENCE_MS }, async () => {
    const { userId, sessions, member, guest, here, there } = await memberWithTwoBrowsers();
    await endSession(house.database, userId, sessions[0]);
    await isShownOut(here);
    expect(await entryWith(member, sessions[0])).toBe("signed-out");
    expect(await entryWith(member, sessions[1])).toBe("entered");
    expect(await there.ask(say("Still here."))).toBeNull();
    expect(guest.socket.connected).toBe(true);
    expect(guest.kinds()).not.toContain("left");
    await endOtherSessions(house.database, userId, "none of these");
    await isShownOut(there);
    await waitUntil("the guest is told at once", () => guest.kinds().includes("left"), { msMax: 5_000 });
  });

  test("is noticed also where nobody told: with the account its sessions are gone", { timeout: PATIENCE_MS }, async () => {
    const { userId, guest, here, there } = await memberWithTwoBrowsers();
    await house.database.user.delete({ where: { id: userId } });
    await Promise.all([isShownOut(here), isShownOut(there)]);
    expect(guest.socket.connected).toBe(true);
  });
});
