/** A graded answer as its learner may see it: from here on the key is no secret. */
import type { AttemptView, Feedback } from "@/contracts/exercises/exercises";
import type { ExerciseType } from "@/domain/exercises/exercise";
import { grade } from "@/domain/exercises/grade";
import { answeredView, publicVariant } from "@/domain/exercises/public-variant";
import { assert } from "@/domain/kernel/assert";
import type { Catalog, CatalogExercise } from "../catalog/catalog";
import { renderCloze, renderInline, renderMarkdown } from "../catalog/render";
import { toReference } from "../catalog/to-reference";
import { answerKeyOf } from "./answer-key";
import type { ExerciseRecord, StoredAttempt, StoredVariant } from "./exercise-store";
import { publicParts } from "./public-parts";
import { redraw, variantToday } from "./seeds";
import { nextExercise, summarise } from "./summaries";
import { verdictHeading } from "./verdict-heading";

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
    credit: attempt.credit,
    saidHtml: attempt.mistakes.map(({ say }) => renderInline(say)),
  };
}

/** Types whose words for a mistake speak of the mistake alone; those of others name what would have been right. */
const SPEAKS_OF_MISTAKE: ReadonlySet<ExerciseType> = new Set<ExerciseType>(["mcq", "scenario", "numeric", "trace"]);

/** What is shown of an attempt while further ones are left: how much was right, and no key. */
export function viewVerdict(catalog: Catalog, graded: GradedAnswer): AttemptView {
  const { attempt, variant: stored } = graded;
  const entry = catalog.exercises.get(attempt.exerciseId);
  const variant = entry === undefined ? null : variantToday(entry, stored);
  const verdict = entry === undefined || variant === null ? null : grade(entry.exercise, variant, attempt.answer);
  if (entry === undefined || verdict === null || !verdict.ok) return viewAttempt(catalog, graded, new Map());
  const { exercise } = entry;
  return {
    state: "verdict",
    attemptId: attempt.id,
    exercise: { id: entry.id, title: exercise.title },
    at: attempt.at,
    credit: attempt.credit,
    creditText: costText(attempt),
    verdict: verdictHeading(exercise.type, verdict.value),
    saidHtml: SPEAKS_OF_MISTAKE.has(exercise.type) ? attempt.mistakes.map(({ say }) => renderInline(say)) : [],
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
    credit: attempt.credit,
    creditText: costText(attempt),
    verdict: verdictHeading(exercise.type, verdict.value),
    mistakes: attempt.mistakes.map(({ keys, say }) => ({ keys, sayHtml: renderInline(say) })),
    explainHtml: renderMarkdown(answered.explain),
    key: answerKeyOf({ exercise, variant, answer: attempt.answer, verdict: verdict.value }, answered),
    references: entry.references.map(toReference),
    broughtForward: attempt.brought.flatMap((cardId) => broughtCard(catalog, cardId)),
    next: nextExercise(catalog, entry.id, records),
  };
}

/** Why an answer counts less than what was right of it. */
function costText({ score, credit, hints, number }: StoredAttempt): string | null {
  if (credit === score) return null;
  const costs = [...(number > 1 ? [`attempt ${number}`] : []), ...(hints > 0 ? [hints === 1 ? "a hint" : `${hints} hints`] : [])];
  return `${Math.round(score * 100)}% right, less what ${costs.join(" and ")} cost`;
}

/** Empty for a card that was retired since. */
function broughtCard(catalog: Catalog, cardId: string): Feedback["broughtForward"] {
  const card = catalog.cards.get(cardId);
  const concept = card === undefined ? undefined : catalog.concepts.get(card.conceptId);
  if (card === undefined || concept === undefined) return [];
  const frontHtml = card.kind === "cloze" ? renderCloze(card.text, "question") : renderInline(card.front);
  return [{ cardId, frontHtml, concept: { id: concept.id, title: concept.title } }];
}
