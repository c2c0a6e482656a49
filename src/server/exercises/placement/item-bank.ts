/** The questions that a placement may ask, and the concepts that it speaks of. */
import type { Exercise } from "@/domain/exercises/exercise";
import type { Candidate } from "@/domain/exercises/placement/choose-question";
import type { PlacedConcept } from "@/domain/exercises/placement/place";
import { levelOf } from "@/domain/exercises/placement/rasch";
import type { Catalog } from "../../catalog/catalog";

const MINUTES_MAX = 3;
/** Types that are graded at once, without a drawing or a text to read. */
const TYPES: readonly Exercise["type"][] = ["mcq", "multi", "order", "match", "numeric", "cloze", "scenario", "trace"];
/** A concept without exercises is taken to be of middle difficulty. */
const MIDDLE = 3;

export interface ItemBank {
  readonly candidates: readonly Candidate[];
  /** In the order of learning */
  readonly concepts: readonly PlacedConcept[];
}

export function itemBank({ concepts, exercises }: Catalog): ItemBank {
  const reached = new Map<string, Set<string>>();
  for (const { id, requires } of concepts.values()) reached.set(id, new Set(requires.flatMap((below) => [below, ...(reached.get(below) ?? [])])));
  const candidates = [...exercises.values()].flatMap(({ id, conceptId, topicId, exercise }): Candidate[] => {
    const isAsked = TYPES.includes(exercise.type) && exercise.minutes <= MINUTES_MAX && concepts.get(conceptId)?.tier !== "reference";
    return isAsked ? [{ exerciseId: id, conceptId, topicId, level: levelOf(exercise.difficulty), guess: guessOf(exercise), standsOn: reached.get(conceptId)?.size ?? 0 }] : [];
  });
  return {
    candidates,
    concepts: [...concepts.values()].map(({ id, topicId, requires, exerciseIds }) => {
      const forecasts = exerciseIds.flatMap((exerciseId) => exercises.get(exerciseId)?.exercise.difficulty ?? []);
      const difficulty = forecasts.length === 0 ? MIDDLE : forecasts.reduce((sum, each) => sum + each, 0) / forecasts.length;
      return { id, topicId, requires, level: levelOf(difficulty) };
    }),
  };
}

const guessOf = (exercise: Exercise): number => (exercise.type === "mcq" ? 1 / exercise.options.length : 0);
