/** A graded answer as its learner may see it: from here on the key is no secret. */
import type { AnswerKey, AttemptView, Feedback } from "@/contracts/exercises/exercises";
import type { AnsweredView, Exercise, Reading } from "@/domain/exercises/exercise";
import { formatNumber } from "@/domain/exercises/format-number";
import { grade } from "@/domain/exercises/grade";
import { answeredView, publicVariant } from "@/domain/exercises/public-variant";
import { readingText } from "@/domain/exercises/read-number";
import { assert } from "@/domain/kernel/assert";
import type { Catalog, CatalogExercise } from "../catalog/catalog";
import { renderCloze, renderInline, renderMarkdown } from "../catalog/render";
import { toReference } from "../catalog/to-reference";
import type { ExerciseRecord, StoredAttempt, StoredVariant } from "./exercise-store";
import { publicParts } from "./public-parts";
import { redraw } from "./seeds";
import { shortNumber } from "./short-number";
import { nextExercise, summarise } from "./summaries";
import { verdictHeading } from "./verdict-heading";

/** From this ratio between the farthest points on, a linear number line would press one end together. */
const LINEAR_RATIO_MAX = 20;

interface GradedAnswer {
  attempt: StoredAttempt;
  variant: StoredVariant;
}

/** What is shown of an attempt. If the exercise was rewritten since, only what was said then. */
export function viewAttempt(catalog: Catalog, graded: GradedAnswer, records: ReadonlyMap<string, ExerciseRecord>): AttemptView {
  const { attempt, variant } = graded;
  const entry = catalog.exercises.get(attempt.exerciseId);
  if (entry !== undefined && entry.contentHash === variant.contentHash) {
    return { state: "whole", feedback: feedbackOf(catalog, entry, graded, records) };
  }
  return {
    state: "changed",
    attemptId: attempt.id,
    exercise: entry === undefined ? null : { id: entry.id, title: entry.exercise.title },
    at: attempt.at,
    score: attempt.score,
    saidHtml: attempt.mistakes.map(({ say }) => renderInline(say)),
  };
}

function feedbackOf(
  catalog: Catalog,
  entry: CatalogExercise,
  { attempt, variant: stored }: GradedAnswer,
  records: ReadonlyMap<string, ExerciseRecord>,
): Feedback {
  const { exercise } = entry;
  const variant = redraw(exercise, stored.seed);
  const verdict = grade(exercise, variant, attempt.answer);
  assert(verdict.ok, `attempt ${attempt.id} could be graded once`);
  const answered = answeredView(exercise, variant);
  return {
    attemptId: attempt.id,
    variantId: attempt.variantId,
    exercise: summarise(catalog, entry, records),
    ...publicParts(publicVariant(exercise, variant)),
    answer: attempt.answer,
    at: attempt.at,
    score: attempt.score,
    verdict: verdictHeading(exercise.type, verdict.value),
    mistakes: attempt.mistakes.map(({ keys, say }) => ({ keys, sayHtml: renderInline(say) })),
    explainHtml: renderMarkdown(answered.explain),
    key: keyOf(exercise, answered, verdict.value.reading),
    references: entry.references.map(toReference),
    broughtForward: attempt.brought.flatMap((cardId) => broughtCard(catalog, cardId)),
    next: nextExercise(catalog, entry.id, records),
  };
}

function keyOf(exercise: Exercise, view: AnsweredView, reading: Reading | null): AnswerKey {
  switch (view.type) {
    case "mcq":
    case "multi":
      return { type: view.type, right: view.options.filter(({ right }) => right).map(({ key }) => key) };
    case "order":
      return {
        type: "order",
        sequence: [...view.sequence],
        before: view.before.map(([first, second]) => [first, second]),
        unused: view.unused.map(({ key }) => key),
      };
    case "match":
      return { type: "match", pairs: { ...view.pairs } };
    case "numeric":
      return {
        type: "numeric",
        unit: view.unit,
        value: view.truth,
        valueText: shortNumber(view.truth, (view.to - view.from) / 2),
        given: reading?.value ?? null,
        givenText: reading === null ? null : formatNumber(reading.value),
        readingText: reading === null ? null : readingText(reading),
        from: view.from,
        to: view.to,
        scale: scaleOf(exercise, [view.from, view.to, reading?.value ?? view.truth]),
      };
  }
}

/** Estimates are judged by factors, so their line is logarithmic; other lines are when the points lie far apart. */
function scaleOf(exercise: Exercise, points: readonly number[]): "linear" | "log" {
  const lowest = Math.min(...points);
  if (lowest <= 0) return "linear";
  const isEstimate = exercise.type === "numeric" && exercise.credit.kind === "log";
  return isEstimate || Math.max(...points) / lowest > LINEAR_RATIO_MAX ? "log" : "linear";
}

/** Empty for a card that was retired since. */
function broughtCard(catalog: Catalog, cardId: string): Feedback["broughtForward"] {
  const card = catalog.cards.get(cardId);
  const concept = card === undefined ? undefined : catalog.concepts.get(card.conceptId);
  if (card === undefined || concept === undefined) return [];
  const frontHtml = card.kind === "cloze" ? renderCloze(card.text, "question") : renderInline(card.front);
  return [{ cardId, frontHtml, concept: { id: concept.id, title: concept.title } }];
}
