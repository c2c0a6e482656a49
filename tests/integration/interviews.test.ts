/** Opening rooms, inviting, the door, and what one may know of a room: through the router, on a real database. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../support/database";
import { interviewHouse, NOON, type Person, SCENARIO } from "../support/interview-rooms";

const DAY_MS = 86_400_000;

let home: TestDatabase;
let house: ReturnType<typeof interviewHouse>;
let tomas: Person;
let roomId: string;
beforeAll(async () => {
  home = await testDatabase();
  Object.assign(process.env, { DATABASE_URL: home.url, AUTH_SECRET: "a secret of thirty-two characters", LOG_LEVEL: "silent" });
  house = interviewHouse(home);
});
afterAll(async () => {
  await house.close();
  await home.stop();
});
beforeEach(async () => {
  house.time.now = NOON;
  tomas = await house.account("Tomas Okafor");
  roomId = await house.open(tomas);
});

const invite = (role: "interviewer" | "candidate" | "observer" = "candidate", days = 7) => tomas.api.invite({ roomId, role, label: "Mara", days });
const begin = (at = NOON) => home.database.interviewRoom.update({ where: { id: roomId }, data: { startedAt: new Date(at) } });
const end = () => home.database.interviewRoom.update({ where: { id: roomId }, data: { startedAt: new Date(NOON), endedAt: new Date(NOON + 1) } });
const NOT_FOUND = { code: "NOT_FOUND" };

describe("opening a room", () => {
  test("makes its opener host and interviewer, and marks the scenario as seen for them alone", async () => {
    expect((await tomas.api.rooms()).rooms).toMatchObject([{ roomId, state: "not-started", role: "interviewer", isHost: true, memberState: "admitted", others: [] }]);
    const knownBy = async (who: Person) => (await who.api.scenarios()).scenarios.find(({ id }) => id === SCENARIO)?.known;
    expect(await knownBy(tomas)).toEqual({ as: "staff", at: NOON });
    expect(await knownBy(await house.account("Mara"))).toBeNull();
  });

  test("of a scenario that is not there is refused", async () => {
    await expect(tomas.api.openRoom({ scenarioId: "nothing", scheduledAt: null })).rejects.toMatchObject(NOT_FOUND);
  });

  test("stops at thirty rooms that have not ended", async () => {
    const rooms = Array.from({ length: 29 }, (_, n) => ({ id: `x${n}-${roomId}`, scenarioId: SCENARIO, hostId: tomas.viewer?.userId ?? null }));
    await home.database.interviewRoom.createMany({ data: rooms });
    await expect(house.open(tomas)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    await end();
    await house.open(tomas);
  });
});

describe("an invitation", () => {
  test("says what it leads to; the server keeps neither its token nor the key of a guest", async () => {
    const { token, expiresAt } = await invite("observer");
    const guest = house.guest();
    expect(expiresAt).toBe(NOON + 7 * DAY_MS);
    expect(await guest.api.invitation({ token })).toMatchObject({ hostName: "Tomas Okafor", role: "observer", expiresAt, memberOf: null });
    await guest.api.accept({ token, name: "Rosa" });
    const [link, member] = await Promise.all([home.database.roomLink.findFirst({ where: { roomId } }), home.database.roomMember.findFirst({ where: { roomId, isHost: false } })]);
    const key = guest.jar.get(roomId) ?? "";
    expect(member).toMatchObject({ name: "Rosa", userId: null, guestHash: createHash("sha256").update(key).digest("base64url"), state: "waiting" });
    const kept = JSON.stringify([link, member]);
    expect([token, key].filter((secret) => secret === "" || kept.includes(secret))).toEqual([]);
  });

  test("lets one account in, and stays that account's", async () => {
    const [mara, other] = [await house.account("Mara"), await house.account("Another")];
    const { token } = await invite();
    expect(await mara.api.accept({ token })).toEqual({ roomId });
    expect(await mara.api.accept({ token })).toEqual({ roomId });
    expect((await mara.api.invitation({ token })).memberOf).toBe(roomId);
    for (const stranger of [other, house.guest()]) {
      await expect(stranger.api.invitation({ token })).rejects.toMatchObject(NOT_FOUND);
      await expect(stranger.api.accept({ token, name: "X" })).rejects.toMatchObject(NOT_FOUND);
    }
    expect(await home.database.roomMember.count({ where: { roomId } })).toBe(2);
  });

  test("that ten open at once lets one of them in", async () => {
    const { token } = await invite();
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => house.guest().api.accept({ token, name: "Fast" })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await home.database.roomMember.count({ where: { roomId, isHost: false } })).toBe(1);
  });

  test("for staff needs an account, and a guest needs a name; neither uses it up", async () => {
    const [staff, candidate] = [await invite("interviewer"), await invite("candidate")];
    await expect(house.guest().api.accept({ token: staff.token, name: "Guest" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(house.guest().api.accept({ token: candidate.token })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await (await house.account("Ines")).api.accept({ token: staff.token });
    await house.guest().api.accept({ token: candidate.token, name: "Mara" });
  });

  test("that is past its time, taken back, or of a room that has ended opens nothing", async () => {
    const [late, taken, over] = [await invite("candidate", 1), await invite(), await invite()];
    await tomas.api.revokeInvitation({ roomId, invitationId: taken.invitationId });
    house.time.now = NOON + DAY_MS;
    for (const { token } of [late, taken]) await expect(house.guest().api.invitation({ token })).rejects.toMatchObject(NOT_FOUND);
    await house.guest().api.invitation({ token: over.token });
    await end();
    await expect(house.guest().api.accept({ token: over.token, name: "Late" })).rejects.toMatchObject(NOT_FOUND);
    await expect(invite()).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("is left as it is by somebody who is in the room already", async () => {
    const { token } = await invite("candidate");
    expect(await tomas.api.accept({ token })).toEqual({ roomId });
    expect((await tomas.api.room({ roomId })).me.role).toBe("interviewer");
    await house.guest().api.accept({ token, name: "Mara" });
  });

  test("that was used cannot be taken back", async () => {
    const { token, invitationId } = await invite();
    await house.guest().api.accept({ token, name: "Mara" });
    await expect(tomas.api.revokeInvitation({ roomId, invitationId })).rejects.toMatchObject(NOT_FOUND);
    expect((await tomas.api.door({ roomId })).invitations).toMatchObject([{ invitationId, label: "Mara", usedBy: "Mara" }]);
  });

  test("is guessed at 120 times in a quarter of an hour from one address, then no more", async () => {
    const guesser = house.guest("192.0.2.7");
    const token = "x".repeat(43);
    for (let tries = 0; tries < 120; tries += 1) await expect(guesser.api.invitation({ token })).rejects.toMatchObject(NOT_FOUND);
    await expect(guesser.api.invitation({ token })).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    house.time.now += 15 * 60_000;
    await expect(guesser.api.invitation({ token })).rejects.toMatchObject(NOT_FOUND);
  });
});

describe("the door", () => {
  test("tells whoever waits of the host alone, and of nothing that is in the room", async () => {
    const [mara, ines] = [await house.account("Mara"), await house.account("Ines")];
    await house.enter(tomas, roomId, ines, "interviewer");
    await house.come(tomas, roomId, mara, "candidate");
    await begin();
    expect(await mara.api.room({ roomId })).toMatchObject({ prompt: null, state: "running", me: { state: "waiting" }, people: [{ name: "Tomas Okafor" }] });
    expect((await mara.api.rooms()).rooms).toMatchObject([{ memberState: "waiting", others: ["Tomas Okafor"] }]);
    await expect(mara.api.ticket({ roomId, clientId: null })).rejects.toMatchObject(NOT_FOUND);
    expect((await tomas.api.door({ roomId })).waiting).toMatchObject([{ name: "Mara", role: "candidate" }]);
  });

  test("lets in as what the invitation said; the task is told once the interview begins", async () => {
    const mara = await house.account("Mara");
    const memberId = await house.enter(tomas, roomId, mara, "candidate");
    expect(await mara.api.room({ roomId })).toMatchObject({ prompt: null, me: { memberId, role: "candidate", state: "admitted" } });
    await begin();
    expect((await mara.api.room({ roomId })).prompt).toBe(house.tools.catalog.scenarios.get(SCENARIO)?.prompt);
    expect((await mara.api.scenarios()).scenarios.find(({ id }) => id === SCENARIO)?.known).toEqual({ as: "candidate", at: NOON });
    await expect(tomas.api.admit({ roomId, memberId })).rejects.toMatchObject(NOT_FOUND);
  });

  test("that sent somebody away lets them in by no other invitation, neither an account nor a guest", async () => {
    for (const who of [await house.account("Mara"), house.guest()]) {
      const memberId = await house.come(tomas, roomId, who, "candidate");
      const spare = await invite("observer");
      await tomas.api.remove({ roomId, memberId });
      await expect(who.api.room({ roomId })).rejects.toMatchObject(NOT_FOUND);
      await expect(who.api.accept({ token: spare.token, name: "Again" })).rejects.toMatchObject(NOT_FOUND);
      await expect(tomas.api.admit({ roomId, memberId })).rejects.toMatchObject(NOT_FOUND);
    }
  });

  test("does not send the host away, nor anybody of another room", async () => {
    const [ines, otherRoom] = [await house.account("Ines"), await house.open(tomas)];
    const inOther = await house.enter(tomas, otherRoom, ines, "interviewer");
    const { memberId } = (await tomas.api.room({ roomId })).me;
    for (const id of [memberId, inOther]) await expect(tomas.api.remove({ roomId, memberId: id })).rejects.toMatchObject(NOT_FOUND);
    expect((await ines.api.room({ roomId: otherRoom })).me.state).toBe("admitted");
  });
});

test("a deleted account leaves the room to the others", async () => {
  const mara = await house.account("Mara");
  await house.enter(tomas, roomId, mara, "candidate");
  await home.database.user.delete({ where: { id: tomas.viewer?.userId ?? "" } });
  expect((await mara.api.room({ roomId })).people.map(({ name, hasAccount }) => [name, hasAccount])).toEqual([["Tomas Okafor", false], ["Mara", true]]);
  await expect(tomas.api.room({ roomId })).rejects.toMatchObject(NOT_FOUND);
});
