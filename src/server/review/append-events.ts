import type { Instant } from "@/domain/kernel/instant";
import { type CardEvent, type LogStep, replayLog } from "@/domain/review/card-log";
import { type CardMemory, newMemory } from "@/domain/review/card-memory";
import type { Transaction } from "../platform/database";
import { insertEvents, type NewEvent } from "./event-store";
import { fsrsScheduler } from "./fsrs-scheduler";
import { saveMemories } from "./memory-store";

export interface Appended {
  /** Ids that were not in the learner's log before. */
  readonly inserted: ReadonlySet<string>;
  /** The whole logs with what was appended, replayed. */
  readonly logs: ReadonlyMap<string, readonly LogStep[]>;
}

/**
 * Appends events to a learner's logs and folds their cards anew, wherever in the logs the events belong. `logs` are of
 * all cards concerned, read under their locks (lockLogs), so that no other fold can overwrite this one with less.
 */
export async function appendEvents(
  transaction: Transaction,
  { userId, receivedAt, events, logs }: {
    userId: string;
    receivedAt: Instant;
    events: readonly NewEvent[];
    logs: ReadonlyMap<string, readonly CardEvent[]>;
  },
): Promise<Appended> {
  const inserted = events.length === 0 ? new Set<string>() : await insertEvents(transaction, { userId, receivedAt, events });
  const fresh = events.filter(({ event }) => inserted.has(event.id));
  const replayed = new Map(
    [...logs].map(([cardId, log]) => {
      const added = fresh.filter((one) => one.cardId === cardId).map(({ event }) => event);
      return [cardId, replayLog([...log, ...added], fsrsScheduler)];
    }),
  );
  const touched = new Set(fresh.map(({ cardId }) => cardId));
  if (touched.size > 0) {
    await saveMemories(transaction, userId, new Map([...touched].map((cardId) => [cardId, memoryAfter(replayed.get(cardId) ?? [])])));
  }
  return { inserted, logs: replayed };
}

/** The memory at the end of a replayed log. */
export const memoryAfter = (steps: readonly LogStep[]): CardMemory => steps.at(-1)?.after ?? newMemory(fsrsScheduler.model);
