/** What becomes of a report: once however often it is sent, to its reporter without keys, to authors with all of it. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ReportItemInput } from "@/contracts/authoring/reports";
import { instant } from "@/domain/kernel/instant";
import { reportsRouter } from "@/server/authoring/reports-router";
import { REPORTS_PER_ACCOUNT } from "@/server/auth/rate-limit";
import type { Viewer } from "@/server/auth/viewer";
import type { Catalog } from "@/server/catalog/catalog";
import { openRunChanges, type RunChanges } from "@/server/labs/run-changes";
import { bringCardsForward } from "@/server/review/bring-forward";
import { createCallerFactory } from "@/server/trpc/init";
import { testDatabase, type TestDatabase } from "../support/database";
import { exerciseCatalog } from "../support/exercise-catalog";
import { mcq } from "../support/exercise-fixtures";

const NOON = Date.UTC(2026, 10, 20, 12);
const callerOf = createCallerFactory(reportsRouter);

let home: TestDatabase;
let runChanges: RunChanges;
let catalog: Catalog;
beforeAll(async () => {
  home = await testDatabase();
  runChanges = openRunChanges(() => home.url);
});
afterAll(async () => {
  await runChanges.close();
  await home.stop();
});
beforeEach(async () => {
  catalog = exerciseCatalog([mcq]);
  await home.database.rateLimit.deleteMany();
  await home.database.user.deleteMany();
  for (const id of ["mara", "tomas"]) await home.database.user.create({ data: { id, email: `${id}@example.org`, name: id } });
});

const viewer = (userId: string, role: Viewer["role"]): Viewer => ({
  userId, sessionId: "s", role, name: userId, email: "", timeZone: null, rolloverHour: 4, theme: "system", letterKeys: true,
});
const as = (userId: string, role: Viewer["role"] = "learner") =>
  callerOf({ viewer: viewer(userId, role), clientAddress: "127.0.0.1", tools: { clock: () => instant(NOON), database: home.database, catalog, bringCardsForward, runChanges } });
const author = () => as("ines", "instructor");

/** An exercise of the catalogue whose key is a text. */
const exercise = () => {
  const entry = [...catalog.exercises.values()].find((each) => each.exercise.type === "mcq");
  if (entry === undefined || entry.exercise.type !== "mcq") throw new Error("the catalogue has no mcq");
  return { entry, exercise: entry.exercise };
};
const report = (more: Partial<ReportItemInput> = {}): ReportItemInput => ({
  id: randomUUID(), kind: "exercise", itemId: exercise().entry.id, variantId: null, reason: "wrong-fact", words: "It is the other way round.", ...more,
});

test("sent twice, it is there once; under somebody else's id it is refused", async () => {
  const sent = report();
  await Promise.all([as("mara").send(sent), as("mara").send(sent)]);
  await as("mara").send(sent);
  expect((await as("mara").mine()).reports).toHaveLength(1);
  await expect(as("tomas").send(sent)).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await as("tomas").mine()).reports).toEqual([]);
});

test("an item that there is not cannot be reported, and a longer text than allowed is refused", async () => {
  await expect(as("mara").send(report({ itemId: "no.x-such" }))).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(as("mara").send(report({ words: "x".repeat(1_001) }))).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("a learner is stopped after many, and sending one again costs nothing", async () => {
  const first = report();
  for (let sent = 0; sent < REPORTS_PER_ACCOUNT.attemptsMax; sent += 1) await as("mara").send(sent === 0 ? first : report());
  await expect(as("mara").send(report())).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  await as("mara").send(first);
  await as("tomas").send(report());
});

describe("what is told of a report", () => {
  test("its reporter gets the answer, and no key", async () => {
    await as("mara").send(report());
    const [sent] = (await author().list({})).reports;
    await author().settle({ reportId: sent?.id ?? "", state: "answered", reply: "You are right. It is mended." });
    const mine = await as("mara").mine();
    expect(mine.reports).toMatchObject([{ state: "answered", reply: "You are right. It is mended.", title: exercise().exercise.title }]);
    expect(JSON.stringify(mine)).not.toContain(exercise().exercise.explain.slice(0, 30));
    await expect(as("mara").list({})).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(as("mara").settle({ reportId: sent?.id ?? "", state: "closed", reply: "" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("an author gets the item as it was, the reporter's variant, and whether it was rewritten since", async () => {
    const { entry } = exercise();
    await home.database.exerciseVariant.create({ data: { id: "v1", userId: "mara", exerciseId: entry.id, seed: "a seed", contentHash: entry.contentHash } });
    await as("mara").send(report({ variantId: "v1" }));
    await as("tomas").send(report({ variantId: "v1" }));
    const [tomas, mara] = [...(await author().list({})).reports].sort((one) => (one.reporter === "tomas" ? -1 : 1));
    expect(mara).toMatchObject({ reporter: "mara", today: "same", variant: { seed: "a seed" }, state: "open" });
    expect(mara?.snapshot.find(({ path }) => path === "explain")?.text).toBe(exercise().exercise.explain);
    // Somebody else's variant is nobody's business.
    expect(tomas?.variant).toBeNull();

    catalog = { ...catalog, exercises: new Map([[entry.id, { ...entry, contentHash: "another" }]]) };
    expect((await author().list({})).reports.map(({ today, variant }) => [today, variant?.promptHtml ?? null])).toEqual([["changed", null], ["changed", null]]);
    catalog = { ...catalog, exercises: new Map() };
    expect((await author().list({})).reports.map(({ today, file }) => [today, file])).toEqual([["withdrawn", null], ["withdrawn", null]]);
  });

  test("filters narrow the list, and what is open is counted", async () => {
    const concept = [...catalog.concepts.keys()][0] ?? "";
    await as("mara").send(report());
    await as("mara").send(report({ kind: "concept", itemId: concept }));
    const all = await author().list({});
    expect([all.open, all.reports.length]).toEqual([2, 2]);
    const [one] = (await author().list({ kind: "concept" })).reports;
    expect(one).toMatchObject({ kind: "concept", itemId: concept });
    await author().settle({ reportId: one?.id ?? "", state: "closed", reply: "" });
    expect((await author().list({ state: "open" })).reports.map(({ kind }) => kind)).toEqual(["exercise"]);
    expect((await author().list({ item: "no-such" })).reports).toEqual([]);
    expect((await author().list({})).open).toBe(1);
  });
});
