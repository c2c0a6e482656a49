/** What learners do to their cards, taken into the log: once per id, in whatever order and however often it is sent. */
import type { RecordEventsOutput, ReviewEventInput } from "@/contracts/review/review";
import type { Instant } from "@/domain/kernel/instant";
import { boundTimes } from "@/domain/review/bound-times";
import { canBeUndone, type CardEvent, type EventKind, type LogStep } from "@/domain/review/card-log";
import { studyDayOf } from "@/domain/review/study-day";
import type { Catalog } from "../catalog/catalog";
import type { Clock } from "../platform/clock";
import type { Database, Transaction } from "../platform/database";
import { appendEvents, memoryAfter } from "./append-events";
import { cardsAmong, type LearnersCards } from "./cards-of";
import { findEvents, lockLogs } from "./event-store";
import { getLearner, type Learner } from "./learner-store";
import { findMemories } from "./memory-store";
import { comesBackToday, presentCard, type Showing, showingAt } from "./present-card";
import { retryTransaction } from "../platform/retry-transaction";

export interface ReviewTools {
  clock: Clock;
  database: Database;
  catalog: Catalog;
}

/** An answer that took longer was interrupted: the rest says nothing about the card. */
export const ANSWER_MS_MAX = 120_000;

type EventRefusal = "card-not-taught" | "id-used-before" | "undo-of-another-card" | "cannot-be-undone";

const REFUSAL_WORDS: Record<EventRefusal, string> = {
  "card-not-taught": "This card is no longer taught. Your answer to it was not kept; everything else was.",
  "id-used-before": "This event has the id of an earlier one and was not kept. Reload the page and answer again.",
  "undo-of-another-card": "This undo names an answer to another card. Nothing was taken back.",
  "cannot-be-undone": "Only an answer, a suspension or a burial can be taken back.",
};

type Recorded = RecordEventsOutput["recorded"];
interface Taken {
  readonly inserted: ReadonlySet<string>;
  readonly refused: ReadonlyMap<string, EventRefusal>;
  readonly logs: ReadonlyMap<string, readonly LogStep[]>;
}

/**
 * Takes in a browser's events, all or none, and says what became of each. Sent again, they change nothing and get the
 * same answer. One transaction for all of them: a request is one person's, and five statements serve a hundred cards.
 */
export async function recordEvents(
  { clock, database, catalog }: ReviewTools,
  { userId, events }: { userId: string; events: readonly ReviewEventInput[] },
): Promise<Recorded> {
  const receivedAt = clock();
  const learner = await getLearner(database, userId);
  const cards = await cardsAmong(database, catalog, userId, events.map(({ cardId }) => cardId));
  const untaught = await findUntaught(database, cards, userId, events);
  const wanted = toCardEvents(events, learner, receivedAt).filter(({ cardId }) => !untaught.has(cardId));
  const taken = await retryTransaction(database, (transaction) => takeIn(transaction, { userId, receivedAt, wanted }));
  return sayWhatBecame(events, { untaught, taken, cards, showing: showingAt(catalog, learner, receivedAt) });
}

interface Wanted {
  readonly cardId: string;
  readonly event: CardEvent;
}

/** Cards of these events that are neither taught nor one's own, and in no log of this learner. */
async function findUntaught(
  database: Database,
  cards: LearnersCards,
  userId: string,
  events: readonly ReviewEventInput[],
): Promise<Set<string>> {
  const missing = new Set(events.map(({ cardId }) => cardId).filter((cardId) => !cards.has(cardId)));
  if (missing.size === 0) return missing;
  // What was learnt before a card was retired goes on being logged, so that no answer is lost to an update.
  for (const cardId of (await findMemories(database, userId, [...missing])).keys()) missing.delete(cardId);
  return missing;
}

