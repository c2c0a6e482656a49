/** The log of reviews as the database keeps it, and the locks under which it grows. */
import { z } from "zod";
import { type Instant, instant } from "@/domain/kernel/instant";
import type { CardEvent, EventKind } from "@/domain/review/card-log";
import { RATINGS } from "@/domain/review/card-memory";
import { DAY_MS, type StudyDay } from "@/domain/review/study-day";
import type { ReviewEvent } from "@/generated/prisma/client";
import type { Database, Transaction } from "../platform/database";

type Connection = Database | Transaction;

/** An event of one learner on its way into the log. */
export interface NewEvent {
  readonly cardId: string;
  readonly event: CardEvent;
}

const Detail = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("reviewed"), rating: z.enum(RATINGS), tookMs: z.number(), retention: z.number() }),
  z.object({ kind: z.literal("undone"), undoes: z.string() }),
  z.object({ kind: z.literal("brought-forward"), reason: z.string(), day: z.number() }),
  z.object({ kind: z.enum(["suspended", "resumed", "buried"]) }),
]);

/**
 * Lets one transaction at a time touch the logs of these cards, and reads them.
 *
 * Advisory locks, because the first event of a card has no row yet that could be locked; taken in one order, so that
 * two requests never wait for each other. They end with the transaction. The logs are read in a statement of their own:
 * one that waited for a lock would still see what was there before it waited.
 */
export async function lockLogs(transaction: Transaction, userId: string, cardIds: Iterable<string>): Promise<Map<string, CardEvent[]>> {
  const cards = [...new Set(cardIds)].sort();
  const keys = cards.map((cardId) => `review ${userId} ${cardId}`);
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest(${keys}::text[]) AS key`;
  return readLogs(transaction, userId, cards);
}

/** Card and kind of those events that are in the learner's log, by id. */
export async function findEvents(
  connection: Connection,
  userId: string,
  ids: readonly string[],
): Promise<Map<string, { cardId: string; kind: EventKind }>> {
  const rows = await connection.reviewEvent.findMany({
    where: { userId, id: { in: [...ids] } },
    select: { id: true, cardId: true, kind: true },
  });
  return new Map(rows.map(({ id, cardId, kind }) => [id, { cardId, kind: kind as EventKind }]));
}

/** Appends events; one whose id is there already stays as it is. Gives back the ids that are new. */
export async function insertEvents(
  transaction: Transaction,
  { userId, receivedAt, events }: { userId: string; receivedAt: Instant; events: readonly NewEvent[] },
): Promise<Set<string>> {
  const rows = await transaction.reviewEvent.createManyAndReturn({
    data: events.map(({ cardId, event: { id, kind, at, studyDay, ...detail } }) => ({
      userId,
      id,
      cardId,
      kind,
      at: new Date(at),
      receivedAt: new Date(receivedAt),
      studyDay,
      detail,
    })),
    skipDuplicates: true,
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** The whole logs of cards, in no particular order; a card without events has an empty one. */
export async function readLogs(connection: Connection, userId: string, cardIds: Iterable<string>): Promise<Map<string, CardEvent[]>> {
  const logs = new Map<string, CardEvent[]>([...cardIds].map((cardId) => [cardId, []]));
  const rows = await connection.reviewEvent.findMany({ where: { userId, cardId: { in: [...logs.keys()] } } });
  for (const row of rows) logs.get(row.cardId)?.push(toEvent(row));
  return logs;
}

/** The whole logs of all cards that these learners answered since an instant, by learner and card. */
export async function readLogsAnsweredSince(
  connection: Connection,
  { userIds, since }: { userIds: readonly string[]; since: Instant },
): Promise<Map<string, Map<string, CardEvent[]>>> {
  const rows = await connection.$queryRaw<Omit<ReviewEvent, "receivedAt">[]>`
    SELECT log.user_id AS "userId", log.card_id AS "cardId", log.id::text AS id, log.kind, log.at, log.study_day AS "studyDay", log.detail
    FROM review_event AS log
    JOIN (SELECT DISTINCT user_id, card_id FROM review_event
          WHERE user_id = ANY(${[...userIds]}) AND kind = 'reviewed' AND at >= ${new Date(since)}) AS answered USING (user_id, card_id)`;
  const logs = new Map<string, Map<string, CardEvent[]>>(userIds.map((userId) => [userId, new Map()]));
  for (const row of rows) {
    const ofLearner = logs.get(row.userId);
    const log = ofLearner?.get(row.cardId);
    if (log === undefined) ofLearner?.set(row.cardId, [toEvent(row)]);
    else log.push(toEvent(row));
  }
  return logs;
}

/** An instant before the study day begins in any zone: with it, the index on time finds what a day needs. */
export const surelyBefore = (day: StudyDay): Date => new Date((day - 2) * DAY_MS);

export interface DayCount {
  readonly day: StudyDay;
  readonly cardId: string;
  readonly reviews: number;
}

/** Answers that count (were not undone), by study day and card. */
export async function countReviews(
  connection: Connection,
  { userId, fromDay }: { userId: string; fromDay: StudyDay },
): Promise<DayCount[]> {
  return connection.$queryRaw<DayCount[]>`
    SELECT done.study_day AS "day", done.card_id AS "cardId", count(*)::int AS "reviews"
    FROM review_event AS done
    WHERE done.user_id = ${userId} AND done.kind = 'reviewed' AND done.study_day >= ${fromDay} AND done.at >= ${surelyBefore(fromDay)}
      AND NOT EXISTS (
        SELECT FROM review_event AS undo
        WHERE undo.user_id = done.user_id AND undo.card_id = done.card_id
          AND undo.kind = 'undone' AND undo.detail ->> 'undoes' = done.id::text)
    GROUP BY done.study_day, done.card_id
    ORDER BY done.study_day, done.card_id`;
}

function toEvent({ id, at, studyDay, kind, detail }: Omit<ReviewEvent, "receivedAt">): CardEvent {
  const told = Detail.parse({ ...(detail as object), kind });
  return { id, at: instant(at.getTime()), studyDay, ...told };
}
