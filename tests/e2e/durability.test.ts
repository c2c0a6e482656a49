/**
 * Goal: what was acknowledged is never lost and nothing counts twice. Method: 500 answers over real HTTP, doubled and
 * reordered, from several senders at once, while the web process is killed with -9 in the middle.
 */
import { randomUUID } from "node:crypto";
import type { APIRequestContext, Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CardHistoryOutput, RecordEventsOutput } from "@/contracts/review/review";
import { random } from "@/domain/kernel/seeded-random";
import { BASE_URL, launchBrowser, newVisitor } from "./support/browser";
import { becomeLearner, mutate, query } from "./support/people";

const ANSWERS = 500;
const SENDERS = 4;
const BATCH_MAX = 7;
const SEED = 20_261_120;
const CARDS = ["raft.random-timeouts", "raft.more-up-to-date", "raft.five-or-six", "retry.one-layer", "timeout.no-default", "partial-failure.silence"];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

type Event = { kind: "reviewed"; id: string; cardId: string; at: number; rating: "good"; tookMs: number };

/** Each answer at least once, some twice, neighbours mixed up: what a bad network makes of an outbox. */
function shuffledDeliveries(events: readonly Event[]): Event[][] {
  const chance = random(SEED, "deliveries");
  const deliveries = [...events, ...events.filter(() => chance.fraction() < 0.3)];
  for (let index = deliveries.length - 1; index > 0; index -= 1) {
    const other = chance.index(index + 1);
    [deliveries[index], deliveries[other]] = [deliveries[other] as Event, deliveries[index] as Event];
  }
  const batches: Event[][] = [];
  while (deliveries.length > 0) batches.push(deliveries.splice(0, 1 + chance.index(BATCH_MAX)));
  return batches;
}

/** Sends until the server has said yes, as the outbox does; gives back what it acknowledged. */
async function deliver(request: APIRequestContext, batch: readonly Event[]): Promise<string[]> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      const { recorded } = await mutate<RecordEventsOutput>(request, "review.record", { events: batch });
      return recorded.filter(({ outcome }) => outcome !== "refused").map(({ id }) => id);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error("the server did not come back");
}

const webPid = async (request: APIRequestContext): Promise<number> => ((await (await request.get(`${BASE_URL}/api/health`)).json()) as { pid: number }).pid;

test("web is killed in the middle of 500 answers: nothing acknowledged is lost, nothing counts twice", async () => {
  const { context } = await newVisitor(browser);
  await becomeLearner(context);
  const { request } = context;
  const start = Date.now() - 3_600_000;
  const events: Event[] = Array.from({ length: ANSWERS }, (_, index) => ({
    kind: "reviewed",
    id: randomUUID(),
    cardId: CARDS[index % CARDS.length] as string,
    at: start + index * 1_000,
    rating: "good",
    tookMs: 1_000,
  }));
  const batches = shuffledDeliveries(events);
  const pid = await webPid(request);
  const killAt = Math.floor(batches.length / 2);
  const acknowledged = new Set<string>();
  let sent = 0;
  const sender = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      sent += 1;
      if (sent === killAt) process.kill(pid, "SIGKILL");
      for (const id of await deliver(request, batch)) acknowledged.add(id);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));

  expect(await webPid(request)).not.toBe(pid);
  expect(acknowledged.size).toBe(ANSWERS);
  const logged: string[] = [];
  for (const cardId of CARDS) {
    const { log } = await query<CardHistoryOutput>(request, "review.cardHistory", { cardId });
    logged.push(...log.map(({ id }) => id));
  }
  expect(logged.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
});