function toCardEvents(events: readonly ReviewEventInput[], { calendar, retention }: Learner, receivedAt: Instant): Wanted[] {
  const times = boundTimes(events.map(({ at }) => at), receivedAt);
  return events.map(({ cardId, ...told }, place) => {
    const at = times[place] ?? receivedAt;
    const head = { id: told.id, at, studyDay: studyDayOf(at, calendar) };
    if (told.kind === "reviewed") {
      const { kind, rating, tookMs } = told;
      return { cardId, event: { ...head, kind, rating, tookMs: Math.min(tookMs, ANSWER_MS_MAX), retention } };
    }
    if (told.kind === "undone") return { cardId, event: { ...head, kind: told.kind, undoes: told.undoes } };
    return { cardId, event: { ...head, kind: told.kind } };
  });
}

async function takeIn(
  transaction: Transaction,
  { userId, receivedAt, wanted }: { userId: string; receivedAt: Instant; wanted: readonly Wanted[] },
): Promise<Taken> {
  if (wanted.length === 0) return { inserted: new Set(), refused: new Map(), logs: new Map() };
  const logs = await lockLogs(transaction, userId, wanted.map(({ cardId }) => cardId));
  const known = new Map([...logs].flatMap(([cardId, log]) => log.map(({ id, kind }) => [id, { cardId, kind }] as const)));
  const elsewhere = wanted.flatMap(({ event }) => (event.kind === "undone" && !known.has(event.undoes) ? [event.undoes] : []));
  if (elsewhere.length > 0) for (const [id, found] of await findEvents(transaction, userId, elsewhere)) known.set(id, found);

  const refused = new Map<string, EventRefusal>();
  const events: Wanted[] = [];
  for (const one of wanted) {
    const refusal = findRefusal(one, known);
    if (refusal !== null) refused.set(one.event.id, refusal);
    else if (!known.has(one.event.id)) {
      events.push(one);
      known.set(one.event.id, { cardId: one.cardId, kind: one.event.kind });
    }
  }
  const appended = await appendEvents(transaction, { userId, receivedAt, events, logs });
  // Not in the log of its card and yet not new: the id belongs to an event of another card.
  for (const { event } of events) if (!appended.inserted.has(event.id)) refused.set(event.id, "id-used-before");
  return { refused, ...appended };
}

/**
 * An undo whose target has not arrived is kept and waits for it. Only the learner's own log is looked at: an id of
 * somebody else's is an id that never arrives.
 */
function findRefusal({ cardId, event }: Wanted, known: ReadonlyMap<string, { cardId: string; kind: EventKind }>): EventRefusal | null {
  const same = known.get(event.id);
  if (same !== undefined && (same.cardId !== cardId || same.kind !== event.kind)) return "id-used-before";
  if (event.kind !== "undone") return null;
  const target = known.get(event.undoes);
  if (target === undefined) return null;
  if (target.cardId !== cardId) return "undo-of-another-card";
  return canBeUndone(target.kind) ? null : "cannot-be-undone";
}

function sayWhatBecame(
  events: readonly ReviewEventInput[],
  { untaught, taken, cards, showing }: { untaught: ReadonlySet<string>; taken: Taken; cards: LearnersCards; showing: Showing },
): Recorded {
  const recorded = new Set<string>();
  return events.map(({ id, kind, cardId }) => {
    const refusal = untaught.has(cardId) ? "card-not-taught" : taken.refused.get(id);
    if (refusal !== undefined) return { id, outcome: "refused", reason: REFUSAL_WORDS[refusal], card: null };
    const isNew = taken.inserted.has(id) && !recorded.has(id);
    recorded.add(id);
    const card = cards.get(cardId);
    const memory = memoryAfter(taken.logs.get(cardId) ?? []);
    const isBack = card !== undefined && comesBackToday(memory, { wasUndone: kind === "undone" }, showing);
    return { id, outcome: isNew ? "recorded" : "known", reason: null, card: isBack ? presentCard(card, memory, showing) : null };
  });
}
