/** Item statistics as instructors see them. Computed in the background: src/server/exercises/statistics. */
import type { AssignmentItems, ContentItem, ContentItems, ContentItemsInput, Finding, ItemDetail, ItemSummary, Use } from "@/contracts/cohorts/items";
import { findingsOf, observedDifficulty } from "@/domain/exercises/statistics/findings";
import { RIGHT } from "@/domain/exercises/statistics/item-figures";
import { knownRoads, roadWords } from "@/domain/exercises/statistics/roads";
import type { Catalog, CatalogExercise } from "../../catalog/catalog";
import { renderInline } from "../../catalog/render";
import type { StoredAssignment } from "../../exercises/assignments/assignment-store";
import { isScored } from "../../exercises/statistics/compute-figures";
import { findScope, listItems, type StoredItem } from "../../exercises/statistics/statistics-store";
import { presentGiven } from "../assignments/give-assignment";
import type { StoredCohort } from "../cohort-store";
import type { CohortTools } from "../overview";
import { presentCohort } from "../present-cohort";

/** Roads that are told of one item, beside those that nobody took. */
const ROADS_MAX = 12;

/** The items of one assignment, and the assignment as a whole. */
export async function assignmentItems({ clock, database, catalog }: CohortTools, cohort: StoredCohort, assignment: StoredAssignment, viewerId: string): Promise<AssignmentItems> {
  const [scope, stored] = await Promise.all([findScope(database, assignment.id), listItems(database, { scope: assignment.id })]);
  const entries = assignment.exerciseIds.flatMap((id) => catalog.exercises.get(id) ?? []);
  const whole = scope?.whole ?? null;
  return {
    cohort: presentCohort(cohort, { viewerId, now: clock() }),
    assignment: presentGiven(assignment),
    computedAt: scope?.computedAt ?? null,
    learners: scope?.learners ?? 0,
    whole: whole === null ? null : { mean: whole.mean, deviation: whole.deviation, alpha: whole.alpha, standardError: whole.standardError },
    items: entries.filter(isScored).map((entry) => ({
      ...detailOf(catalog, entry, stored.find(({ exerciseId }) => exerciseId === entry.id)),
      alphaIfDeleted: whole?.alphaIfDeleted.find(({ exerciseId }) => exerciseId === entry.id)?.alpha ?? null,
    })),
    unscored: entries.filter((entry) => !isScored(entry)).map(({ exercise }) => exercise.title),
  };
}

/** All items that enough learners have answered, narrowed by what was found of them. */
export async function contentItems({ database, catalog }: CohortTools, { use, finding }: ContentItemsInput): Promise<ContentItems> {
  const [scope, stored] = await Promise.all([findScope(database, use), listItems(database, { scope: use })]);
  const known = stored.flatMap((item) => {
    const entry = catalog.exercises.get(item.exerciseId);
    return entry === undefined ? [] : [{ order: entry.order, summary: summaryOf(catalog, entry, item) }];
  });
  const items = known.filter(({ summary }) => summary.figures !== null).sort((a, b) => a.order - b.order).map(({ summary }) => summary);
  const having = (one: Finding) => items.filter(({ figures }) => figures?.findings.includes(one));
  return {
    computedAt: scope?.computedAt ?? null,
    items: finding === undefined ? items : having(finding),
    withFigures: items.length,
    tooFew: known.length - items.length,
    counts: { negative: having("negative").length, "too-easy": having("too-easy").length, "too-hard": having("too-hard").length, "off-forecast": having("off-forecast").length, "unused-distractor": having("unused-distractor").length },
  };
}

/** One item in one use; null: there is no such exercise, or none that is scored. */
export async function contentItem({ database, catalog }: CohortTools, { use, exerciseId }: { use: Use; exerciseId: string }): Promise<ContentItem | null> {
  const entry = catalog.exercises.get(exerciseId);
  if (entry === undefined || !isScored(entry)) return null;
  const [scope, stored] = await Promise.all([findScope(database, use), listItems(database, { exerciseId })]);
  return { computedAt: scope?.computedAt ?? null, item: detailOf(catalog, entry, stored.find((item) => item.scope === use)) };
}

function summaryOf(catalog: Catalog, { id, conceptId, exercise }: CatalogExercise, stored: StoredItem | undefined): ItemSummary {
  const figures = stored?.figures ?? null;
  const distractors = knownRoads(exercise).filter(({ isDistractor }) => isDistractor).map(({ about }) => about);
  const { difficulty } = exercise;
  return {
    exerciseId: id,
    title: exercise.title,
    type: exercise.type,
    concept: { id: conceptId, title: catalog.concepts.get(conceptId)?.title ?? conceptId },
    difficulty,
    learners: stored?.learners ?? 0,
    figures:
      figures === null
        ? null
        : {
            ...{ facility: figures.facility, discrimination: figures.discrimination, upperLower: figures.upperLower },
            observed: observedDifficulty(figures.facility.share),
            findings: findingsOf(figures, { difficulty, distractors }),
          },
  };
}

function detailOf(catalog: Catalog, entry: CatalogExercise, stored: StoredItem | undefined): ItemDetail {
  const { exercise } = entry;
  const figures = stored?.figures ?? null;
  const distractors = new Set(knownRoads(exercise).filter(({ isDistractor }) => isDistractor).map(({ about }) => about));
  const taken = figures?.roads ?? [];
  const untaken = figures === null ? [] : [...distractors].filter((about) => !taken.some((road) => road.about === about));
  const sortOf = (about: string) => (about === RIGHT ? "right" : distractors.has(about) ? "distractor" : "other");
  const groupSizes = figures?.groupSizes ?? null;
  const nobody = groupSizes === null ? null : { lower: 0, middle: 0, upper: 0 };
  const roads = [...taken.slice(0, ROADS_MAX), ...untaken.map((about) => ({ about, all: 0, groups: nobody }))];
  return {
    ...summaryOf(catalog, entry, stored),
    groupSizes,
    roads: roads.map(({ about, all, groups }) => ({ about, labelHtml: renderInline(roadWords(exercise, about)), sort: sortOf(about), all, groups })),
    parameters: figures?.parameters ?? [],
  };
}
