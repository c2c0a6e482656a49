import { createHash } from "node:crypto";
import type { Instant } from "@/domain/kernel/instant";
import type { CardEvent, LogStep } from "@/domain/review/card-log";
import { studyDayOf } from "@/domain/review/study-day";
import type { Transaction } from "../platform/database";
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

function forwardEvent({ cardId, reason, causeId, at, day }: { cardId: string; reason: string; causeId: string; at: Instant; day: number }): CardEvent {
  return { id: idFrom(`${causeId} ${cardId}`), at, studyDay: day, kind: "brought-forward", reason, day };
}

function hasMoved(steps: readonly LogStep[], eventId: string): boolean {
  const step = steps.find(({ event }) => event.id === eventId);
  if (step === undefined || step.after.suspended) return false;
  const { before, after } = step;
  return before.dueDay !== after.dueDay || (after.phase === "new" && before.forwardReason === null);
}

/** A UUID (version 8, RFC 9562: a hash of our own choice) that is the same for the same words. */
function idFrom(words: string): string {
  const bytes = createHash("sha256").update(words).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
