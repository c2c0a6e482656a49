import type { Instant } from "@/domain/kernel/instant";
import type { CardEvent, LogStep } from "@/domain/review/card-log";
import { studyDayOf } from "@/domain/review/study-day";
import type { Transaction } from "../platform/database";
import { uuidFromWords } from "../platform/uuid-from-words";
import { appendEvents } from "./append-events";
import { lockLogs } from "./event-store";
import { getLearner } from "./learner-store";

export interface BringForwardRequest {
  readonly userId: string;
  readonly cardIds: readonly string[];
  /** In words, for the learner who meets the card. */
  readonly reason: string;
  /** What caused it: the same cause moves a card once, however often it is told. */
  readonly causeId: string;
  readonly at: Instant;
}

/**
 * Makes cards due today, in the transaction of what caused it. Gives back the ids of the cards that moved: cards that
 * were due later, and new ones. A card that is due already only gets the reason; suspended cards and cards in steps
 * stay where they are. The caller tries its transaction again after a deadlock.
 */
export async function bringCardsForward(
  transaction: Transaction,
  { userId, cardIds, reason, causeId, at }: BringForwardRequest,
): Promise<string[]> {
  const cards = [...new Set(cardIds)];
  if (cards.length === 0) return [];
  const { calendar } = await getLearner(transaction, userId);
  const day = studyDayOf(at, calendar);
  const logs = await lockLogs(transaction, userId, cards);
  const events = cards.map((cardId) => ({ cardId, event: forwardEvent({ cardId, reason, causeId, at, day }) }));
  const appended = await appendEvents(transaction, { userId, receivedAt: at, events, logs });
  return events.filter(({ cardId, event }) => hasMoved(appended.logs.get(cardId) ?? [], event.id)).map(({ cardId }) => cardId);
}

/** The event that makes a card due on a day: the same cause makes the same event. */
export function forwardEvent({ cardId, reason, causeId, at, day }: { cardId: string; reason: string; causeId: string; at: Instant; day: number }): CardEvent {
  return { id: uuidFromWords(`${causeId} ${cardId}`), at, studyDay: day, kind: "brought-forward", reason, day };
}

/** Whether the event moved its card: to an earlier day, or a new card to the front. */
export function hasMoved(steps: readonly LogStep[], eventId: string): boolean {
  const step = steps.find(({ event }) => event.id === eventId);
  if (step === undefined || step.after.suspended) return false;
  const { before, after } = step;
  return before.dueDay !== after.dueDay || (after.phase === "new" && before.forwardReason === null);
}
