/** A placement as its learner sees it: the open question without its answer, and what the last one came to. */
import type { PlacementOffer, PlacementResult, PlacementState } from "@/contracts/exercises/placement";
import { QUESTIONS_MAX } from "@/domain/exercises/placement/choose-question";
import { place as placeLearner, type Placement } from "@/domain/exercises/placement/place";
import type { Ability } from "@/domain/exercises/placement/rasch";
import { publicVariant } from "@/domain/exercises/public-variant";
import type { Catalog } from "../../catalog/catalog";
import { publicParts } from "../public-parts";
import { redraw } from "../seeds";
import { summarise } from "../summaries";
import { itemBank } from "./item-bank";
import { readPlacements, type StoredPlacement } from "./placement-store";
import { answersOf, type PlacementTools } from "./sit-placement";

export async function viewPlacement({ database, catalog }: Omit<PlacementTools, "clock">, userId: string): Promise<PlacementState> {
  const { running, finished } = await readPlacements(database, userId);
  return { question: running === null ? null : openQuestion(catalog, running), result: finished === null ? null : resultOf(catalog, finished) };
}

export async function offerPlacement({ database }: Pick<PlacementTools, "database">, userId: string): Promise<PlacementOffer> {
  const { running, finished } = await readPlacements(database, userId);
  const answered = running?.questions.filter(({ score }) => score !== null).length ?? 0;
  return { standing: running !== null ? "running" : finished !== null ? "done" : "none", answered, of: QUESTIONS_MAX };
}

/** The question that waits for its answer; null if its exercise was rewritten: going on replaces it. */
function openQuestion(catalog: Catalog, { id, questions }: StoredPlacement): PlacementState["question"] {
  const open = questions.find(({ score }) => score === null);
  const entry = open === undefined ? undefined : catalog.exercises.get(open.exerciseId);
  if (open === undefined || entry === undefined || entry.contentHash !== open.contentHash) return null;
  return {
    placementId: id,
    place: questions.filter(({ score }) => score !== null).length + 1,
    of: QUESTIONS_MAX,
    opened: {
      exercise: summarise(catalog, entry, new Map()),
      // A question that replaced another at its place is another: a draft of that one is not its own.
      variantId: `${id}-${open.contentHash}-${open.place}`,
      replaced: false,
      ...publicParts(publicVariant(entry.exercise, redraw(entry.exercise, open.seed))),
      worth: ["A part that is right counts as that part. Nothing here counts as practice."],
      hints: { of: 0, told: [] },
      attemptId: null,
    },
  };
}

function resultOf(catalog: Catalog, { questions, finishedAt }: StoredPlacement): PlacementResult {
  const bank = itemBank(catalog);
  const answers = answersOf(bank, questions);
  const placed = placeLearner(bank.concepts, answers);
  const named = (id: string) => ({ id, title: catalog.concepts.get(id)?.title ?? id });
  return {
    finishedAt: finishedAt ?? 0,
    asked: answers.length,
    level: levelWords(placed.ability),
    topics: placed.topics.map((topic) => ({
      id: topic.topicId,
      title: catalog.topics.find(({ id }) => id === topic.topicId)?.title ?? topic.topicId,
      start: topic.startId === null ? null : named(topic.startId),
      known: topic.known,
      concepts: bank.concepts.filter(({ topicId }) => topicId === topic.topicId).length,
      why: whyWords(topic),
    })),
    known: placed.known.map(named),
    answers: questions.flatMap(({ place, exerciseId, score, isKnown }) => {
      const conceptId = catalog.exercises.get(exerciseId)?.conceptId;
      return conceptId === undefined ? [] : [{ place, concept: named(conceptId), score, isAnswered: isKnown }];
    }),
  };
}

/** Bounds of the words, in the model's unit: questions of middling forecast lie near -0.3. */
const LEVELS = [
  { from: 1.2, words: "Hard questions are within your reach." },
  { from: 0, words: "You answer middling questions more often than not; the hard ones are still ahead." },
  { from: -1.4, words: "The easier questions are yours; the middling ones are still ahead." },
  { from: -Infinity, words: "Begin at the beginning: that is where the ground is laid." },
] as const;

function levelWords({ mean, deviation }: Ability): string {
  const words = LEVELS.find(({ from }) => mean >= from)?.words ?? "";
  return `${words} Fifteen questions tell this roughly: ${mean.toFixed(1)} on a scale where 0 is an even chance at a question of difficulty 3 to 4, give or take ${deviation.toFixed(1)}.`;
}

function whyWords({ asked, right, known }: Placement["topics"][number]): string {
  const taken = known === 0 ? "" : ` ${known === 1 ? "One concept is" : `${known} concepts are`} taken as known.`;
  if (asked === 0) return `No question came from here; your answers elsewhere stand in.${taken}`;
  return `${right} of ${asked} answered right here.${taken}`;
}
