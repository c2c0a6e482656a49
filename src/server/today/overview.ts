/** What a learner finds on Today: what is due, why, and how long it takes. */
import type { OverviewOutput } from "@/contracts/today/today";
import type { StudyDay } from "@/domain/review/study-day";
import { forecast } from "@/domain/today/forecast";
import { suggestExercises } from "@/domain/today/suggest-exercises";
import { reviewsByDay } from "../review/study-numbers";
import { todaysQueue } from "../review/todays-queue";
import { backWords, rememberedExercises } from "./exercise-memories";
import { type LearnerView, type ReadTools, recallOfTopic, viewLearner, writtenTopics } from "./learner-view";
import { planOfToday, plansOf } from "./plan-of-today";
import { readPlanChoice } from "./plan-store";

const FORECAST_DAYS = 14;
const EXERCISES_MAX = 3;
/** What a card costs, roughly: enough for "about 11 minutes". */
const SECONDS_PER_REVIEW = 15;
const SECONDS_PER_NEW_CARD = 40;

export async function overview(tools: ReadTools, userId: string): Promise<OverviewOutput> {
  const { database, catalog } = tools;
  const view = await viewLearner(tools, userId);
  const { today } = view;
  const [queue, activity, exercises, choice] = await Promise.all([
    todaysQueue(tools, userId),
    reviewsByDay(database, { userId, fromDay: today - FORECAST_DAYS + 1 }),
    suggestions(tools, view),
    readPlanChoice(database, userId),
  ]);
  const { due, fresh } = queue.counts;
  return {
    today,
    // An answer taken back leaves a memory without reviews. Whoever has an exercise that comes back was here before.
    isFirstDay: exercises.length === 0 && [...view.memories.values()].every(({ reviews }) => reviews === 0),
    cards: {
      due,
      fresh,
      minutes: Math.ceil((due * SECONDS_PER_REVIEW + fresh * SECONDS_PER_NEW_CARD) / 60),
      byTopic: byTopic(queue.cards.map(({ topic }) => topic)),
    },
    exercises,
    recallByTopic: writtenTopics(catalog).map((topic) => ({ topic: { id: topic.id, title: topic.title }, ...recallOfTopic(view, topic) })),
    // Today shows what the queue will ask; siblings that it holds back come on a later day.
    forecast: forecast(view.memories.values(), today, FORECAST_DAYS).map(({ day, young, mature }) => ({ day, count: day === today ? due : young + mature })),
    activity: lastDays(today, FORECAST_DAYS).map((day) => ({ day, count: activity.get(day) ?? 0 })),
    plan: planOfToday(catalog, choice, today),
    plans: plansOf(catalog),
  };
}

const lastDays = (today: StudyDay, days: number): StudyDay[] => Array.from({ length: days }, (_, ago) => today - days + 1 + ago);

/** How many cards of each topic, the topic with most first. */
function byTopic(topics: readonly { id: string; title: string }[]): OverviewOutput["cards"]["byTopic"] {
  const counts = new Map<string, { topic: { id: string; title: string }; count: number }>();
  for (const topic of topics) counts.set(topic.id, { topic, count: (counts.get(topic.id)?.count ?? 0) + 1 });
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

async function suggestions(tools: ReadTools, { learner, today, concepts }: LearnerView): Promise<OverviewOutput["exercises"]> {
  const exercises = await rememberedExercises(tools, learner, today);
  const met = new Set([...concepts].filter(([, { reviewedCards }]) => reviewedCards > 0).map(([id]) => id));
  return suggestExercises(exercises, met, today, EXERCISES_MAX).flatMap(({ id, reason }) => {
    const found = exercises.find((exercise) => exercise.id === id);
    if (found === undefined) return [];
    const { title, minutes } = found.entry.exercise;
    const why = reason === "concept-met" ? "You have met its concept on cards; now use it" : backWords(found, today);
    return [{ id, title, about: tools.catalog.concepts.get(found.conceptId)?.title ?? "", why, minutes }];
  });
}
