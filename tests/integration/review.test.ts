/** The review slice on the real database: from what a browser sends to what it is told. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RecordEventsOutput, ReviewEventInput } from "@/contracts/review/review";
import { type Instant, instant } from "@/domain/kernel/instant";
import { newMemory } from "@/domain/review/card-memory";
import type { Viewer } from "@/server/auth/viewer";
import type { Catalog } from "@/server/catalog/catalog";
import { openRunChanges } from "@/server/labs/run-changes";
import { bringCardsForward } from "@/server/review/bring-forward";
import { listMemories } from "@/server/review/memory-store";
import { reviewRouter } from "@/server/review/review-router";
import { recallByConcept, reviewsByDay } from "@/server/review/study-numbers";
import { createCallerFactory } from "@/server/trpc/init";
import { testDatabase, type TestDatabase } from "../support/database";
import { reviewCatalog, singles } from "../support/review-catalog";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MONDAY_NOON = Date.UTC(2026, 10, 16, 12);
const MONDAY = Date.UTC(2026, 10, 16) / DAY_MS;

let home: TestDatabase;
let now: Instant;
let catalog: Catalog;

beforeAll(async () => {
  home = await testDatabase();
});
afterAll(() => home.stop());
beforeEach(async () => {
  now = instant(MONDAY_NOON);
  catalog = reviewCatalog(singles(30));
  await home.database.user.deleteMany();
  for (const id of ["mara", "noor"]) await home.database.user.create({ data: { id, email: `${id}@example.org`, timeZone: "Europe/London" } });
});

const createCaller = createCallerFactory(reviewRouter);
function as(userId: string) {
  const viewer: Viewer = {
    userId, sessionId: "s", role: "learner", name: userId, email: "", timeZone: "Europe/London", rolloverHour: 4, theme: "system", letterKeys: true,
  };
  return createCaller({ viewer, clientAddress: "127.0.0.1", tools: { clock: () => now, database: home.database, catalog, bringCardsForward, runChanges: openRunChanges(() => home.url) } });
}

type Answer = Extract<ReviewEventInput, { kind: "reviewed" }>;
const answer = (cardId: string, rating: Answer["rating"] = "good", at: number = now): Answer => ({
  kind: "reviewed", id: randomUUID(), cardId, at, rating, tookMs: 3_000,
});
const undo = (target: ReviewEventInput, cardId = target.cardId): ReviewEventInput => ({
  kind: "undone", id: randomUUID(), cardId, at: now, undoes: target.id,
});
const plain = (kind: "suspended" | "resumed" | "buried", cardId: string): ReviewEventInput => ({ kind, id: randomUUID(), cardId, at: now });
const record = async (...events: ReviewEventInput[]): Promise<RecordEventsOutput["recorded"]> => (await as("mara").record({ events })).recorded;
const later = (ms: number) => (now = instant(now + ms));
const memoryOf = async (cardId: string) => (await listMemories(home.database, "mara")).get(cardId);
const queueIds = async () => (await as("mara").queue()).cards.map(({ cardId }) => cardId);
const forward = (cardIds: string[], causeId: string, reason = "A wrong answer brought this card forward") =>
  home.database.$transaction((transaction) => bringCardsForward(transaction, { userId: "mara", cardIds, reason, causeId, at: now }));

/** Learns a card into review: due on the day after tomorrow. */
async function learn(...cardIds: string[]): Promise<void> {
  await record(...cardIds.map((id) => answer(id)));
  later(10 * MINUTE_MS);
  await record(...cardIds.map((id) => answer(id)));
}

