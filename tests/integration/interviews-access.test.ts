/**
 * Who may do what in a room: every procedure x every membership, and what is told to nobody but the staff. Whoever may
 * not is told the very same as if the room did not exist.
 */
import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RoomEvent } from "@/domain/interviews/room-event";
import { instant } from "@/domain/kernel/instant";
import { rootRouter } from "@/server/trpc/root";
import { testDatabase, type TestDatabase } from "../support/database";
import { type Api, interviewHouse, type Person, SCENARIO, writeLog } from "../support/interview-rooms";

const MEMBERSHIPS = ["host", "interviewer", "candidate", "guest", "observer", "waiting", "removed", "outsider"] as const;
type Membership = (typeof MEMBERSHIPS)[number];

interface Furnished {
  readonly roomId: string;
  readonly people: Readonly<Record<Membership, Person>>;
  readonly memberIds: Readonly<Record<Exclude<Membership, "outsider">, string>>;
  readonly token: string;
  readonly invitationId: string;
}
/** What a call names: the room, or one that there is not. */
type Named = Pick<Furnished, "roomId" | "token" | "invitationId"> & { readonly memberId: string };

const NF = "NOT_FOUND";
/** For accounts only: a guest has none. */
const NO = "UNAUTHORIZED";

const EVERY_MEMBER = ["ok", "ok", "ok", "ok", "ok", "ok", NF, NF] as const;
const ADMITTED = ["ok", "ok", "ok", "ok", "ok", NF, NF, NF] as const;
const STAFF = ["ok", "ok", NF, NO, NF, NF, NF, NF] as const;
const HOST = ["ok", NF, NF, NO, NF, NF, NF, NF] as const;
const ACCOUNTS = ["ok", "ok", "ok", NO, "ok", "ok", "ok", "ok"] as const;
/** The token is the permission, but not for whoever was removed. */
const INVITED = ["ok", "ok", "ok", "ok", "ok", "ok", NF, "ok"] as const;

/** The outcomes for host, interviewer, candidate, guest, observer, waiting, removed and outsider. */
const TABLE: Record<string, readonly [outcomes: readonly string[], call: (api: Api, named: Named) => Promise<unknown>]> = {
  scenarios: [ACCOUNTS, (api) => api.scenarios()],
  rooms: [ACCOUNTS, (api) => api.rooms()],
  openRoom: [ACCOUNTS, (api) => api.openRoom({ scenarioId: SCENARIO, scheduledAt: null })],
  invite: [HOST, (api, { roomId }) => api.invite({ roomId, role: "observer", label: "", days: 1 })],
  revokeInvitation: [HOST, (api, { roomId, invitationId }) => api.revokeInvitation({ roomId, invitationId })],
  invitation: [INVITED, (api, { token }) => api.invitation({ token })],
  accept: [INVITED, (api, { token }) => api.accept({ token, name: "Somebody" })],
  room: [EVERY_MEMBER, (api, { roomId }) => api.room({ roomId })],
  door: [HOST, (api, { roomId }) => api.door({ roomId })],
  admit: [HOST, (api, { roomId, memberId }) => api.admit({ roomId, memberId })],
  remove: [HOST, (api, { roomId, memberId }) => api.remove({ roomId, memberId })],
  console: [STAFF, (api, { roomId }) => api.console({ roomId })],
  ticket: [ADMITTED, (api, { roomId }) => api.ticket({ roomId, clientId: null })],
  report: [ADMITTED, (api, { roomId }) => api.report({ roomId })],
  writeReport: [STAFF, (api, { roomId }) => api.writeReport({ roomId, keep: "Forged", change: "Forged" })],
  shareReport: [HOST, (api, { roomId }) => api.shareReport({ roomId })],
  replay: [ADMITTED, (api, { roomId }) => api.replay({ roomId })],
};

