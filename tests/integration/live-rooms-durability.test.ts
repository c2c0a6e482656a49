/**
 * Goal: what a room has acknowledged is in its log, once, whatever dies. Method: two people draw thirty times a second each
 * through the web's port, while processes of live rooms are killed and paused, and PostgreSQL crashes.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { boardHash } from "@/domain/interviews/board/board-hash";
import type { RoomCommand, RoomMember } from "@/domain/interviews/room-event";
import { foldRoom } from "@/domain/interviews/room-state";
import { readLog } from "@/server/interviews/room-log-store";
import { issueTicket } from "@/server/interviews/tickets";
import { type Database, openDatabase } from "@/server/platform/database";
import { type CrashingPostgres, startCrashingPostgres } from "../support/crashing-postgres";
import { rectangle } from "../support/board-elements";
import { type Door, openDoor, type SpawnedLive, spawnLive } from "../support/live-process";
import { makeMember, makeRoom, TEST_SECRET } from "../support/live-rooms";
import { TirelessDrawer } from "../support/tireless-drawer";
import { waitUntil } from "../support/wait-until";

const EVERY_MS = 1_000 / 30;
/** Minutes, on a machine that does ten other things. */
const PATIENCE_MS = 300_000;
/** Acknowledged drawings of both between two blows. */
const BETWEEN_BLOWS = 60;
const SHARED = "shared";

let postgres: CrashingPostgres;
let database: Database;
let door: Door;
let roomId: string;
let drawers: readonly [TirelessDrawer, TirelessDrawer];
let members: readonly [RoomMember, RoomMember];
const processes: SpawnedLive[] = [];

beforeAll(async () => {
  process.env.AUTH_SECRET ??= TEST_SECRET;
  process.env.LOG_LEVEL ??= "silent";
  postgres = await startCrashingPostgres();
  process.env.DATABASE_URL ??= postgres.url;
  database = openDatabase(postgres.url);
  door = await openDoor(database);
}, PATIENCE_MS);
afterAll(async () => {
  await Promise.all([door.close(), database.$disconnect()]);
  await postgres.stop();
});

/** Each drawing says which one it is: the first moves the shared shape, the second colours it. */
const moves = (n: number): RoomCommand => ({ kind: "draw", patches: [{ op: "set", id: SHARED, fields: { x: n } }] });
const colours = (n: number): RoomCommand => ({ kind: "draw", patches: [{ op: "set", id: SHARED, fields: { strokeColor: `#${n.toString(16).padStart(6, "0")}` } }] });
/** The shape itself comes first, from both: whoever is second sets it anew. */
const afterShape = (drawnAs: (n: number) => RoomCommand) => (n: number): RoomCommand => (n === 1 ? { kind: "draw", patches: [{ op: "put", element: rectangle(SHARED) }] } : drawnAs(n));

beforeEach(async () => {
  processes.push(...(await Promise.all([spawnLive(postgres.url), spawnLive(postgres.url)])));
  roomId = await makeRoom(database);
  members = [await makeMember(database, roomId, "candidate"), await makeMember(database, roomId, "interviewer")];
  const drawerOf = ({ memberId }: RoomMember, drawnAs: (n: number) => RoomCommand) => {
    const getTicket = async (clientId: string | null) => {
      const issued = await issueTicket({ database, authSecret: TEST_SECRET }, memberId, { clientId });
      if (!issued.ok) throw new Error(issued.error);
      return issued.value;
    };
    return new TirelessDrawer({ address: door.address, getTicket, drawnAs: afterShape(drawnAs), everyMs: EVERY_MS });
  };
  drawers = [drawerOf(members[0], moves), drawerOf(members[1], colours)];
}, PATIENCE_MS);
afterEach(async () => {
  drawers.forEach((drawer) => drawer.close());
  await Promise.all(processes.splice(0).map(({ kill }) => kill()));
});

/** The process that is the room's home at this moment. */
async function homeOfRoom(): Promise<SpawnedLive> {
  const { homeId } = await database.interviewRoom.findUniqueOrThrow({ where: { id: roomId } });
  const home = processes.find(({ processId }) => processId === homeId);
  if (home === undefined) throw new Error(`The room's home ${homeId} is none of the processes.`);
  return home;
}