describe("a day of study", () => {
  test("new cards come up to the limit, walk through the steps, and are gone for the day", async () => {
    await home.database.user.update({ where: { id: "mara" }, data: { newPerDay: 2 } });
    const queue = await as("mara").queue();
    expect(queue.cards.map(({ cardId }) => cardId)).toEqual(["c-1.card-1", "c-2.card-1"]);
    expect(queue.counts).toEqual({ due: 0, fresh: 2, doneToday: 0 });
    expect(queue.nextDayAt).toBe(Date.UTC(2026, 10, 17, 4));
    expect(queue.cards[0]).toMatchObject({
      state: "new", topic: { title: "Consensus" }, frontHtml: "<p>Question 1 of <em>c-1</em></p>\n",
      intervals: { again: "1 min", hard: "5.5 min", good: "10 min", easy: "8 days" },
    });

    const [first] = await record(answer("c-1.card-1"));
    expect(first).toMatchObject({ outcome: "recorded", reason: null, card: { state: "learning", dueAt: now + 10 * MINUTE_MS, intervals: { good: "2 days" } } });
    const waiting = await as("mara").queue();
    expect(waiting.cards.map(({ cardId, dueAt }) => [cardId, dueAt > now])).toEqual([["c-2.card-1", false], ["c-1.card-1", true]]);
    expect(waiting.counts).toEqual({ due: 1, fresh: 1, doneToday: 0 });

    later(10 * MINUTE_MS);
    expect(await queueIds()).toEqual(["c-1.card-1", "c-2.card-1"]);
    const [second] = await record(answer("c-1.card-1"));
    expect(second?.card).toBeNull();
    expect((await as("mara").queue()).counts).toEqual({ due: 0, fresh: 1, doneToday: 1 });
    expect(await memoryOf("c-1.card-1")).toMatchObject({ phase: "review", dueDay: MONDAY + 2, reviews: 2, model: "fsrs-6.0" });
  });

  test("a review is due from the rollover hour of its day in the learner's zone, whatever the hour of the last one", async () => {
    await home.database.user.update({ where: { id: "mara" }, data: { newPerDay: 1, timeZone: "America/Los_Angeles" } });
    await learn("c-1.card-1");
    await home.database.user.update({ where: { id: "mara" }, data: { newPerDay: 0 } });
    now = instant(Date.UTC(2026, 10, 18, 11, 59));
    expect(await queueIds()).toEqual([]);
    now = instant(Date.UTC(2026, 10, 18, 12));
    expect(await queueIds()).toEqual(["c-1.card-1"]);
  });

  test("reviews of today take nothing from the new cards of today", async () => {
    await home.database.user.update({ where: { id: "mara" }, data: { newPerDay: 1 } });
    await learn("c-1.card-1");
    now = instant(MONDAY_NOON + 2 * DAY_MS);
    await record(answer("c-1.card-1"));
    expect((await as("mara").queue()).counts).toEqual({ due: 0, fresh: 1, doneToday: 1 });
  });

  test("what was answered on tomorrow's date in another zone was not answered today", async () => {
    await home.database.user.update({ where: { id: "mara" }, data: { timeZone: "Pacific/Auckland", newPerDay: 1 } });
    now = instant(Date.UTC(2026, 10, 16, 18));
    await record(answer("c-1.card-1", "easy"));
    await home.database.user.update({ where: { id: "mara" }, data: { timeZone: "America/Los_Angeles" } });
    expect((await as("mara").queue()).counts).toEqual({ due: 0, fresh: 1, doneToday: 0 });
  });

  test("the plan's concepts come before the catalogue's order", async () => {
    const day = { day: 1, title: "First", goal: "To begin with what matters", concepts: ["c-9", "c-4"] };
    const plan = { id: "month", title: "A month", summary: "", source: "", weeks: [{ week: 1, title: "One", goal: "", days: [day] }] };
    catalog = { ...catalog, plans: new Map([["month", plan]]) };
    await home.database.user.update({ where: { id: "mara" }, data: { planId: "month", newPerDay: 3 } });
    expect(await queueIds()).toEqual(["c-9.card-1", "c-4.card-1", "c-1.card-1"]);
  });

  test("siblings and families wait for another day", async () => {
    catalog = reviewCatalog([{ id: "raft", cards: [{ family: "terms" }, { family: "terms" }, {}] }, { id: "cap", cards: [{}] }]);
    expect(await queueIds()).toEqual(["raft.card-1", "cap.card-1"]);
    await learn("raft.card-1");
    expect(await queueIds()).toEqual(["cap.card-1"]);
    now = instant(MONDAY_NOON + DAY_MS);
    expect(await queueIds()).toEqual(["raft.card-2", "cap.card-1"]);
  });
});

