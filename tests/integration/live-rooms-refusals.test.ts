/**
 * Goal: whatever somebody sends who means harm, it is turned away and logged, and nobody else notices. Method: a process
 * of live rooms as it is in service, one socket that misbehaves, and one in the same room that goes on talking.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { FRAME_BYTES_MAX } from "@/contracts/interviews/socket";
import type { RoomMember } from "@/domain/interviews/room-event";
import { readLog } from "@/server/interviews/room-log-store";
import { issueTicket } from "@/server/interviews/tickets";
import type { Database } from "@/server/platform/database";
import { testDatabase, type TestDatabase } from "../support/database";
import { enter, type LiveClient, refusalOf } from "../support/live-client";
import { type SpawnedLive, spawnLive } from "../support/live-process";
import { makeMember, makeRoom, TEST_SECRET } from "../support/live-rooms";
import { waitUntil } from "../support/wait-until";

const PATIENCE_MS = 240_000;
/** More than any socket may send at once. */
const FLOOD = 2_000;

let home: TestDatabase;
let database: Database;
let live: SpawnedLive;
let address: string;
let roomId: string;
let mara: LiveClient;
let otto: LiveClient;
let members: readonly [RoomMember, RoomMember];

beforeAll(async () => {
  home = await testDatabase();
  database = home.database;
  live = await spawnLive(home.url);
  address = (await database.liveProcess.findFirstOrThrow()).address;
}, PATIENCE_MS);
afterAll(async () => {
  await live.kill();
  await home.stop();
});
beforeEach(async () => {
  roomId = await makeRoom(database);
  members = [await makeMember(database, roomId, "candidate"), await makeMember(database, roomId, "interviewer")];
  [mara, otto] = await Promise.all(members.map((member) => enterAs(member))) as [LiveClient, LiveClient];
  live.lines.length = 0;
}, PATIENCE_MS);

async function enterAs({ memberId }: RoomMember, since = 0): Promise<LiveClient> {
  const issued = await issueTicket({ database, authSecret: TEST_SECRET }, memberId);
  if (!issued.ok) throw new Error(issued.error);
  return enter({ address, ticket: issued.value.ticket, since });
}

const say = (text: string) => ({ kind: "say", text });
const saidIn = async () => (await readLog(database, { roomId, since: 0, head: 1_000_000 })).flatMap(({ event }) => (event.kind === "said" ? [event.text] : []));
const logged = (fields: Record<string, unknown>) => waitUntil(`the log has ${JSON.stringify(fields)}`, () => live.lines.some((line) => Object.entries(fields).every(([name, value]) => (line as Record<string, unknown>)[name] === value)));
const isCutOff = (client: LiveClient) => waitUntil("the socket is closed", () => !client.socket.connected);

/** Somebody else in the room says something, and it reaches the log and those who still listen. */
async function expectUndisturbed(): Promise<void> {
  expect(otto.socket.connected).toBe(true);
  expect(await otto.ask(say("Can you hear me?"))).toBeNull();
  await waitUntil("it is heard", () => otto.events.some(({ event }) => JSON.stringify(event).includes("Can you hear me?")));
  const back = await enterAs(members[0]);
  expect(await back.ask(say("I can."))).toBeNull();
  back.close();
  expect((await saidIn()).slice(-2)).toEqual(["Can you hear me?", "I can."]);
}

const nested = (depth: number): unknown => (depth === 0 ? 1 : { deeper: nested(depth - 1) });
const put = (element: Record<string, unknown>) => ({ kind: "draw", patches: [{ op: "put", element: { id: "a", type: "rectangle", index: "a0", isDeleted: false, ...element } }] });

describe("a command that cannot be read is refused alone, and the next one is done", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["of an unknown kind", { kind: "fly" }, "malformed"],
    ["with more than belongs to it", { ...say("Hello."), role: "interviewer" }, "malformed"],
    ["with too long a text", say("x".repeat(2_001)), "malformed"],
    ["with a character that no database keeps", say("a\u0000b"), "malformed"],
    ["with half a character", say("a\ud800b"), "malformed"],
    ["with too many patches", { kind: "draw", patches: Array.from({ length: 201 }, () => ({ op: "set", id: "a", fields: {} })) }, "malformed"],
    ["that draws what is no element", put({}), "malformed-patch"],
    ["that is nested without end", put({ customData: nested(2_000) }), "malformed-patch"],
    ["with too little", { kind: "say" }, "malformed"],
  ])("%s", { timeout: PATIENCE_MS }, async (_what, command, code) => {
    expect(await mara.ask(command)).toBe(code);
    expect(await mara.ask(say("Sorry."))).toBeNull();
    expect(await saidIn()).toEqual(["Sorry."]);
    if (code === "malformed") await logged({ msg: "command malformed", memberId: members[0].memberId });
  });
});

test("words that only look like an escape are words", async () => {
  expect(await mara.ask(say("In JSON \\u0000 is NUL, and \\ud800 half a character."))).toBeNull();
});

