/**
 * Goal: whatever the network does, an answer that was acknowledged counts exactly once and the memory is the fold of the
 * log. Method: hundreds of events over several connections, doubled, reordered and at the same time.
 */
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ReviewEventInput } from "@/contracts/review/review";
import { type Instant, instant } from "@/domain/kernel/instant";
import { random } from "@/domain/kernel/seeded-random";
import { foldLog } from "@/domain/review/card-log";
import { RATINGS } from "@/domain/review/card-memory";
import { type Database, openDatabase } from "@/server/platform/database";
import { bringCardsForward } from "@/server/review/bring-forward";
import { readLogs } from "@/server/review/event-store";
import { fsrsScheduler } from "@/server/review/fsrs-scheduler";
import { listMemories } from "@/server/review/memory-store";
import { recordEvents } from "@/server/review/record-events";
import { isWriteConflict, retryTransaction, TRANSACTION_TRIES_MAX } from "@/server/platform/retry-transaction";
import { testDatabase, type TestDatabase } from "../support/database";
import { reviewCatalog, singles } from "../support/review-catalog";
import { shuffled } from "../support/shuffled";
import { FIRST_DAY, SimulatedLearner, zoneOn } from "../support/simulated-learner";

const NOON = instant(Date.UTC(2026, 10, 16, 12));
const MINUTE_MS = 60_000;
const userId = "mara";

let home: TestDatabase;
let connections: Database[] = [];

beforeAll(async () => {
  home = await testDatabase();
});
afterAll(() => home.stop());
beforeEach(async () => {
  await home.database.user.deleteMany();
  await home.database.user.create({ data: { id: userId, email: "mara@example.org", timeZone: "Europe/Berlin" } });
  // As many processes as devices: nothing in the memory of one may keep the other in order.
  connections = Array.from({ length: 4 }, () => openDatabase(home.url));
});
afterEach(() => Promise.all(connections.map((database) => database.$disconnect())));

/** How many PostgreSQL has ended in this database. A connection tells of its own at the latest when it closes. */
async function deadlocks(): Promise<number> {
  await Promise.all(connections.map((database) => database.$disconnect()));
  const [row] = await home.database.$queryRaw<{ deadlocks: number }[]>`SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()`;
  return row?.deadlocks ?? 0;
}

const catalog = reviewCatalog(singles(40));
const send = (database: Database, events: ReviewEventInput[], at: Instant = NOON) =>
  recordEvents({ clock: () => at, database, catalog }, { userId, events });

/** The stored memories against a fold of the stored log that was read on its own. */
async function expectMemoriesToBeFolds(): Promise<void> {
  const memories = await listMemories(home.database, userId);
  const logs = await readLogs(home.database, userId, memories.keys());
  for (const [cardId, memory] of memories) expect(memory, cardId).toEqual(foldLog(logs.get(cardId) ?? [], fsrsScheduler));
}

describe("500 answers, doubled and reordered, over four connections", () => {
  test.each([1, 8360])("seed %i: nothing is lost, nothing counts twice, each memory is its log's fold", async (seed) => {
    const chance = random(seed, "answers");
    const answers = Array.from({ length: 500 }, (_, at): ReviewEventInput => {
      const cardId = `c-${1 + chance.index(40)}.card-1`;
      const pressedAt = NOON - 20 * 86_400_000 + at * 55 * MINUTE_MS;
      return { kind: "reviewed", id: randomUUID(), cardId, at: pressedAt, rating: RATINGS[chance.index(4)] ?? "good", tookMs: 4_000 };
    });
    const undone = answers.filter(() => chance.fraction() < 0.05);
    const undos = undone.map(({ id, cardId, at }): ReviewEventInput => ({ kind: "undone", id: randomUUID(), cardId, at: at + 900, undoes: id }));
    const events = [...answers, ...undos];
    const deliveries = shuffled([...events, ...shuffled(events, chance).slice(0, 250)], chance);

    const outcomes = new Map<string, string[]>();
    const queues = connections.map((database, lane) => ({ database, mine: deliveries.filter((_, at) => at % connections.length === lane) }));
    await Promise.all(
      queues.map(async ({ database, mine }) => {
        while (mine.length > 0) {
          const batch = mine.splice(0, 1 + chance.index(12));
          for (const { id, outcome } of await send(database, batch)) outcomes.set(id, [...(outcomes.get(id) ?? []), outcome]);
        }
      }),
    );

    expect(outcomes.size).toBe(events.length);
    for (const told of outcomes.values()) expect(told.filter((outcome) => outcome === "recorded")).toHaveLength(1);
    expect(await home.database.reviewEvent.count()).toBe(events.length);
    const memories = [...(await listMemories(home.database, userId)).values()];
    expect(memories.reduce((sum, { reviews }) => sum + reviews, 0)).toBe(answers.length - undone.length);
    await expectMemoriesToBeFolds();
  });
});

