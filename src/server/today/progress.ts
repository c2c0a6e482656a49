/** Numbers of one learner's study, each with its base. */
import type { ProgressOutput } from "@/contracts/today/today";
import { meanOf, medianOf, shareOf } from "@/domain/kernel/statistics";
import { replayLog } from "@/domain/review/card-log";
import { predictionsIn, ratingsIn, timeByDay } from "@/domain/review/predictions";
import { calibrate } from "@/domain/today/calibration";
import { forecast } from "@/domain/today/forecast";
import type { Catalog } from "../catalog/catalog";
import { readLogs } from "../review/event-store";
import { fsrsScheduler } from "../review/fsrs-scheduler";
import { reviewsByDay } from "../review/study-numbers";
import { type LearnerView, type ReadTools, recallOfTopic, viewLearner, writtenTopics } from "./learner-view";
import { attemptTotals } from "./progress-store";

const RETENTION_DAYS = 30;
const FORECAST_DAYS = 30;
const ACTIVITY_DAYS = 182;
/** A topic stands on another from this many prerequisites on: fewer are chance. */
const PREREQUISITES_MIN = 2;

export async function progress(tools: ReadTools, userId: string): Promise<ProgressOutput> {
  const { database, catalog } = tools;
  const view = await viewLearner(tools, userId);
  const { today, memories } = view;
  const fromDay = today - ACTIVITY_DAYS + 1;
  const [logsByCard, activity, exercisesRight] = await Promise.all([
    readLogs(database, userId, memories.keys()),
    reviewsByDay(database, { userId, fromDay }),
    attemptTotals(database, userId),
  ]);
  const logs = [...logsByCard.values()].map((log) => replayLog(log, fsrsScheduler));
  const minutes = [...timeByDay(logs, fromDay).values()].map((ms) => ms / 60_000);
  const metCount = [...view.concepts.values()].filter(({ reviewedCards }) => reviewedCards > 0).length;
  return {
    today,
    conceptsSeen: metCount,
    conceptsWritten: catalog.concepts.size,
    retention: retentionOf(predictionsIn(logs, today - RETENTION_DAYS + 1, fsrsScheduler)),
    exercisesRight,
    minutesPerDayMedian: medianOf(minutes),
    forecast: forecast(memories.values(), today, FORECAST_DAYS),
    activity: [...activity].map(([day, count]) => ({ day, count })),
    answers: ratingsIn(logs, fromDay),
    calibration: calibrate(predictionsIn(logs, fromDay, fsrsScheduler)).map(({ predicted, share, low, high, base }) => ({
      predicted,
      observed: share,
      low,
      high,
      reviews: base,
    })),
    topics: topicsOf(catalog, view),
  };
}

function retentionOf(predictions: ReturnType<typeof predictionsIn>): ProgressOutput["retention"] {
  const observed = shareOf(predictions.filter(({ recalled }) => recalled).length, predictions.length);
  return {
    reviews: predictions.length,
    observed: observed?.share ?? null,
    predicted: meanOf(predictions.map(({ predicted }) => predicted)),
    low: observed?.low ?? null,
    high: observed?.high ?? null,
  };
}

function topicsOf(catalog: Catalog, view: LearnerView): ProgressOutput["topics"] {
  const topics = writtenTopics(catalog);
  const written = new Set(topics.map(({ id }) => id));
  return topics.map((topic) => ({
    topic: { id: topic.id, title: topic.title },
    ...recallOfTopic(view, topic),
    standsOn: prerequisiteTopics(catalog, topic.id).filter((id) => written.has(id)),
  }));
}

/** Topics whose concepts are required by concepts of this one; of two that require each other, the one taught first. */
function prerequisiteTopics({ inventory, topics }: Catalog, topicId: string): string[] {
  const orderOf = new Map(topics.map(({ id, order }) => [id, order]));
  const counts = new Map<string, number>();
  for (const row of inventory.values()) {
    if (row.topic !== topicId) continue;
    for (const required of row.requires) {
      const other = inventory.get(required)?.topic;
      if (other !== undefined) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  const isEarlier = (id: string) => (orderOf.get(id) ?? 0) < (orderOf.get(topicId) ?? 0);
  return [...counts].filter(([id, count]) => count >= PREREQUISITES_MIN && isEarlier(id)).map(([id]) => id);
}
