/** Exercises with what one learner has done with them, as lists and pages show them. */
import type { ExerciseSummary, Standing } from "@/contracts/exercises/exercises";
import { assert } from "@/domain/kernel/assert";
import type { Catalog, CatalogExercise } from "../catalog/catalog";
import type { ExerciseRecord } from "./exercise-store";

type Records = ReadonlyMap<string, ExerciseRecord>;

const standingOf = (record: ExerciseRecord | undefined): Standing =>
  record === undefined ? "open" : record.lastScore < 1 ? "missed" : "right";

/** All exercises in the order of teaching. */
export const exercisesInOrder = (catalog: Catalog): CatalogExercise[] =>
  [...catalog.exercises.values()].sort((one, other) => one.order - other.order);

export function summarise(catalog: Catalog, { id, topicId, conceptId, exercise }: CatalogExercise, records: Records): ExerciseSummary {
  const topic = catalog.topics.find((candidate) => candidate.id === topicId);
  const concept = catalog.concepts.get(conceptId);
  assert(topic !== undefined && concept !== undefined, `the catalogue has the topic and the concept of ${id}`);
  const record = records.get(id);
  return {
    id,
    type: exercise.type,
    title: exercise.title,
    topic: { id: topic.id, title: topic.title },
    concept: { id: concept.id, title: concept.title },
    difficulty: exercise.difficulty,
    minutes: exercise.minutes,
    skill: exercise.skill,
    drawn: exercise.type === "trace" || (exercise.type === "numeric" && Object.keys(exercise.draw).length > 0),
    standing: standingOf(record),
    attempts: record?.attempts ?? 0,
    bestScore: record?.bestScore ?? null,
    lastScore: record?.lastScore ?? null,
    lastAttemptAt: record?.lastAttemptAt ?? null,
  };
}

/**
 * Where to go after an exercise: the next one in the order of teaching that was never answered, from its place on and
 * round; else the next one that was missed; null when all others are right.
 */
export function nextExercise(catalog: Catalog, afterId: string, records: Records): { id: string; title: string } | null {
  const all = exercisesInOrder(catalog);
  const place = all.findIndex(({ id }) => id === afterId);
  const round = [...all.slice(place + 1), ...all.slice(0, Math.max(place, 0))];
  const ofStanding = (standing: Standing) => round.find(({ id }) => standingOf(records.get(id)) === standing);
  const next = ofStanding("open") ?? ofStanding("missed");
  return next === undefined ? null : { id: next.id, title: next.exercise.title };
}