let home: TestDatabase;
let house: ReturnType<typeof interviewHouse>;
beforeAll(async () => {
  home = await testDatabase();
  Object.assign(process.env, { DATABASE_URL: home.url, AUTH_SECRET: "a secret of thirty-two characters", LOG_LEVEL: "silent" });
  house = interviewHouse(home);
  // So that tickets lead somewhere.
  await home.database.$executeRaw`INSERT INTO live_process (id, address, seen_at) VALUES (${randomUUID()}::uuid, '127.0.0.1:1', clock_timestamp() + interval '1 day')`;
});
afterAll(async () => {
  await house.close();
  await home.stop();
});

/** A room that was held, with one person of each membership; none of its invitations was used by anybody else. */
async function furnish(): Promise<Furnished> {
  const named = Object.fromEntries(
    await Promise.all(MEMBERSHIPS.map(async (who) => [who, who === "guest" ? house.guest() : await house.account(who)] as const)),
  ) as unknown as Furnished["people"];
  const { host } = named;
  const roomId = await house.open(host);
  const memberIds = {
    host: (await host.api.room({ roomId })).me.memberId,
    interviewer: await house.enter(host, roomId, named.interviewer, "interviewer"),
    candidate: await house.enter(host, roomId, named.candidate, "candidate"),
    guest: await house.enter(host, roomId, named.guest, "candidate"),
    observer: await house.enter(host, roomId, named.observer, "observer"),
    waiting: await house.come(host, roomId, named.waiting, "candidate"),
    removed: await house.enter(host, roomId, named.removed, "candidate"),
  };
  await host.api.remove({ roomId, memberId: memberIds.removed });
  const { token, invitationId } = await host.api.invite({ roomId, role: "candidate", label: "", days: 7 });
  return { roomId, people: named, memberIds, token, invitationId };
}

const SECRET_WORDS = {
  own: "the-own-note-of-the-host", staff: "the-note-for-staff", evidence: "the-evidence-that-stands", dropped: "the-evidence-taken-back",
} as const;

/** An interview with something of every visibility in its log. */
async function hold({ roomId, memberIds: { host, candidate } }: Furnished): Promise<void> {
  const note = (text: string, audience: "own" | "staff" | "all"): RoomEvent => ({ kind: "note-written", noteId: randomUUID(), text, audience });
  const evidence = (evidenceId: string, text: string): RoomEvent => ({ kind: "evidence-added", evidenceId, dimension: 0, text });
  const [stands, dropped] = [randomUUID(), randomUUID()];
  await writeLog(home, roomId, [
    [host, { kind: "started", phases: [{ name: "All", ms: 60_000 }], endsAt: instant(0) }],
    [candidate, { kind: "said", text: "hello" }],
    [host, note(SECRET_WORDS.own, "own")],
    [host, note(SECRET_WORDS.staff, "staff")],
    [host, note("a note for everybody", "all")],
    [host, { kind: "scored", dimension: 0, level: 2 }],
    [host, evidence(stands, SECRET_WORDS.evidence)],
    [host, evidence(dropped, SECRET_WORDS.dropped)],
    [host, { kind: "evidence-removed", evidenceId: dropped }],
    [host, { kind: "ended" }],
  ]);
}

async function outcomeOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await work;
    return { code: "ok", message: "" };
  } catch (error) {
    if (error instanceof TRPCError) return { code: error.code, message: error.message };
    throw error;
  }
}

test("every procedure has a row, and no row is of a procedure that is gone", () => {
  const procedures = Object.keys(rootRouter._def.procedures).flatMap((path) => (path.startsWith("interviews.") ? [path.slice("interviews.".length)] : []));
  expect(Object.keys(TABLE).sort()).toEqual(procedures.sort());
});