/** Both draw until the work is done and everything that they drew is saved. */
async function drawDuring(work: () => Promise<void>): Promise<void> {
  let drawing = true;
  const draw = async (drawer: TirelessDrawer) => {
    while (drawing) await drawer.drawUpTo(drawer.drawn + 1);
  };
  const both = Promise.all(drawers.map(draw));
  await work().finally(() => (drawing = false));
  await both;
  await waitUntil("all is saved", () => drawers.every(({ isSaved }) => isSaved), { msMax: PATIENCE_MS });
}

/** Of each drawer as many, so that no blow falls before both have come back from the one before. */
const moreAcknowledged = async (count: number) => {
  const goals = drawers.map((drawer) => drawer.acknowledged.size + count / drawers.length);
  await waitUntil(`${count} more drawings are acknowledged`, () => drawers.every(({ acknowledged }, index) => acknowledged.size >= (goals[index] as number)), { msMax: PATIENCE_MS });
};

async function expectOneTruth(): Promise<void> {
  const { head } = await database.interviewRoom.findUniqueOrThrow({ where: { id: roomId } });
  const log = await readLog(database, { roomId, since: 0, head: head + 1_000 });
  expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
  const drawnBy = (memberId: string) => log.flatMap(({ by, event }) => (by === memberId && event.kind === "drawn" ? event.patches : []));
  for (const [index, drawnAs] of [moves, colours].entries()) {
    const drawer = drawers[index] as TirelessDrawer;
    const all = Array.from({ length: drawer.drawn }, (_, at) => afterShape(drawnAs)(at + 1)).flatMap((command) => (command.kind === "draw" ? command.patches : []));
    // In their order, each once: none is missing, acknowledged or not, for all were sent until they were saved.
    expect(drawnBy((members[index] as RoomMember).memberId)).toEqual(all);
    expect([drawer.acknowledged.size, drawer.refused]).toEqual([drawer.drawn, []]);
  }
  await waitUntil("both have seen the whole log", () => drawers.every((drawer) => drawer.head >= head));
  const truth = boardHash(foldRoom(log).board);
  expect(drawers.map(({ board }) => boardHash(board))).toEqual([truth, truth]);
}

test("live-rooms is killed three times and PostgreSQL crashes once: nothing acknowledged is lost, nothing is there twice, nothing is left out", { timeout: PATIENCE_MS * 2 }, async () => {
  await drawDuring(async () => {
    for (const blow of ["kill", "kill", "crash", "kill"]) {
      await moreAcknowledged(BETWEEN_BLOWS);
      if (blow === "crash") postgres.crash();
      else {
        const home = await homeOfRoom();
        await home.kill();
        processes.splice(processes.indexOf(home), 1, await spawnLive(postgres.url));
      }
    }
    await moreAcknowledged(BETWEEN_BLOWS);
  });
  await expectOneTruth();
  expect(drawers.every(({ entries }) => entries >= 5)).toBe(true);
});

test("a home that is paused, and wakes when another has taken the room over, writes nothing more into its log", { timeout: PATIENCE_MS * 2 }, async () => {
  await drawDuring(async () => {
    await moreAcknowledged(BETWEEN_BLOWS);
    const first = await homeOfRoom();
    first.child.kill("SIGSTOP");
    const { home } = await database.interviewRoom.findUniqueOrThrow({ where: { id: roomId } });
    await moreAcknowledged(BETWEEN_BLOWS);
    await waitUntil("the room has another home", async () => (await database.interviewRoom.findUniqueOrThrow({ where: { id: roomId } })).home > home, { msMax: PATIENCE_MS });
    first.child.kill("SIGCONT");
    await waitUntil("the former home has noticed", () => first.lines.some(({ msg }) => msg === "room lost"), { msMax: PATIENCE_MS });
    await moreAcknowledged(BETWEEN_BLOWS);
  });
  await expectOneTruth();
});
