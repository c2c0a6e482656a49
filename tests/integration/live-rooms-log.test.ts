/** Goal: one log a room, whoever writes to it and however often. Method: two homes and late ones on the real tables. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LoggedEvent } from "@/domain/interviews/room-event";
import { instant } from "@/domain/kernel/instant";
import { appendToLogs, readLog, type RoomAppend } from "@/server/interviews/room-log-store";
import {
  beat, claimRoom, type ClaimedRoom, databaseTime, findAddress, findHome, forgetProcess, listDueRooms, releaseHomes, renewHomes,
} from "@/server/interviews/room-home-store";
import { findLastDone, insertClient, mayBeClient, useTicket } from "@/server/interviews/ticket-store";
import { issueTicket, readTicket } from "@/server/interviews/tickets";
import type { Database } from "@/server/platform/database";
import { testDatabase, type TestDatabase } from "../support/database";
import { makeMember, makeRoom, TEST_SECRET } from "../support/live-rooms";

const NOON = instant(Date.UTC(2026, 11, 1, 12));

let home: TestDatabase;
let database: Database;
let roomId: string;
let one: string;
let other: string;

beforeAll(async () => {
  home = await testDatabase();
  database = home.database;
});
afterAll(() => home.stop());
beforeEach(async () => {
  await database.liveProcess.deleteMany();
  roomId = await makeRoom(database);
  [one, other] = [randomUUID(), randomUUID()];
  await beat(database, { processId: one, address: "127.0.0.1:4001", rooms: 0 });
  await beat(database, { processId: other, address: "127.0.0.1:4002", rooms: 0 });
  await stayAwake();
});

/** A lease that no test outlives, however slow the machine. */
const LONG_MS = 600_000;
/** As if the processes went on saying that they are alive. */
const stayAwake = () => database.$executeRaw`UPDATE live_process SET seen_at = clock_timestamp() + interval '10 minutes'`;

const said = (seq: number, text = `word ${seq}`): LoggedEvent => ({ seq, at: NOON, by: null, visibility: "all", event: { kind: "said", text } });
const append = (held: Pick<ClaimedRoom, "roomId" | "home">, after: number, count = 1, lastDone: ReadonlyMap<string, number> = new Map()): RoomAppend => ({
  roomId: held.roomId, home: held.home, after, events: Array.from({ length: count }, (_, index) => said(after + index + 1)), lastDone, wakeAt: null,
});
const seqs = async (id = roomId) => (await readLog(database, { roomId: id, since: 0, head: 1_000_000 })).map(({ seq }) => seq);

async function claimed(processId: string): Promise<ClaimedRoom> {
  const claim = await claimRoom(database, { roomId, processId, leaseMs: LONG_MS });
  if ("refused" in claim) throw new Error(`The room was not claimed: ${claim.refused}`);
  return claim.claimed;
}

