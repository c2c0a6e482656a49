/** Answers a second through the verbs themselves, on a real database: no HTTP, no session. */
import { randomUUID } from "node:crypto";
import { instant } from "@/domain/kernel/instant";
import { random } from "@/domain/kernel/seeded-random";
import { RATINGS } from "@/domain/review/card-memory";
import { loadCatalog } from "@/server/catalog/catalog";
import { openDatabase } from "@/server/platform/database";
import { recordEvents } from "@/server/review/record-events";
import { todaysQueue } from "@/server/review/todays-queue";
import { measure, type Timing } from "./measure";

const LEARNERS = 20;
const WARM_UP = 100;
const QUEUES = 200;
const HOUR_MS = 3_600_000;
const SEED = 1;

export interface InProcessResult {
  /** One answer a request, as a browser with a network sends them. */
  readonly answers: Timing;
  /** The whole day's queue, every card rendered. */
  readonly queues: Timing;
}

export async function benchInProcess(url: string, { count, parallel }: { count: number; parallel: number }): Promise<InProcessResult> {
  const database = openDatabase(url);
  const catalog = loadCatalog();
  const cardIds = [...catalog.cards.keys()];
  const learners = Array.from({ length: LEARNERS }, (_, at) => `bench-${at}`);
  const chance = random(SEED, "bench");
  const startAt = Date.UTC(2026, 0, 5, 9);
  try {
    await database.user.createMany({ data: learners.map((id) => ({ id, email: `${id}@bench.invalid`, timeZone: "Europe/Berlin" })) });
    const answer = async (number: number) => {
      const at = instant(startAt + number * HOUR_MS);
      const cardId = cardIds[chance.index(cardIds.length)] ?? "";
      const rating = RATINGS[chance.index(RATINGS.length)] ?? "good";
      const event = { kind: "reviewed", id: randomUUID(), cardId, at, rating, tookMs: 5_000 } as const;
      await recordEvents({ clock: () => at, database, catalog }, { userId: learners[number % LEARNERS] ?? "", events: [event] });
    };
    await measure(WARM_UP, parallel, answer);
    const answers = await measure(count, parallel, (number) => answer(WARM_UP + number));
    const now = instant(startAt + (WARM_UP + count) * HOUR_MS);
    const queues = await measure(QUEUES, parallel, async (number) => {
      await todaysQueue({ clock: () => now, database, catalog }, learners[number % LEARNERS] ?? "");
    });
    return { answers, queues };
  } finally {
    await database.$disconnect();
  }
}
