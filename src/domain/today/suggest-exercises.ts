/** Which exercises are worth a learner's minutes today, and why. SPEC.md: rules SE. */
import type { StudyDay } from "../review/study-day";
import type { ExerciseMemory } from "./exercise-memory";

export interface ExerciseStanding {
  readonly id: string;
  readonly conceptId: string;
  /** Place in the order of learning. */
  readonly order: number;
  /** Null: never answered. */
  readonly memory: ExerciseMemory | null;
  /** Predicted for today, 0..1; null: never answered. */
  readonly recall: number | null;
}

export type SuggestionReason = "forgetting" | "concept-met";

export interface Suggestion {
  readonly id: string;
  readonly reason: SuggestionReason;
}

/** Exercises that come back on one day; all that is due is listed under Practice. */
export const DUE_PER_DAY = 2;

/** What is about to be forgotten, the most forgotten first. */
export const dueExercises = <T extends ExerciseStanding>(exercises: readonly T[], today: StudyDay): T[] =>
  exercises.filter(({ memory }) => memory !== null && memory.dueDay <= today).sort((a, b) => (a.recall ?? 0) - (b.recall ?? 0) || a.order - b.order);

/** At most `max`: some of what is about to be forgotten, then what was never tried and whose concept has been met on cards. */
export function suggestExercises(exercises: readonly ExerciseStanding[], metConcepts: ReadonlySet<string>, today: StudyDay, max: number): Suggestion[] {
  const untried = exercises.filter(({ memory, conceptId }) => memory === null && metConcepts.has(conceptId)).sort((a, b) => a.order - b.order);
  const cameBackToday = exercises.filter(({ memory }) => memory?.wasDue === true && memory.lastDay === today).length;

  const concepts = new Set<string>();
  const suggestions: Suggestion[] = [];
  const take = (reason: SuggestionReason, from: readonly ExerciseStanding[], most: number) => {
    let room = Math.min(most, max - suggestions.length);
    for (const { id, conceptId } of from) {
      if (room <= 0) return;
      if (concepts.has(conceptId)) continue;
      concepts.add(conceptId);
      suggestions.push({ id, reason });
      room -= 1;
    }
  };
  take("forgetting", dueExercises(exercises, today), DUE_PER_DAY - cameBackToday);
  take("concept-met", untried, max);
  return suggestions;
}