describe("the home of a room", () => {
  test("is one process, until it gives the room back", async () => {
    const held = await claimed(one);
    expect(held).toEqual({ roomId, home: 1, scenarioId: "messaging", head: 0 });
    expect(await claimRoom(database, { roomId, processId: other })).toEqual({ refused: "held" });
    expect(await renewHomes(database, [held], LONG_MS)).toEqual(new Set([roomId]));
    await releaseHomes(database, [held]);
    expect((await claimed(other)).home).toBe(2);
    expect(await renewHomes(database, [held], LONG_MS)).toEqual(new Set());
  });

  test("of many that reach for a free room at once, one gets it", async () => {
    const claims = await Promise.all(Array.from({ length: 16 }, async (_, index) => {
      const processId = randomUUID();
      await beat(database, { processId, address: `127.0.0.1:${5_000 + index}`, rooms: 0 });
      return claimRoom(database, { roomId, processId, leaseMs: LONG_MS });
    }));
    expect(claims.filter((claim) => "claimed" in claim)).toHaveLength(1);
  });

  test("is free at once where its process is out of service, and when the lease runs out", async () => {
    await claimed(one);
    await forgetProcess(database, one);
    expect((await claimed(other)).home).toBe(2);
    await database.interviewRoom.update({ where: { id: roomId }, data: { homeUntil: new Date(0) } });
    expect((await claimed(randomUUID())).home).toBe(3);
  });

  test("a room that nobody knows has none", async () => {
    expect(await claimRoom(database, { roomId: "nowhere", processId: one })).toEqual({ refused: "no-such-room" });
    expect(await findHome(database, "nowhere")).toBeNull();
  });

  test("everybody is sent to the same process, and to the home where there is one", async () => {
    const [first, second] = [await findHome(database, roomId), await findHome(database, roomId)];
    expect([one, other]).toContain(first);
    expect(second).toBe(first);
    const elsewhere = first === one ? other : one;
    await claimed(elsewhere);
    expect(await findHome(database, roomId)).toBe(elsewhere);
  });

  test("a process that went silent is sent nobody", async () => {
    await forgetProcess(database, other);
    expect(await findAddress(database, one)).toBe("127.0.0.1:4001");
    await database.$executeRaw`UPDATE live_process SET seen_at = clock_timestamp() - interval '10 seconds'`;
    expect(await findAddress(database, one)).toBeNull();
    expect(await findHome(database, roomId)).toBeNull();
  });
});

describe("appending", () => {
  test("all rooms in one go, in order and without gaps, with the columns that lists need", async () => {
    const held = await claimed(one);
    const started: LoggedEvent = { seq: 3, at: NOON, by: null, visibility: "all", event: { kind: "started", phases: [{ name: "Clarify", ms: 1_000 }], endsAt: instant(NOON + 1_000) } };
    expect(await appendToLogs(database, [append(held, 0, 2)])).toEqual(new Set([roomId]));
    expect(await appendToLogs(database, [{ ...append(held, 2, 0), events: [started], wakeAt: instant(NOON + 1_000) }])).toEqual(new Set([roomId]));
    expect(await readLog(database, { roomId, since: 1, head: 3 })).toEqual([said(2), started]);
    expect(await database.interviewRoom.findUniqueOrThrow({ where: { id: roomId } })).toMatchObject({ head: 3, startedAt: new Date(NOON), endedAt: null, wakeAt: new Date(NOON + 1_000) });
  });

  test("a home that was replaced writes nothing, and the others in the same flush do", async () => {
    const late = await claimed(one);
    const neighbour = await makeRoom(database);
    const next = await claimRoom(database, { roomId: neighbour, processId: one, leaseMs: LONG_MS });
    if ("refused" in next) throw new Error("The neighbour was not claimed.");
    await forgetProcess(database, one);
    const held = await claimed(other);
    expect(await appendToLogs(database, [append(late, 0), append(next.claimed, 0)])).toEqual(new Set([neighbour]));
    expect(await seqs()).toEqual([]);
    expect(await appendToLogs(database, [append(held, 0)])).toEqual(new Set([roomId]));
  });

  test("the same flush twice is written once", async () => {
    const held = await claimed(one);
    expect(await appendToLogs(database, [append(held, 0, 2)])).toEqual(new Set([roomId]));
    expect(await appendToLogs(database, [append(held, 0, 2)])).toEqual(new Set());
    expect(await seqs()).toEqual([1, 2]);
  });

  test("what a client has done is kept with it, and only with it", async () => {
    const { memberId } = await makeMember(database, roomId, "candidate");
    const clientId = await insertClient(database, memberId);
    const held = await claimed(one);
    await appendToLogs(database, [append(held, 0, 1, new Map([[clientId, 7]]))]);
    expect(await findLastDone(database, { clientId, memberId })).toBe(7);
    await appendToLogs(database, [append(held, 0, 1, new Map([[clientId, 9]]))]);
    expect(await findLastDone(database, { clientId, memberId })).toBe(7);
    await appendToLogs(database, [append(held, 1, 0, new Map([[clientId, 8]]))]);
    expect(await findLastDone(database, { clientId, memberId })).toBe(8);
    expect(await seqs()).toEqual([1]);
  });

  test("beside renewals and takeovers no number is given twice or left out", async () => {
    let written = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      const processId = turn % 2 === 0 ? one : other;
      await database.interviewRoom.update({ where: { id: roomId }, data: { homeUntil: new Date(0) } });
      const held = await claimed(processId);
      expect(held.head).toBe(written);
      const [kept] = await Promise.all([
        appendToLogs(database, [append(held, written, 3)]),
        renewHomes(database, [held], LONG_MS),
        appendToLogs(database, [append({ roomId, home: held.home - 1 }, written, 2)]),
        database.interviewRoom.update({ where: { id: roomId }, data: { keepText: String(turn) } }),
      ]);
      expect(kept).toEqual(new Set([roomId]));
      written += 3;
    }
    expect(await seqs()).toEqual(Array.from({ length: written }, (_, index) => index + 1));
  });
});

