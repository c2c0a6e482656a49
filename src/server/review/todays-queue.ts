import type { QueueOutput } from "@/contracts/review/review";
import { type Candidate, dayQueue, type DayQueue } from "@/domain/review/day-queue";
import { learningOrder } from "@/domain/review/learning-order";
import type { Catalog } from "../catalog/catalog";
import { cardsOf, type LearnersCards } from "./cards-of";
import { countReviews } from "./event-store";
import { getLearner, type Learner, takenAsKnown } from "./learner-store";
import { listMemories } from "./memory-store";
import { presentCard, type Showing, showingAt } from "./present-card";
import type { ReviewTools } from "./record-events";

/** What a learner has to do today, all of it, each card ready to be shown. */
export async function todaysQueue({ clock, database, catalog }: ReviewTools, userId: string): Promise<QueueOutput> {
  const now = clock();
  const [learner, theirCards] = await Promise.all([getLearner(database, userId), cardsOf(database, catalog, userId)]);
  const showing = showingAt(catalog, learner, now);
  const queue = await readQueue({ database, catalog, theirCards }, learner, showing);
  const cards = [...queue.ready, ...queue.early].flatMap(({ cardId, memory }) => {
    const card = theirCards.get(cardId);
    return card === undefined ? [] : [presentCard(card, memory, showing)];
  });
  return { now, cards, counts: queue.counts, nextDayAt: showing.nextDayAt };
}

/** How much is due, without the cards: for pages that only say so. */
export async function todaysCounts({ clock, database, catalog }: ReviewTools, userId: string): Promise<Omit<QueueOutput, "cards">> {
  const now = clock();
  const [learner, theirCards] = await Promise.all([getLearner(database, userId), cardsOf(database, catalog, userId)]);
  const showing = showingAt(catalog, learner, now);
  const { counts } = await readQueue({ database, catalog, theirCards }, learner, showing);
  return { now, counts, nextDayAt: showing.nextDayAt };
}

async function readQueue({ database, catalog, theirCards }: Omit<ReviewTools, "clock"> & { theirCards: LearnersCards }, learner: Learner, showing: Showing): Promise<DayQueue> {
  const { at, day } = showing.moment;
  const [memories, answers, known] = await Promise.all([
    listMemories(database, learner.userId),
    countReviews(database, { userId: learner.userId, fromDay: day }),
    takenAsKnown(database, learner.userId),
  ]);
  const answeredToday = new Map(
    answers
      .filter((answer) => answer.day === day && theirCards.has(answer.cardId))
      .map(({ cardId, reviews }) => [cardId, { introduced: memories.get(cardId)?.reviews === reviews }]),
  );
  const cards = learningOrder(theirCards.values(), planConcepts(catalog, learner.planId), known).map(
    ({ id, conceptId, family }): Candidate => ({ cardId: id, conceptId, family, memory: memories.get(id) ?? null }),
  );
  return dayQueue({ cards, today: day, now: at, answeredToday, newPerDay: learner.newPerDay });
}

function planConcepts(catalog: Catalog, planId: string | null): string[] {
  const plan = planId === null ? undefined : catalog.plans.get(planId);
  return plan === undefined ? [] : plan.weeks.flatMap(({ days }) => days.flatMap(({ concepts }) => concepts));
}