describe("two devices at the same time", () => {
  const answer = (cardId: string, at: number): ReviewEventInput => ({ kind: "reviewed", id: randomUUID(), cardId, at, rating: "good", tookMs: 1 });

  test("answers to one card are all in its memory", async () => {
    const answers = Array.from({ length: 40 }, (_, at) => answer("c-1.card-1", NOON - (40 - at) * 150 * MINUTE_MS));
    await Promise.all(answers.map((event, at) => send(connections[at % 4] as Database, [event])));
    expect((await listMemories(home.database, userId)).get("c-1.card-1")?.reviews).toBe(40);
    await expectMemoriesToBeFolds();
  });

  test("requests that name the same cards in opposite order do not wait for each other", async () => {
    const cards = Array.from({ length: 20 }, (_, at) => `c-${at + 1}.card-1`);
    const rounds = Array.from({ length: 12 }, (_, round) => (round % 2 === 0 ? cards : cards.toReversed()));
    const before = await deadlocks();
    await Promise.all(rounds.map((order, round) => send(connections[round % 4] as Database, order.map((cardId) => answer(cardId, NOON - round)))));
    expect(await deadlocks()).toBe(before);
    expect([...(await listMemories(home.database, userId)).values()].every(({ reviews }) => reviews === 12)).toBe(true);
  });

  test("an answer and a wrong exercise about the same cards are both kept", async () => {
    const cards = Array.from({ length: 10 }, (_, at) => `c-${at + 1}.card-1`);
    await send(home.database, cards.map((cardId) => ({ kind: "reviewed", id: randomUUID(), cardId, at: NOON - 1_000, rating: "easy", tookMs: 1 })));
    const tries = Array.from({ length: 8 }, (_, round) => {
      const database = connections[round % 4] as Database;
      if (round % 2 === 0) return send(database, cards.map((cardId) => answer(cardId, NOON - round)));
      return retryTransaction(database, (transaction) =>
        bringCardsForward(transaction, { userId, cardIds: cards.toReversed(), reason: "A wrong answer", causeId: `attempt ${round}`, at: instant(NOON + 1) }),
      );
    });
    await Promise.all(tries);
    expect(await home.database.reviewEvent.count()).toBe(10 + 8 * 10);
    await expectMemoriesToBeFolds();
  });
});

describe("retryTransaction", () => {
  test("tries again after a deadlock, and gives up after a named number of tries", async () => {
    const [one, other] = connections as [Database, Database];
    let tries = 0;
    let meet = () => {};
    const bothHoldOne = new Promise<void>((resolve) => (meet = resolve));
    const lockBoth = (database: Database, first: number, second: number) =>
      retryTransaction(database, async (transaction) => {
        tries += 1;
        await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${first})`;
        if (tries === 2) meet();
        await bothHoldOne;
        await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${second})`;
      });
    await Promise.all([lockBoth(one, 1, 2), lockBoth(other, 2, 1)]);
    expect(tries).toBe(3);

    const conflict = Object.assign(new Error("conflict"), { code: "P2034" });
    let doomed = 0;
    const giveUp = retryTransaction(one, async () => {
      doomed += 1;
      throw conflict;
    });
    await expect(giveUp).rejects.toBe(conflict);
    expect(doomed).toBe(TRANSACTION_TRIES_MAX);
  });

  test("does not try again what failed for another reason", async () => {
    let tries = 0;
    const broken = retryTransaction(home.database, async (transaction) => {
      tries += 1;
      await transaction.$executeRaw`SELECT 1 / 0`;
    });
    const error = await broken.catch((thrown: unknown) => thrown);
    expect([tries, isWriteConflict(error)]).toEqual([1, false]);
  });
});

describe("a year through the server", () => {
  test("[CL1] [CL9] the stored rows are what the simulated learner remembers", async () => {
    const learner = SimulatedLearner.afterAYear(7);
    const cards = reviewCatalog(Array.from({ length: 60 }, (_, at) => ({ id: `c-${at}`, cards: [{}, {}, {}, {}] })));
    const byDay = new Map<number, (typeof learner.events)[number][]>();
    for (const one of learner.events) byDay.set(one.event.studyDay, [...(byDay.get(one.event.studyDay) ?? []), one]);
    for (const [day, events] of byDay) {
      await home.database.user.update({ where: { id: userId }, data: { timeZone: zoneOn(day - FIRST_DAY) } });
      const receivedAt = instant((events.at(-1)?.event.at ?? NOON) + 60_000);
      const inputs: ReviewEventInput[] = [];
      for (const { cardId, event } of events) {
        if (event.kind === "brought-forward") {
          const request = { userId, cardIds: [cardId], reason: event.reason, causeId: event.id, at: event.at };
          await home.database.$transaction((transaction) => bringCardsForward(transaction, request));
          continue;
        }
        const { studyDay: _day, ...sent } = event;
        if (sent.kind === "reviewed") inputs.push({ kind: sent.kind, id: sent.id, at: sent.at, cardId, rating: sent.rating, tookMs: sent.tookMs });
        else inputs.push({ ...sent, cardId });
      }
      await recordEvents({ clock: () => receivedAt, database: home.database, catalog: cards }, { userId, events: inputs });
    }
    expect(await home.database.reviewEvent.count()).toBe(learner.events.length);
    expect(await listMemories(home.database, userId)).toEqual(learner.memories);
  }, 600_000);
});