describe("a message that is none of the protocol ends the socket, and nothing else", () => {
  test.each<[string, (client: LiveClient) => void]>([
    ["an unknown event", (client) => client.socket.emit("promote", { role: "interviewer" })],
    ["an event of the server's own", (client) => client.socket.emit("frame", { after: 0, head: 9, events: [] })],
    ["a name that every object has", (client) => client.socket.emit("constructor", {})],
    ["no commands", (client) => client.socket.emit("do", { commands: [] })],
    ["too many commands", (client) => client.socket.emit("do", { commands: Array.from({ length: 51 }, (_, index) => ({ n: index + 1, command: say("x") })) })],
    ["a number that is none", (client) => client.socket.emit("do", { commands: [{ n: -1, command: say("x") }] })],
    ["bytes", (client) => client.socket.emit("do", new Uint8Array([1, 2, 3]))],
    ["a pointer to nowhere", (client) => client.socket.emit("pointer", { x: "left", y: 1e999, tool: "axe", selected: [] })],
  ])("%s", { timeout: PATIENCE_MS }, async (_what, misbehave) => {
    misbehave(mara);
    await isCutOff(mara);
    await logged({ msg: "socket cut off", reason: "malformed", memberId: members[0].memberId });
    await expectUndisturbed();
  });

  test("a frame that is larger than any may be", { timeout: PATIENCE_MS }, async () => {
    mara.socket.emit("do", { commands: [{ n: 1, command: say("x".repeat(FRAME_BYTES_MAX)) }] });
    await isCutOff(mara);
    await logged({ msg: "socket broke" });
    await expectUndisturbed();
  });

  test("text that is not of this protocol at all", { timeout: PATIENCE_MS }, async () => {
    const raw = new WebSocket(`ws://${address}/live/?EIO=4&transport=websocket`);
    const closed = new Promise((resolve) => raw.once("close", resolve));
    raw.once("open", () => raw.send("{]"));
    await closed;
    await expectUndisturbed();
  });
});

describe("too much at once", () => {
  test("a flood ends the socket that makes it", { timeout: PATIENCE_MS }, async () => {
    for (let message = 0; message < FLOOD; message += 1) mara.socket.emit("pointer", { x: message, y: 0, tool: "pointer", selected: [] });
    await isCutOff(mara);
    await logged({ msg: "socket cut off", reason: "flood", memberId: members[0].memberId });
    await expectUndisturbed();
  });

  test("commands beyond the measure wait: none is lost, none is done twice, and others' are done meanwhile", { timeout: PATIENCE_MS }, async () => {
    const words = Array.from({ length: 30 }, (_, index) => `word ${index + 1}`);
    const sendFrom = (first: number) => mara.socket.emit("do", { commands: words.slice(first - 1).map((text, index) => ({ n: first + index, command: say(text) })) });
    sendFrom(1);
    await waitUntil("it is asked to wait", () => mara.slow.length > 0);
    expect(await otto.ask(say("Slowly, please."))).toBeNull();
    let answered = 0;
    while (mara.results.size < words.length) {
      await waitUntil("more is done, or has to wait", () => mara.slow.length > answered || mara.results.size === words.length);
      const slow = mara.slow.at(-1);
      if (mara.results.size === words.length || slow === undefined) break;
      answered = mara.slow.length;
      await new Promise((resolve) => setTimeout(resolve, slow.retryMs));
      sendFrom(slow.n);
    }
    expect((await saidIn()).filter((text) => text.startsWith("word"))).toEqual(words);
  });

  test("a command that comes again is done once, and one that came too early is asked for in its turn", { timeout: PATIENCE_MS }, async () => {
    expect(await mara.ask(say("once"))).toBeNull();
    mara.results.clear();
    mara.send(say("once"), 1);
    await waitUntil("it is answered again", () => mara.results.has(1));
    mara.send(say("three"), 3);
    await waitUntil("the second is asked for", () => mara.slow.some(({ n }) => n === 2));
    for (const [n, text] of [[2, "two"], [3, "three"]] as const) mara.send(say(text), n);
    await waitUntil("both are done", () => mara.results.has(3));
    expect(await saidIn()).toEqual(["once", "two", "three"]);
  });
});

describe("at the door", () => {
  test("an entry without a ticket is refused and logged", async () => {
    expect(await refusalOf({ address, ticket: "x.y" })).toBe("bad-ticket");
    await logged({ msg: "entry refused", code: "bad-ticket", detail: "forged" });
    await expectUndisturbed();
  });

  test("there is no other transport, and nothing else to be read", async () => {
    const statusOf = async (path: string) => (await fetch(`http://${address}${path}`)).status;
    expect(await statusOf("/live/?EIO=4&transport=polling")).toBe(400);
    expect(await statusOf("/")).toBe(404);
    expect(await (await fetch(`http://${address}/metrics`)).text()).toContain("quorum_live_rooms ");
  });
});

test("two tabs of one member are in the room once, and a tab that comes back has not left", { timeout: PATIENCE_MS }, async () => {
  const second = await enterAs(members[0]);
  mara.close();
  second.close();
  const back = await enterAs(members[0]);
  expect(await back.ask(say("Here again."))).toBeNull();
  expect(back.kinds().filter((kind) => kind === "joined" || kind === "left")).toEqual(["joined", "joined"]);
});
