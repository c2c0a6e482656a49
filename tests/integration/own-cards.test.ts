/** Cards that learners make themselves, through the router and on the real database. Rules OC1 to OC4 of src/domain/review/SPEC.md. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { OWN_CARDS_MAX, OWN_FRONT_CHARS_MAX } from "@/contracts/review/own-cards";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Viewer } from "@/server/auth/viewer";
import type { Catalog } from "@/server/catalog/catalog";
import { openRunChanges } from "@/server/labs/run-changes";
import { bringCardsForward } from "@/server/review/bring-forward";
import { ownCardId } from "@/server/review/cards-of";
import { reviewRouter } from "@/server/review/review-router";
import { createCallerFactory } from "@/server/trpc/init";
import { testDatabase, type TestDatabase } from "../support/database";
import { reviewCatalog, singles } from "../support/review-catalog";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

let home: TestDatabase;
let now: Instant;
let catalog: Catalog;
beforeAll(async () => {
  home = await testDatabase();
});
afterAll(() => home.stop());
beforeEach(async () => {
  now = instant(Date.UTC(2026, 10, 16, 12));
  catalog = reviewCatalog(singles(3));
  await home.database.user.deleteMany();
  for (const id of ["mara", "noor"]) await home.database.user.create({ data: { id, email: `${id}@example.org`, timeZone: "Europe/London", newPerDay: 2 } });
});

const createCaller = createCallerFactory(reviewRouter);
function as(userId: string) {
  const viewer: Viewer = { userId, sessionId: "s", role: "learner", name: userId, email: "", timeZone: "Europe/London", rolloverHour: 4, theme: "system", letterKeys: true };
  return createCaller({ viewer, clientAddress: "127.0.0.1", tools: { clock: () => now, database: home.database, catalog, bringCardsForward, runChanges: openRunChanges(() => home.url) } });
}
const card = (more: { id?: string; front?: string; conceptId?: string; origin?: string } = {}) => ({ id: randomUUID(), front: "What went *wrong*?", back: "It answered **before** its disk.", conceptId: "c-2", origin: "/labs/unique-ids/runs/browser/seeds/3?check=restarts", ...more });
const queueIds = async (userId = "mara") => (await as(userId).queue()).cards.map(({ cardId }) => cardId);
const answer = (cardId: string) => as("mara").record({ events: [{ kind: "reviewed", id: randomUUID(), cardId, at: now, rating: "good", tookMs: 1_000 }] });
const later = (ms: number) => void (now = instant(now + ms));

test("OC1, OC2: one's own card comes first among the new ones, within the day's limit, and takes its concept's place", async () => {
  const mine = card();
  await as("mara").makeOwnCard(mine);
  // The limit is two: the card of the same concept waits for another day.
  expect((await queueIds()).sort()).toEqual(["c-1.card-1", ownCardId(mine.id)].sort());
  expect(await queueIds("noor")).not.toContain(ownCardId(mine.id));
  const shown = (await as("mara").queue()).cards.find(({ cardId }) => cardId === ownCardId(mine.id));
  expect(shown).toMatchObject({ kind: "basic", state: "new", concept: { id: "c-2" }, origin: mine.origin, frontHtml: "<p>What went <em>wrong</em>?</p>\n", backHtml: "<p>It answered <strong>before</strong> its disk.</p>\n" });
});

test("OC1: it is answered, waits for its days and comes back as every card does", async () => {
  const mine = card();
  const id = ownCardId(mine.id);
  await as("mara").makeOwnCard(mine);
  expect((await answer(id)).recorded).toMatchObject([{ outcome: "recorded", card: { cardId: id, state: "learning" } }]);
  later(10 * MINUTE_MS);
  await answer(id);
  expect(await queueIds()).not.toContain(id);
  later(5 * DAY_MS);
  expect((await as("mara").queue()).cards.find(({ cardId }) => cardId === id)).toMatchObject({ state: "review" });
  expect((await as("mara").cardHistory({ cardId: id })).log).toHaveLength(2);
});

test("OC3: changed it is remembered as before, deleted it is in no queue and its answers are still taken", async () => {
  const mine = card();
  const id = ownCardId(mine.id);
  await as("mara").makeOwnCard(mine);
  await answer(id);
  const { cards } = await as("mara").changeOwnCard({ id: mine.id, front: "Why?", back: "So." });
  expect(cards).toMatchObject([{ id: mine.id, front: "Why?", frontHtml: "<p>Why?</p>\n", concept: { title: "The concept c-2" }, origin: mine.origin }]);
  later(11 * MINUTE_MS);
  expect((await as("mara").queue()).cards.find(({ cardId }) => cardId === id)).toMatchObject({ state: "learning", frontHtml: "<p>Why?</p>\n" });
  expect(await as("mara").removeOwnCard({ id: mine.id })).toEqual({ cards: [] });
  expect(await as("mara").removeOwnCard({ id: mine.id })).toEqual({ cards: [] });
  expect(await queueIds()).not.toContain(id);
  expect((await answer(id)).recorded).toMatchObject([{ outcome: "recorded", card: null }]);
});

test("made twice under one id it is one card, and nobody else's to change", async () => {
  const mine = card();
  await as("mara").makeOwnCard(mine);
  expect((await as("mara").makeOwnCard({ ...mine, front: "Another" })).cards).toMatchObject([{ front: mine.front }]);
  await expect(as("noor").changeOwnCard({ id: mine.id, front: "Mine", back: "now" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await as("noor").removeOwnCard({ id: mine.id });
  expect((await as("mara").ownCards()).cards).toHaveLength(1);
  await home.database.user.delete({ where: { id: "mara" } });
  expect(await home.database.ownCard.count()).toBe(0);
});

test("what is no card is refused: too long, empty, of no concept, from elsewhere, or one too many", async () => {
  const make = (more: Parameters<typeof card>[0]) => as("mara").makeOwnCard(card(more));
  await expect(make({ front: "x".repeat(OWN_FRONT_CHARS_MAX + 1) })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(make({ front: "  " })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(make({ conceptId: "nothing" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const origin of ["https://elsewhere.example/labs/", "//elsewhere.example", "javascript:alert(1)", "/teach/x", "/labs/<b>"]) await expect(make({ origin })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await home.database.ownCard.createMany({ data: Array.from({ length: OWN_CARDS_MAX }, () => ({ ...card(), userId: "mara", madeAt: new Date(now), changedAt: new Date(now) })) });
  await expect(make({})).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  const { frontHtml } = (await as("noor").makeOwnCard(card({ front: "<img src=x onerror=alert(1)> [a](javascript:alert(1))" }))).cards[0] ?? { frontHtml: "" };
  expect(frontHtml).not.toMatch(/<img|href="javascript/);
});
