/** What the front page shows: one card's life, one card, one exercise with a mistake, all from the real parts. */
import type { LandingOutput } from "@/contracts/today/landing";
import { assert } from "@/domain/kernel/assert";
import { drawVariant } from "@/domain/exercises/draw-variant";
import { fullBand } from "@/domain/exercises/credit";
import { formatNumber } from "@/domain/exercises/format-number";
import { grade } from "@/domain/exercises/grade";
import { compileNumeric, mistakeValues } from "@/domain/exercises/numeric-program";
import { publicVariant } from "@/domain/exercises/public-variant";
import type { Exercise, NumericExercise } from "@/domain/exercises/exercise";
import type { Rating } from "@/domain/review/card-memory";
import { newMemory } from "@/domain/review/card-memory";
import { intervalWords } from "@/domain/review/interval-words";
import { previewWaits } from "@/domain/review/review-card";
import { instant } from "@/domain/kernel/instant";
import { memoryStory } from "@/domain/today/memory-story";
import type { Catalog } from "../catalog/catalog";
import { renderMarkdown } from "../catalog/render";
import { fsrsScheduler } from "../review/fsrs-scheduler";
import { faces } from "../review/present-card";

const RETENTION = 0.9;
const STORY: readonly Rating[] = ["good", "good", "again", "good", "good"];
/** The seed of the shown variant is fixed, so that it does not change under a visitor's eyes. */
const SEED = "front page";
/** Shown if the catalogue has them; else the first of their kind. */
const CARD = "raft.random-timeouts";
const EXERCISE = "retry.x-bottom";

/** Throws if the catalogue has no card or no numeric exercise with a mistake: the content check refuses that already. */
export function landing(catalog: Catalog): LandingOutput {
  return { memory: shownMemory(), card: shownCard(catalog), exercise: shownExercise(catalog), counts: countsOf(catalog) };
}

function shownMemory(): LandingOutput["memory"] {
  const { curve, unreviewed, reviews } = memoryStory(STORY, RETENTION, fsrsScheduler);
  return {
    curve: [...curve],
    unreviewed: [...unreviewed],
    reviews: reviews.map(({ day, rating, recallBefore, intervalDays }) => ({
      day,
      rating,
      recallBefore,
      words: `back in ${intervalWords({ unit: "days", days: intervalDays })}`,
    })),
    desiredRetention: RETENTION,
  };
}

function shownCard(catalog: Catalog): LandingOutput["card"] {
  const card = catalog.cards.get(CARD) ?? [...catalog.cards.values()][0];
  assert(card !== undefined, "there is a card to show");
  // As it looks in its second week: in review, recalled, due today.
  const [first, second] = memoryStory(["good", "good"], RETENTION, fsrsScheduler).reviews;
  const trace = fsrsScheduler.next(fsrsScheduler.next(null, 0, "good"), first?.intervalDays ?? 1, "good");
  const memory = { ...newMemory(fsrsScheduler.model), ...trace, phase: "review" as const, reviews: 2, lastReviewDay: 0, dueDay: second?.intervalDays ?? 1 };
  const waits = previewWaits(memory, { at: instant(0), day: memory.dueDay, retention: RETENTION }, fsrsScheduler);
  return {
    topic: catalog.topics.find(({ id }) => id === card.topicId)?.title ?? "",
    concept: catalog.concepts.get(card.conceptId)?.title ?? "",
    frontHtml: faces(card).frontHtml,
    intervals: { again: intervalWords(waits.again), hard: intervalWords(waits.hard), good: intervalWords(waits.good), easy: intervalWords(waits.easy) },
  };
}

const isNumeric = (exercise: Exercise | undefined): exercise is NumericExercise => exercise?.type === "numeric";

function shownExercise(catalog: Catalog): LandingOutput["exercise"] {
  const preferred = catalog.exercises.get(EXERCISE)?.exercise;
  const exercise = isNumeric(preferred) ? preferred : [...catalog.exercises.values()].map((entry) => entry.exercise).find(isNumeric);
  assert(exercise !== undefined, "there is a numeric exercise to show");
  const variant = drawVariant(exercise, SEED);
  const program = compileNumeric(exercise);
  assert(variant.ok && program.ok, "an exercise of the catalogue can be drawn");
  const given = mistakeValues(program.value, variant.value).find((value) => value !== null);
  assert(given !== undefined && given !== null, "an exercise of the catalogue has a mistake that is a number");
  const verdict = grade(exercise, variant.value, { type: "numeric", text: String(given) });
  assert(verdict.ok, "a number can be graded");
  const { truth } = variant.value;
  return {
    title: exercise.title,
    promptHtml: renderMarkdown(publicVariant(exercise, variant.value).prompt),
    value: truth,
    valueText: formatNumber(truth),
    unit: exercise.answer.unit,
    ...fullBand(exercise.credit, truth),
    given,
    givenText: formatNumber(given),
    say: verdict.value.mistakes[0]?.say ?? "",
  };
}

function countsOf(catalog: Catalog): LandingOutput["counts"] {
  const concepts = [...catalog.concepts.values()];
  const references = concepts.flatMap((concept) => concept.references);
  return {
    concepts: concepts.length,
    listed: catalog.inventory.size,
    cards: catalog.cards.size,
    exercises: catalog.exercises.size,
    cautions: concepts.filter(({ caution }) => caution !== null).length,
    citations: references.length,
    unverified: references.filter(({ checked }) => checked === "none").length,
  };
}