test.each(Object.entries(TABLE))("%s", async (_procedure, [outcomes, call]) => {
  const furnished = await furnish();
  // Invitations lead into rooms that have not ended.
  if (outcomes !== INVITED && outcomes !== HOST) await hold(furnished);
  if (_procedure === "shareReport") await hold(furnished);
  const named: Named = { ...furnished, memberId: furnished.memberIds.waiting };
  const nowhere: Named = { roomId: "bcd-fghj-klm", token: "x".repeat(43), invitationId: "x".repeat(43), memberId: randomUUID() };
  const seen: string[] = [];
  const unlikeNothing: string[] = [];
  // Whoever may do it comes last, so that the others find it undone.
  for (const who of [...MEMBERSHIPS].reverse()) {
    const { api } = furnished.people[who];
    const outcome = await outcomeOf(call(api, named));
    seen.unshift(outcome.code);
    if (outcome.code === NF && outcome.message !== (await outcomeOf(call(api, nowhere))).message) unlikeNothing.push(who);
  }
  expect(Object.fromEntries(MEMBERSHIPS.map((who, place) => [who, seen[place]]))).toEqual(Object.fromEntries(MEMBERSHIPS.map((who, place) => [who, outcomes[place]])));
  expect(unlikeNothing).toEqual([]);
});

/** All that somebody can get to hear of a room, in one text. */
async function toldTo({ api }: Person, roomId: string): Promise<string> {
  const answers = await Promise.allSettled([api.room({ roomId }), api.report({ roomId }), api.replay({ roomId }), api.rooms(), api.door({ roomId }), api.console({ roomId })]);
  return JSON.stringify(answers.map((answer) => (answer.status === "fulfilled" ? answer.value : null)));
}

test("what is for the staff alone is told to nobody else, before the report is shared and after", async () => {
  const furnished = await furnish();
  await hold(furnished);
  const scenario = house.tools.catalog.scenarios.get(SCENARIO);
  if (scenario === undefined) throw new Error("the scenario of this test is gone");
  const sideOfStaff = [
    ...scenario.hints.flatMap(({ text, when }) => [text, when]), ...scenario.followUps.map(({ text }) => text), ...scenario.facts.map(({ text }) => text),
    ...scenario.estimates.flatMap(({ target, decides }) => [target, decides]), ...scenario.deepDives.flatMap(({ question, points }) => [question, ...points]),
    ...scenario.commonMistakes, ...scenario.phases.map(({ guide }) => guide),
  ];
  const rubric = scenario.rubric.flatMap(({ levels }) => levels);
  const { own, staff, evidence, dropped } = SECRET_WORDS;
  const { people, roomId } = furnished;
  const leaks = async (secrets: readonly string[], who: readonly Membership[]) => {
    const found: string[] = [];
    for (const each of who) {
      const told = await toldTo(people[each], roomId);
      found.push(...secrets.filter((secret) => told.includes(JSON.stringify(secret).slice(1, -1))).map((secret) => `${each}: ${secret}`));
    }
    return found;
  };
  const others = ["candidate", "guest", "observer", "waiting", "removed", "outsider"] as const;

  // The search itself finds what is there.
  expect((await leaks([own, staff, evidence, dropped, ...sideOfStaff, ...rubric], ["host"])).length).toBe(4 + sideOfStaff.length + rubric.length);
  expect(await leaks([own], ["interviewer"])).toEqual([]);
  expect(await leaks([own, staff, evidence, dropped, ...sideOfStaff, ...rubric], others)).toEqual([]);

  await people.host.api.shareReport({ roomId });
  expect(await leaks([own, staff, dropped, ...sideOfStaff], others)).toEqual([]);
  expect(await leaks([evidence, ...rubric], ["observer", "waiting", "removed", "outsider"])).toEqual([]);
  expect((await leaks([evidence], ["candidate", "guest"])).length).toBe(2);
});

test("the rooms of an account are those in which it is, or waits", async () => {
  const { people, roomId } = await furnish();
  const lists: Partial<Record<Membership, boolean>> = {};
  for (const who of MEMBERSHIPS) if (who !== "guest") lists[who] = (await people[who].api.rooms()).rooms.some((room) => room.roomId === roomId);
  expect(lists).toEqual({ host: true, interviewer: true, candidate: true, observer: true, waiting: true, removed: false, outsider: false });
});
