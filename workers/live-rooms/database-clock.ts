/**
 * The database's time, without asking it each time. An answer that took r ms gives the time to within r/2; of several the
 * one that took least counts (minimum round trip, as in NTP's clock filter).
 */
import { instant } from "@/domain/kernel/instant";
import { databaseTime } from "@/server/interviews/room-home-store";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/database";
import { log } from "@/server/platform/log";

const SAMPLES = 5;
const SYNC_MS = 60_000;

export interface DatabaseClock {
  readonly now: Clock;
  readonly close: () => void;
}

/** Resolves when the offset is known. From then on it is measured again every minute. */
export async function openDatabaseClock(database: Database): Promise<DatabaseClock> {
  let offsetMs = await measureOffset(database);
  const timer = setInterval(() => {
    measureOffset(database).then(
      (measured) => (offsetMs = measured),
      (error: unknown) => log().warn({ err: error }, "the database's time is not known anew"),
    );
  }, SYNC_MS);
  timer.unref();
  return { now: () => instant(Math.round(performance.now() + offsetMs)), close: () => clearInterval(timer) };
}

async function measureOffset(database: Database): Promise<number> {
  let best = { tripMs: Infinity, offsetMs: 0 };
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const askedAt = performance.now();
    const serverMs = await databaseTime(database);
    const answeredAt = performance.now();
    const tripMs = answeredAt - askedAt;
    if (tripMs < best.tripMs) best = { tripMs, offsetMs: serverMs - (askedAt + answeredAt) / 2 };
  }
  return best.offsetMs;
}
