/** The report: written, shared once, and what it does to the candidate's cards. Rules RP of src/domain/interviews/SPEC.md. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { instant } from "@/domain/kernel/instant";
import type { RoomEvent, RubricLevel } from "@/domain/interviews/room-event";
import { testDatabase, type TestDatabase } from "../support/database";
import { interviewHouse, NOON, type Person, SCENARIO, writeLog } from "../support/interview-rooms";

let home: TestDatabase;
let house: ReturnType<typeof interviewHouse>;
let tomas: Person;
let mara: Person;
let roomId: string;
let hostId: string;
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
  house.time.now = NOON + 3_600_000;
  [tomas, mara] = [await house.account("Tomas"), await house.account("Mara")];
  roomId = await house.open(tomas);
  hostId = (await tomas.api.room({ roomId })).me.memberId;
  await house.enter(tomas, roomId, mara, "candidate");
});

const rubric = () => house.tools.catalog.scenarios.get(SCENARIO)?.rubric ?? [];
/** An interview whose lines ended at these levels, one after the other. */
async function hold(levels: readonly RubricLevel[], isOver = true): Promise<void> {
  const scored = levels.map((level, dimension): [string, RoomEvent] => [hostId, { kind: "scored", dimension, level }]);
  await writeLog(home, roomId, [
    [hostId, { kind: "started", phases: [{ name: "All", ms: 60_000 }], endsAt: instant(0) }],
    [hostId, { kind: "hint-released", hint: 0, text: "A hint." }],
    ...scored,
    [hostId, { kind: "evidence-added", evidenceId: randomUUID(), dimension: 0, text: "asked for numbers" }],
    ...(isOver ? [[hostId, { kind: "ended" }] as [string, RoomEvent]] : []),
  ]);
}
const cardsOf = (dimension: number) => (rubric()[dimension]?.concepts ?? []).flatMap((id) => house.tools.catalog.concepts.get(id)?.cardIds ?? []);

describe("writing", () => {
  test("is kept, for the staff alone until it is shared", async () => {
    await hold([3]);
    await tomas.api.writeReport({ roomId, keep: " You asked for numbers. ", change: "Say what fails first." });
    expect((await tomas.api.report({ roomId })).sheet).toMatchObject({ keep: "You asked for numbers.", change: "Say what fails first." });
    expect(await mara.api.report({ roomId })).toMatchObject({ sheet: null, sharedAt: null, told: [{ kind: "hint", text: "A hint.", atMs: 1_000 }] });
  });

  test("ends with sharing: what was read stays", async () => {
    await hold([3]);
    await tomas.api.writeReport({ roomId, keep: "Before", change: "" });
    await tomas.api.shareReport({ roomId });
    await expect(tomas.api.writeReport({ roomId, keep: "After", change: "" })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await mara.api.report({ roomId })).sheet?.keep).toBe("Before");
  });
});

describe("sharing", () => {
  test("waits for the end", async () => {
    await hold([3], false);
    await expect(tomas.api.shareReport({ roomId })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await mara.api.report({ roomId })).sheet).toBeNull();
  });

  test("RP2: gives the candidate levels with their texts, and evidence with its minute", async () => {
    await hold([3, 4]);
    await tomas.api.shareReport({ roomId });
    const { sheet } = await mara.api.report({ roomId });
    expect(sheet?.lines.map(({ level }) => level)).toEqual([3, 4, ...rubric().slice(2).map(() => null)]);
    expect(sheet?.lines[0]).toMatchObject({ dimension: rubric()[0]?.dimension, levels: rubric()[0]?.levels, evidence: [{ text: "asked for numbers", atMs: 4_000 }] });
  });

  test("RP5: brings the cards of low lines forward, once, and says which moved and why", async () => {
    const low = rubric().findIndex((_, dimension) => cardsOf(dimension).length > 0);
    expect(low).toBeGreaterThanOrEqual(0);
    await hold(rubric().map((_, dimension) => (dimension === low ? 2 : 3)));
    const first = await tomas.api.shareReport({ roomId });
    house.time.now += 60_000;
    expect(await tomas.api.shareReport({ roomId })).toEqual(first);
    const { brought } = await mara.api.report({ roomId });
    expect(brought.map(({ cardId }) => cardId).sort()).toEqual([...new Set(cardsOf(low))].sort());
    const events = await home.database.reviewEvent.findMany({ where: { userId: mara.viewer?.userId ?? "" } });
    expect(events).toHaveLength(brought.length);
    expect(JSON.stringify(events[0])).toContain(`level 2 of 4 in “${rubric()[low]?.dimension}”`);
    // They are the candidate's business.
    expect((await tomas.api.report({ roomId })).brought).toEqual([]);
    expect((await mara.api.scenarios()).scenarios.find(({ id }) => id === SCENARIO)?.known?.as).toBe("staff");
  });

  test("moves no cards of a guest, and none where no line is low", async () => {
    const guest = house.guest();
    await house.enter(tomas, roomId, guest, "candidate");
    await tomas.api.remove({ roomId, memberId: (await mara.api.room({ roomId })).me.memberId });
    await hold(rubric().map(() => 1 as const));
    await tomas.api.shareReport({ roomId });
    expect(await guest.api.report({ roomId })).toMatchObject({ candidateStudies: false, brought: [] });
    expect((await guest.api.report({ roomId })).sheet?.lines[0]?.level).toBe(1);
    expect(await home.database.reviewEvent.count({ where: { userId: mara.viewer?.userId ?? "" } })).toBe(0);
  });

  test("asked for at the same moment twice is as once", async () => {
    await hold(rubric().map(() => 2 as const));
    await Promise.all([tomas.api.shareReport({ roomId }), tomas.api.shareReport({ roomId })]);
    const { brought } = await mara.api.report({ roomId });
    expect(await home.database.reviewEvent.count({ where: { userId: mara.viewer?.userId ?? "" } })).toBe(brought.length);
    expect(brought.length).toBeGreaterThan(0);
  });
});

test("RP6: a deleted account leaves report and replay to the others", async () => {
  await hold([3]);
  await tomas.api.shareReport({ roomId });
  await home.database.user.delete({ where: { id: tomas.viewer?.userId ?? "" } });
  expect((await mara.api.report({ roomId })).sheet?.lines[0]?.level).toBe(3);
  expect((await mara.api.replay({ roomId })).people.map(({ name }) => name)).toEqual(["Tomas", "Mara"]);
});
