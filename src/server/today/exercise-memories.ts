/** Which exercises a learner is about to forget. */
import type { DueExercises } from "@/contracts/today/today";
import { studyDayOf } from "@/domain/review/study-day";
import { type ExerciseAnswer, exerciseRecall, foldAnswers } from "@/domain/today/exercise-memory";
import { dueExercises, type ExerciseStanding } from "@/domain/today/suggest-exercises";
import type { CatalogExercise } from "../catalog/catalog";
import { type KnownAnswer, listKnownAnswers } from "../exercises/exercise-store";
import { getLearner, type Learner } from "../review/learner-store";
import { fsrsScheduler } from "../review/fsrs-scheduler";
import type { ReadTools } from "./learner-view";

/** Rows that the practice page bears; the others follow as these are done. */
const LISTED_MAX = 10;

export interface Remembered extends ExerciseStanding {
  readonly entry: CatalogExercise;
}

/** All exercises with what this learner's head holds of them today. */
export async function rememberedExercises({ database, catalog }: ReadTools, learner: Learner, today: number): Promise<Remembered[]> {
  const answers = new Map<string, ExerciseAnswer[]>();
  for (const answer of await listKnownAnswers(database, learner.userId)) {
    const known = answers.get(answer.exerciseId);
    if (known === undefined) answers.set(answer.exerciseId, [onStudyDay(answer, learner)]);
    else known.push(onStudyDay(answer, learner));
  }
  return [...catalog.exercises.values()].map((entry) => {
    const memory = foldAnswers(answers.get(entry.id) ?? [], learner.retention, fsrsScheduler);
    const { id, conceptId, order } = entry;
    return { id, conceptId, order, entry, memory, recall: memory === null ? null : exerciseRecall(memory, today, fsrsScheduler) };
  });
}

const onStudyDay = ({ exerciseId: _, ...answer }: KnownAnswer, { calendar }: Learner): ExerciseAnswer => ({ ...answer, day: studyDayOf(answer.at, calendar) });

/** Why an exercise comes back. */
export function backWords({ memory, recall }: Pick<Remembered, "memory" | "recall">, today: number): string {
  const daysAgo = today - (memory?.lastDay ?? today);
  const when = daysAgo === 1 ? "yesterday" : `${daysAgo} days ago`;
  const predicted = `recall is predicted at ${Math.round((recall ?? 0) * 100)}%`;
  return memory !== null && memory.lastScore < 1 ? `Missed ${when}: ${predicted}` : `About to be forgotten: right ${when}, ${predicted}`;
}

/** What is about to be forgotten, the most forgotten first, for the practice page. */
export async function dueForPractice(tools: ReadTools, userId: string): Promise<DueExercises> {
  const learner = await getLearner(tools.database, userId);
  const today = studyDayOf(tools.clock(), learner.calendar);
  const due = dueExercises(await rememberedExercises(tools, learner, today), today);
  return {
    count: due.length,
    exercises: due.slice(0, LISTED_MAX).map(({ entry: { id, conceptId, exercise }, ...standing }) => ({
      ...{ id, title: exercise.title, minutes: exercise.minutes },
      about: tools.catalog.concepts.get(conceptId)?.title ?? "",
      why: backWords(standing, today),
    })),
  };
}