test("a room sleeps until its clock is due, and is not woken while it has a home", async () => {
  const held = await claimed(one);
  await appendToLogs(database, [{ ...append(held, 0), wakeAt: NOON }]);
  await database.interviewRoom.update({ where: { id: roomId }, data: { wakeAt: new Date(await databaseTime(database) - 1_000) } });
  expect(await listDueRooms(database, 10)).not.toContain(roomId);
  await releaseHomes(database, [held]);
  expect(await listDueRooms(database, 10)).toContain(roomId);
});

describe("tickets", () => {
  const tools = () => ({ database, authSecret: TEST_SECRET });
  const read = (ticket: string) => {
    const opened = readTicket(TEST_SECRET, ticket, instant(0));
    if (!opened.ok) throw new Error(opened.error);
    return opened.value;
  };

  test("name the member's room and role as the database has them, and last a minute", async () => {
    const member = await makeMember(database, roomId, "observer", "Rosa");
    const issued = await issueTicket(tools(), member.memberId);
    if (!issued.ok) throw new Error(issued.error);
    const ticket = read(issued.value.ticket);
    expect(ticket).toMatchObject({ roomId, ...member, clientId: issued.value.clientId, home: issued.value.home });
    const inMs = ticket.expiresAt - (await databaseTime(database));
    expect(inMs).toBeGreaterThan(50_000);
    expect(inMs).toBeLessThanOrEqual(60_000);
    expect(await useTicket(database, ticket)).toBe(true);
    expect(await useTicket(database, ticket)).toBe(false);
  });

  test("a tab stays the client that it was, and is never somebody else's", async () => {
    const [mara, otto] = [await makeMember(database, roomId, "candidate"), await makeMember(database, roomId, "interviewer")];
    const clientOf = async (memberId: string, clientId?: string) => {
      const issued = await issueTicket(tools(), memberId, { clientId: clientId ?? null });
      return issued.ok ? issued.value.clientId : null;
    };
    const first = await clientOf(mara.memberId);
    expect(await clientOf(mara.memberId, first ?? "")).toBe(first);
    expect(await clientOf(otto.memberId, first ?? "")).not.toBe(first);
    expect(await mayBeClient(database, { clientId: first ?? "", memberId: otto.memberId })).toBe(false);
  });

  test("none for whom the host has not admitted, and none where no process is in service", async () => {
    const { memberId } = await makeMember(database, roomId, "candidate");
    await database.liveProcess.deleteMany();
    expect(await issueTicket(tools(), memberId)).toEqual({ ok: false, error: "no-live-process" });
    for (const state of ["waiting", "removed"]) {
      await database.roomMember.update({ where: { id: memberId }, data: { state } });
      expect(await issueTicket(tools(), memberId)).toEqual({ ok: false, error: "not-admitted" });
    }
  });
});