describe("events", () => {
  test("an id counts once: sent again it is known, and gets the same card", async () => {
    const event = answer("c-1.card-1", "again");
    const [first] = await record(event);
    later(3_000);
    const [again] = await record(event);
    expect(again).toMatchObject({ outcome: "known", card: { cardId: "c-1.card-1", dueAt: first?.card?.dueAt } });
    expect(await memoryOf("c-1.card-1")).toMatchObject({ reviews: 1 });
    const [one, two] = await record(answer("c-2.card-1"), { ...event, id: event.id.toUpperCase() });
    expect([one?.outcome, two?.outcome]).toEqual(["recorded", "known"]);
    expect(await home.database.reviewEvent.count()).toBe(2);
  });

  test("the same id twice in one request counts once", async () => {
    const event = answer("c-1.card-1");
    expect((await record(event, event)).map(({ outcome }) => outcome)).toEqual(["recorded", "known"]);
    expect(await memoryOf("c-1.card-1")).toMatchObject({ reviews: 1 });
  });

  test("an undo brings the card back as it was, and an undo that overtakes its answer waits for it", async () => {
    const event = answer("c-1.card-1", "easy");
    expect((await record(event))[0]?.card).toBeNull();
    const [undone] = await record(undo(event));
    expect(undone?.card).toMatchObject({ cardId: "c-1.card-1", state: "new", intervals: { easy: "8 days" } });
    expect(await memoryOf("c-1.card-1")).toEqual(newMemory("fsrs-6.0"));

    const delayed = answer("c-2.card-1");
    expect((await record(undo(delayed)))[0]).toMatchObject({ outcome: "recorded" });
    expect((await record(delayed))[0]).toMatchObject({ outcome: "recorded" });
    expect(await memoryOf("c-2.card-1")).toEqual(newMemory("fsrs-6.0"));
    expect((await as("mara").queue()).counts).toMatchObject({ fresh: 10, doneToday: 0 });
  });

  test("a late event refolds its card: memory is what it would have been in time", async () => {
    const [first, second, third] = [answer("c-1.card-1"), answer("c-1.card-1", "good", now + 10 * MINUTE_MS), answer("c-1.card-1", "again", now + 3 * DAY_MS)];
    now = instant(MONDAY_NOON + 4 * DAY_MS);
    await record(third);
    await record(first, second);
    const late = await memoryOf("c-1.card-1");
    expect(late).toMatchObject({ phase: "relearning", lapses: 1, reviews: 3 });

    await home.database.cardMemory.deleteMany();
    await home.database.reviewEvent.deleteMany();
    await record(first, second, third);
    expect(await memoryOf("c-1.card-1")).toEqual(late);
  });

  test("[CL3] an undo after a late answer takes back that answer alone", async () => {
    const [monday, tuesday] = [answer("c-1.card-1", "easy"), answer("c-1.card-1", "again", now + DAY_MS)];
    now = instant(MONDAY_NOON + 2 * DAY_MS);
    await record(tuesday);
    await record(monday);
    await record(undo(monday));
    expect(await memoryOf("c-1.card-1")).toMatchObject({ phase: "learning", reviews: 1, lapses: 0, lastReviewDay: MONDAY + 1 });
  });

  test("times are bounded: not after now, not more than 30 days ago", async () => {
    await record(answer("c-1.card-1", "good", now + DAY_MS), answer("c-2.card-1", "good", now - 90 * DAY_MS));
    expect((await memoryOf("c-1.card-1"))?.lastReviewAt).toBe(now - 1);
    expect((await memoryOf("c-2.card-1"))?.lastReviewDay).toBe(MONDAY - 30);
  });

  test("an interrupted answer counts as long as an answer can take", async () => {
    await record({ ...answer("c-1.card-1"), tookMs: 3_600_000 });
    expect((await as("mara").cardHistory({ cardId: "c-1.card-1" })).log[0]?.tookMs).toBe(120_000);
  });

  test("who wants to remember less waits longer", async () => {
    await home.database.user.update({ where: { id: "mara" }, data: { desiredRetention: 0.8 } });
    expect((await as("mara").queue()).cards[0]?.intervals.easy).toBe("28 days");
    await record(answer("c-1.card-1", "easy"));
    expect((await memoryOf("c-1.card-1"))?.dueDay).toBe(MONDAY + 28);
  });

  test("[CL9] an event keeps the day and the retention of its time", async () => {
    await record(answer("c-1.card-1", "easy"));
    const before = await memoryOf("c-1.card-1");
    await home.database.user.update({ where: { id: "mara" }, data: { timeZone: "Pacific/Auckland", desiredRetention: 0.8 } });
    await record(plain("suspended", "c-1.card-1"));
    later(1_000);
    await record(plain("resumed", "c-1.card-1"));
    expect(await memoryOf("c-1.card-1")).toEqual(before);
  });

  test("suspended and buried cards leave the queue and come back", async () => {
    expect((await record(plain("suspended", "c-1.card-1"), plain("buried", "c-2.card-1"))).map(({ card }) => card)).toEqual([null, null]);
    expect((await queueIds()).slice(0, 2)).toEqual(["c-3.card-1", "c-4.card-1"]);
    now = instant(MONDAY_NOON + DAY_MS);
    expect((await queueIds()).slice(0, 2)).toEqual(["c-2.card-1", "c-3.card-1"]);
    const [resumed] = await record(plain("resumed", "c-1.card-1"));
    expect(resumed?.card).toBeNull();
    expect((await queueIds())[0]).toBe("c-1.card-1");
  });

  test("a card in steps is not told to come back while it is hidden, and is again when that is undone", async () => {
    await record(answer("c-1.card-1", "again"), answer("c-2.card-1", "again"));
    later(1_000);
    const hidden = [plain("suspended", "c-1.card-1"), plain("buried", "c-2.card-1")];
    expect((await record(...hidden)).map(({ card }) => card)).toEqual([null, null]);
    expect((await record(...hidden.map((event) => undo(event)))).map(({ card }) => card?.state)).toEqual(["learning", "learning"]);
  });
});

