/** Which exercises are worth a learner's minutes today, and why. */

export interface ExerciseStanding {
  readonly id: string;
  readonly conceptId: string;
  /** Place in the order of learning. */
  readonly order: number;
  /** Score of the latest attempt, 0..1; null if there was none. */
  readonly lastScore: number | null;
  readonly lastDay: number | null;
}

export type SuggestionReason = "missed" | "concept-met";

export interface Suggestion {
  readonly id: string;
  readonly reason: SuggestionReason;
}

/**
 * At most `max`: first what was missed before today (the oldest first), then exercises never tried whose
 * concept has been met on cards. Not two of one concept: variety beats drill.
 */
export function suggestExercises(
  exercises: readonly ExerciseStanding[],
  metConcepts: ReadonlySet<string>,
  today: number,
  max: number,
): Suggestion[] {
  const missed = exercises
    .filter(({ lastScore, lastDay }) => lastScore !== null && lastScore < 1 && lastDay !== null && lastDay < today)
    .sort((a, b) => (a.lastDay ?? 0) - (b.lastDay ?? 0) || a.order - b.order);
  const untried = exercises.filter(({ lastScore, conceptId }) => lastScore === null && metConcepts.has(conceptId)).sort((a, b) => a.order - b.order);

  const concepts = new Set<string>();
  const suggestions: Suggestion[] = [];
  const take = (reason: SuggestionReason) => (exercise: ExerciseStanding) => {
    if (suggestions.length >= max || concepts.has(exercise.conceptId)) return;
    concepts.add(exercise.conceptId);
    suggestions.push({ id: exercise.id, reason });
  };
  missed.forEach(take("missed"));
  untried.forEach(take("concept-met"));
  return suggestions;
}
