/**
 * Goal: what somebody may do and see in a room is decided by the ticket's role, on the server. Method: every command of the
 * protocol by every role over real sockets, tickets that are not right, and all that reached each socket.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ASKERS } from "@/domain/interviews/askers";
import type { RoomCommand, RoomMember, RoomRole } from "@/domain/interviews/room-event";
import { instant } from "@/domain/kernel/instant";
import { announceRemoval } from "@/server/interviews/ticket-store";
import { issueTicket, readTicket, signTicket, type Ticket } from "@/server/interviews/tickets";
import { rectangle } from "../support/board-elements";
import { type House, openHouse } from "../support/live-house";
import { enter, refusalOf } from "../support/live-client";
import { makeMember, makeRoom, TEST_SECRET } from "../support/live-rooms";
import { waitUntil } from "../support/wait-until";

const ROLES: readonly RoomRole[] = ["interviewer", "candidate", "observer"];
const NOTE_ID = randomUUID();

/** One of each kind, in an order in which each makes sense where its role may give it. */
const COMMANDS: { readonly [Kind in RoomCommand["kind"]]: Extract<RoomCommand, { kind: Kind }> } = {
  draw: { kind: "draw", patches: [{ op: "put", element: rectangle("box") }] },
  say: { kind: "say", text: "Good morning." },
  start: { kind: "start" },
  pause: { kind: "pause" },
  resume: { kind: "resume" },
  extend: { kind: "extend", ms: 60_000 },
  "next-phase": { kind: "next-phase" },
  "release-hint": { kind: "release-hint", hint: 0 },
  "ask-follow-up": { kind: "ask-follow-up", followUp: 0 },
  "tell-fact": { kind: "tell-fact", fact: 0 },
  "write-note": { kind: "write-note", noteId: NOTE_ID, text: "A private thought.", audience: "own" },
  score: { kind: "score", dimension: 0, level: 2 },
  "add-evidence": { kind: "add-evidence", evidenceId: NOTE_ID, dimension: 0, text: "A telling moment." },
  "remove-evidence": { kind: "remove-evidence", evidenceId: NOTE_ID },
  end: { kind: "end" },
};

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

describe("every command by every role", () => {
  test.each(ROLES)("%s", { timeout: 120_000 }, async (role) => {
    const room = await house.fullRoom();
    const { client } = room[role];
    const answers: Record<string, string | null> = {};
    for (const [kind, command] of Object.entries(COMMANDS)) {
      answers[kind] = await client.ask(command);
      // The interviewer brings the interview to where the next command makes sense.
      if (kind === "start" && role !== "interviewer") expect(await room.interviewer.client.ask(command)).toBeNull();
    }
    expect(answers).toEqual(Object.fromEntries(Object.entries(ASKERS).map(([kind, roles]) => [kind, roles.includes(role) ? null : "not-your-role"])));
    const logged = await house.database.roomEvent.findMany({ where: { roomId: room.roomId, by: room[role].member.memberId } });
    if (role === "observer") expect(logged.map(({ event }) => (event as { kind: string }).kind)).toEqual(["joined"]);
  });

  test("a pointer goes from those who may draw to all the others", { timeout: 120_000 }, async () => {
    const room = await house.fullRoom();
    const seenBy = (role: RoomRole) => new Set(room[role].client.pointers.map(({ memberId }) => memberId));
    // A pointer may get lost: it is pointed until one has come through.
    const pointed = () => {
      for (const role of ROLES) room[role].client.socket.emit("pointer", { x: 1, y: 2, tool: "pointer", selected: [] });
      return seenBy("interviewer").size > 0 && seenBy("candidate").size > 0 && seenBy("observer").size > 1;
    };
    await waitUntil("pointers are seen", pointed, { lookMs: 100 });
    const [interviewer, candidate] = [room.interviewer.member.memberId, room.candidate.member.memberId];
    expect([seenBy("interviewer"), seenBy("candidate"), seenBy("observer")]).toEqual([new Set([candidate]), new Set([interviewer]), new Set([interviewer, candidate])]);
  });

  test("everybody may ask for the time, and is told the database's", async () => {
    const room = await house.fullRoom();
    for (const role of ROLES) {
      const { serverAt } = (await room[role].client.socket.emitWithAck("ping", null)) as { serverAt: number };
      const [row] = await house.database.$queryRaw<{ ms: number }[]>`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`;
      expect(Math.abs((row?.ms ?? 0) - serverAt)).toBeLessThan(30_000);
    }
  });
});