describe("refusals", () => {
  test("a card that is not taught is refused alone; with a history it is kept and not shown", async () => {
    const [refused, kept] = await record(answer("nowhere.card-1"), answer("c-1.card-1"));
    expect(refused).toMatchObject({ outcome: "refused", reason: expect.stringContaining("no longer taught"), card: null });
    expect(kept?.outcome).toBe("recorded");
    expect(await home.database.reviewEvent.count()).toBe(1);

    catalog = reviewCatalog(singles(30).slice(1));
    expect((await as("noor").record({ events: [answer("c-1.card-1")] })).recorded[0]?.outcome).toBe("refused");
    expect((await record(answer("c-1.card-1")))[0]).toMatchObject({ outcome: "recorded", card: null });
    expect(await memoryOf("c-1.card-1")).toMatchObject({ reviews: 2 });
    expect((await as("mara").queue()).counts).toMatchObject({ doneToday: 0 });
    expect(await queueIds()).not.toContain("c-1.card-1");
  });

  test("an undo of another card's answer, or of what cannot be undone, is refused", async () => {
    const event = answer("c-1.card-1");
    const resumed = plain("resumed", "c-1.card-1");
    await record(event, resumed);
    const outcomes = [...(await record(undo(event, "c-2.card-1"))), ...(await record(undo(resumed)))];
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["refused", "refused"]);
    expect(outcomes.map(({ reason }) => reason)).toEqual([expect.stringContaining("another card"), expect.stringContaining("Only an answer")]);
    expect(await home.database.reviewEvent.count()).toBe(2);
  });

  test("an id that was used for something else is refused", async () => {
    const event = answer("c-1.card-1");
    const [, other] = await record(event, { ...answer("c-2.card-1"), id: event.id });
    expect(other).toMatchObject({ outcome: "refused", reason: expect.stringContaining("earlier one") });
    expect((await record({ ...plain("buried", "c-1.card-1"), id: event.id }))[0]?.outcome).toBe("refused");
    expect((await record({ ...answer("c-3.card-1"), id: event.id }))[0]?.outcome).toBe("refused");
    expect(await memoryOf("c-1.card-1")).toMatchObject({ reviews: 1, buriedOnDay: null });
  });

  test("an undo of somebody else's answer undoes nothing", async () => {
    const event = answer("c-1.card-1", "easy");
    await record(event);
    await as("noor").record({ events: [undo(event)] });
    expect(await memoryOf("c-1.card-1")).toMatchObject({ reviews: 1 });
    expect((await as("mara").queue()).counts.doneToday).toBe(1);
  });

  test("nobody reviews without signing in", async () => {
    const nobody = createCaller({ viewer: null, clientAddress: "127.0.0.1", tools: { clock: () => now, database: home.database, catalog, bringCardsForward, runChanges: openRunChanges(() => home.url) } });
    await expect(nobody.queue()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(nobody.record({ events: [answer("c-1.card-1")] })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(nobody.cardHistory({ cardId: "c-1.card-1" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});

describe("bringing forward", () => {
  test("a card in review is due today and leads the queue, a new card leads the new ones, once per cause", async () => {
    await home.database.user.update({ where: { id: "mara" }, data: { newPerDay: 3 } });
    await learn("c-1.card-1", "c-2.card-1");
    now = instant(MONDAY_NOON + DAY_MS);
    const before = await memoryOf("c-1.card-1");
    expect(await forward(["c-1.card-1", "c-20.card-1"], "attempt 1")).toEqual(["c-1.card-1", "c-20.card-1"]);
    await forward(["c-1.card-1", "c-20.card-1"], "attempt 1");
    expect(await home.database.reviewEvent.count({ where: { kind: "brought-forward" } })).toBe(2);
    expect(await memoryOf("c-1.card-1")).toEqual({ ...before, dueDay: MONDAY + 1, forwardReason: "A wrong answer brought this card forward" });

    const { cards } = await as("mara").queue();
    expect(cards.filter(({ state }) => state === "review").map(({ cardId }) => cardId)).toEqual(["c-1.card-1"]);
    expect(cards.filter(({ state }) => state === "new")[0]).toMatchObject({ cardId: "c-20.card-1", forwardReason: expect.stringContaining("wrong answer") });
    later(1_000);
    await record(answer("c-1.card-1"));
    expect((await memoryOf("c-1.card-1"))?.forwardReason).toBeNull();
  });

  test("cards in steps, suspended cards and cards that are due already have not moved", async () => {
    await learn("c-2.card-1");
    await record(answer("c-1.card-1", "again"), plain("suspended", "c-3.card-1"));
    now = instant(MONDAY_NOON + 2 * DAY_MS);
    expect(await forward(["c-1.card-1", "c-2.card-1", "c-3.card-1"], "attempt 2")).toEqual([]);
    await home.database.user.update({ where: { id: "mara" }, data: { newPerDay: 0 } });
    expect(await queueIds()).toEqual(["c-1.card-1", "c-2.card-1"]);
    expect(await forward([], "attempt 3")).toEqual([]);
  });

  test("it is kept or dropped with the transaction of its cause", async () => {
    const doomed = home.database.$transaction(async (transaction) => {
      await bringCardsForward(transaction, { userId: "mara", cardIds: ["c-1.card-1"], reason: "r", causeId: "attempt 4", at: now });
      throw new Error("the attempt was not kept");
    });
    await expect(doomed).rejects.toThrow("the attempt was not kept");
    expect(await home.database.reviewEvent.count()).toBe(0);
    expect(await memoryOf("c-1.card-1")).toBeUndefined();
  });
});

describe("what a learner can look up", () => {
  test("the history of a card: log, memory and curve", async () => {
    await learn("c-1.card-1");
    now = instant(MONDAY_NOON + 2 * DAY_MS);
    const mistaken = answer("c-1.card-1", "again");
    await record(mistaken, undo(mistaken), answer("c-1.card-1", "hard", now + 1));
    later(DAY_MS);
    const history = await as("mara").cardHistory({ cardId: "c-1.card-1" });
    expect(history.log.map(({ kind, rating, undone }) => [kind, rating, undone])).toEqual([
      ["reviewed", "good", false], ["reviewed", "good", false], ["reviewed", "again", true], ["undone", null, false], ["reviewed", "hard", false],
    ]);
    expect(history.log.map(({ stabilityAfter }) => stabilityAfter !== null)).toEqual([true, true, false, false, true]);
    const memory = await memoryOf("c-1.card-1");
    expect(history).toMatchObject({ state: "review", suspended: false, stabilityDays: memory?.stability, difficulty: memory?.difficulty, model: "fsrs-6.0" });
    expect(history.log.at(-1)?.recallBefore).toBeCloseTo(0.9, 1);
    expect(history.recallNow).toBeLessThan(1);
    expect(history.curve[0]).toEqual({ day: 0, recall: 1 });
    expect(history.curve.at(-1)?.recall).toBeLessThan(0.9);

    expect(await as("noor").cardHistory({ cardId: "c-1.card-1" })).toMatchObject({ state: "new", log: [], curve: [], recallNow: null, model: null });
    await expect(as("mara").cardHistory({ cardId: "nowhere.card-1" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("numbers for other pages: activity and recall by concept", async () => {
    await learn("c-1.card-1", "c-2.card-1");
    now = instant(MONDAY_NOON + 2 * DAY_MS);
    const mistaken = answer("c-2.card-1", "again");
    await record(answer("c-1.card-1"), mistaken, undo(mistaken), answer("c-2.card-1", "again", now + 1));
    const span = { userId: "mara", fromDay: MONDAY - 28 };
    expect([...(await reviewsByDay(home.database, span))]).toEqual([[MONDAY, 4], [MONDAY + 2, 2]]);
    expect([...(await reviewsByDay(home.database, { ...span, fromDay: MONDAY + 1 }))]).toEqual([[MONDAY + 2, 2]]);

    const recall = recallByConcept(catalog, await listMemories(home.database, "mara"), MONDAY + 4);
    expect(recall.get("c-1")).toEqual({ recall: expect.closeTo(0.97, 1), reviewedCards: 1, cards: 1 });
    expect(recall.get("c-3")).toEqual({ recall: null, reviewedCards: 0, cards: 1 });
  });
});
