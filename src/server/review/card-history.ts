import type { CardHistoryOutput } from "@/contracts/review/review";
import { err, ok, type Result } from "@/domain/kernel/result";
import { type LogStep, replayLog } from "@/domain/review/card-log";
import type { CardMemory } from "@/domain/review/card-memory";
import { recallOn } from "@/domain/review/scheduler";
import { startOfStudyDay, studyDayOf } from "@/domain/review/study-day";
import { memoryAfter } from "./append-events";
import { cardsAmong } from "./cards-of";
import { readLogs } from "./event-store";
import { fsrsScheduler } from "./fsrs-scheduler";
import { getLearner } from "./learner-store";
import { faces } from "./present-card";
import type { ReviewTools } from "./record-events";

/** The curve is drawn to where it has clearly fallen, in this many steps. */
const CURVE_POINTS = 60;
const CURVE_STABILITIES = 3;

/** Why a card comes when it comes: its log replayed, its memory, its forgetting curve. */
export async function cardHistory(
  { clock, database, catalog }: ReviewTools,
  { userId, cardId }: { userId: string; cardId: string },
): Promise<Result<CardHistoryOutput, { code: "no-such-card" }>> {
  const card = (await cardsAmong(database, catalog, userId, [cardId])).get(cardId);
  if (card === undefined) return err({ code: "no-such-card" });
  const { calendar, retention } = await getLearner(database, userId);
  const today = studyDayOf(clock(), calendar);
  const log = (await readLogs(database, userId, [cardId])).get(cardId) ?? [];
  const steps = replayLog(log, fsrsScheduler);
  const memory = memoryAfter(steps);
  const isKnown = memory.reviews > 0;
  return ok({
    cardId,
    frontHtml: faces(card).frontHtml,
    concept: { id: card.conceptId, title: catalog.concepts.get(card.conceptId)?.title ?? card.conceptId },
    state: memory.phase,
    suspended: memory.suspended,
    stabilityDays: isKnown ? memory.stability : null,
    difficulty: isKnown ? memory.difficulty : null,
    recallNow: recallOn(memory, today, fsrsScheduler),
    desiredRetention: retention,
    dueAt: memory.dueDay === null ? memory.dueAt : startOfStudyDay(memory.dueDay, calendar),
    model: isKnown ? memory.model : null,
    log: steps.map(toLogEntry),
    curve: isKnown ? forgettingCurve(memory, today) : [],
  });
}

function toLogEntry({ event, undone, before, after }: LogStep): CardHistoryOutput["log"][number] {
  const answer = event.kind === "reviewed" ? event : null;
  const counts = answer !== null && !undone;
  return {
    id: event.id,
    kind: event.kind,
    at: event.at,
    rating: answer?.rating ?? null,
    tookMs: answer?.tookMs ?? null,
    undone,
    reason: event.kind === "brought-forward" ? event.reason : null,
    stabilityAfter: counts ? after.stability : null,
    difficultyAfter: counts ? after.difficulty : null,
    recallBefore: counts ? recallOn(before, event.studyDay, fsrsScheduler) : null,
  };
}

/** From the last review on, past today and past the due day. */
function forgettingCurve({ stability, lastReviewDay, dueDay }: CardMemory, today: number): CardHistoryOutput["curve"] {
  const since = (day: number) => day - (lastReviewDay ?? today);
  const lastDay = Math.max(1, stability * CURVE_STABILITIES, since(today), since(dueDay ?? today));
  return Array.from({ length: CURVE_POINTS + 1 }, (_, point) => {
    const day = (lastDay * point) / CURVE_POINTS;
    return { day, recall: fsrsScheduler.recall(stability, day) };
  });
}