describe("what reaches whom", () => {
  test("the candidate and the observer are sent no note, level or evidence, nor an own note of the host the second interviewer; what is released all are sent", { timeout: 120_000 }, async () => {
    const room = await house.fullRoom();
    const second = await house.enterAs(await makeMember(house.database, room.roomId, "interviewer", "Ines"));
    const host = room.interviewer.client;
    const note = (text: string, audience: "own" | "staff" | "all") => ({ kind: "write-note", noteId: randomUUID(), text, audience }) as const;
    const script: RoomCommand[] = [
      COMMANDS.start, note("for me alone", "own"), note("for the staff", "staff"), note("for everybody", "all"), { kind: "score", dimension: 1, level: 3 },
      { kind: "add-evidence", evidenceId: randomUUID(), dimension: 1, text: "said it unprompted" }, COMMANDS["release-hint"], COMMANDS["tell-fact"], COMMANDS.end,
    ];
    for (const command of script) expect(await host.ask(command)).toBeNull();
    // Also what somebody is sent who comes later, or comes back.
    const late = await house.enterAs(room.candidate.member);
    const all = [host, second, room.candidate.client, room.observer.client, late];
    for (const client of all) await waitUntil("the end has come", () => client.kinds().includes("ended"));
    const words = ["for me alone", "for the staff", "for everybody", "said it unprompted", "scored", "evidence", "Think of the queue.", "Who retries?", "Ten million a day."];
    const heard = all.map((client) => {
      const wire = JSON.stringify(client.received);
      return words.filter((word) => wire.includes(word));
    });
    const released = ["Think of the queue.", "Ten million a day."];
    const staff = ["for the staff", "for everybody", "said it unprompted", "scored", "evidence", ...released];
    expect(heard).toEqual([["for me alone", ...staff], staff, ["for everybody", ...released], ["for everybody", ...released], ["for everybody", ...released]]);
    expect(new Set(all.map(({ head }) => head)).size).toBe(1);
  });
});

describe("tickets", () => {
  const ticketOf = async (member: RoomMember): Promise<{ text: string; ticket: Ticket }> => {
    const { ticket: text } = await house.ticketOf(member);
    const read = readTicket(TEST_SECRET, text, instant(0));
    if (!read.ok) throw new Error(read.error);
    return { text, ticket: read.value };
  };
  const entryWith = (ticket: string) => refusalOf({ address: house.live.address, ticket });
  const someone = async (role: RoomRole = "candidate") => makeMember(house.database, await makeRoom(house.database), role);

  test("open one socket each", async () => {
    const { text } = await ticketOf(await someone());
    const client = await enter({ address: house.live.address, ticket: text });
    expect(await entryWith(text)).toBe("bad-ticket");
    client.close();
  });

  test("of two sockets at once with one ticket one is opened", async () => {
    const { text } = await ticketOf(await someone());
    expect((await Promise.all([entryWith(text), entryWith(text), entryWith(text)])).sort()).toEqual(["bad-ticket", "bad-ticket", "entered"]);
  });

  test("that were promoted, made elsewhere, cut short or made up open none", async () => {
    const { text, ticket } = await ticketOf(await someone());
    const [body = "", mac = ""] = text.split(".");
    const promoted = Buffer.from(JSON.stringify({ ...ticket, role: "interviewer" })).toString("base64url");
    for (const forged of [`${promoted}.${mac}`, signTicket("another secret of thirty-two characters", ticket), body, "", "x.y"]) expect(await entryWith(forged)).toBe("bad-ticket");
    expect(await entryWith(text)).toBe("entered");
  });

  test("say no more than the database: another role, another room, another's tab, another process", async () => {
    const [member, stranger] = [await someone(), await someone()];
    const { ticket } = await ticketOf(member);
    const { ticket: strangers } = await ticketOf(stranger);
    const changed = (change: Partial<Ticket>) => entryWith(signTicket(TEST_SECRET, { ...ticket, ticketId: randomUUID(), ...change }));
    expect(await changed({ role: "interviewer" })).toBe("bad-ticket");
    expect(await changed({ roomId: strangers.roomId })).toBe("removed");
    expect(await changed({ clientId: strangers.clientId })).toBe("bad-ticket");
    expect(await changed({ home: randomUUID() })).toBe("elsewhere");
    expect(await changed({ expiresAt: instant(Date.now() - 86_400_000) })).toBe("bad-ticket");
    expect(await changed({})).toBe("entered");
  });

  test("a socket that another site opened is refused", async () => {
    const { text } = await ticketOf(await someone());
    expect(await refusalOf({ address: house.live.address, ticket: text, headers: { origin: "https://evil.example" } })).toBe("websocket error");
    expect(await refusalOf({ address: house.live.address, ticket: text, headers: { origin: `http://${house.live.address}` } })).toBe("entered");
  });
});

test("somebody who is removed is shown out, is given no ticket, and another's socket stays", { timeout: 120_000 }, async () => {
  const room = await house.fullRoom();
  const { member, client } = room.candidate;
  const unused = (await house.ticketOf(member)).ticket;
  await house.database.roomMember.update({ where: { id: member.memberId }, data: { state: "removed" } });
  await announceRemoval(house.database, room.roomId);
  await waitUntil("the socket is closed", () => !client.socket.connected);
  expect(client.removed).toEqual({ reason: "removed" });
  expect(await refusalOf({ address: house.live.address, ticket: unused })).toBe("removed");
  expect(await issueTicket({ database: house.database, authSecret: TEST_SECRET }, member.memberId)).toEqual({ ok: false, error: "not-admitted" });
  await waitUntil("the others are told", () => room.observer.client.kinds().includes("left"));
  expect(await room.interviewer.client.ask(COMMANDS.say)).toBeNull();
});
