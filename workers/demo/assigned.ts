/** What the demo cohort was given: an exam and a homework, both over, so that an instructor sees results at first sight. */
import type { Terms } from "../../src/domain/exercises/assignments/assignment";
import type { ExerciseType } from "../../src/domain/exercises/exercise";
import { type Instant, instant } from "../../src/domain/kernel/instant";
import { DAY_MS } from "../../src/domain/review/study-day";
import type { Catalog, CatalogExercise } from "../../src/server/catalog/catalog";

export interface Assigned {
  readonly id: string;
  readonly title: string;
  readonly terms: Terms;
  readonly exerciseIds: readonly string[];
}

const HOUR_MS = 3_600_000;
const EXAM_ITEMS = 10;
const HOMEWORK_ITEMS = 6;
/** What a machine scores alone, and what takes half an hour, is no part of them. */
const LEFT_OUT: ReadonlySet<ExerciseType> = new Set<ExerciseType>(["free-text", "diagram"]);

/** Chosen from what is taught first, one of a concept. Days are chosen so that twenty of the learners take each. */
export function assignedNow(catalog: Catalog, now: Instant): Assigned[] {
  const ofConcept = new Map<string, CatalogExercise>();
  for (const entry of [...catalog.exercises.values()].sort((a, b) => a.order - b.order)) {
    if (!LEFT_OUT.has(entry.exercise.type) && !ofConcept.has(entry.conceptId)) ofConcept.set(entry.conceptId, entry);
  }
  const ids = [...ofConcept.values()].map(({ id }) => id);
  const daysAgo = (days: number) => instant(now - days * DAY_MS);
  return [
    {
      id: "demo-exam",
      title: "First exam",
      terms: { kind: "exam", opensAt: daysAgo(29), dueAt: daysAgo(21), minutes: 60, policy: { attempts: 1, attemptLoss: 0, hintLoss: null }, feedback: "when-over" },
      exerciseIds: ids.slice(0, EXAM_ITEMS),
    },
    {
      id: "demo-homework",
      title: "Homework of the second week",
      terms: { kind: "homework", opensAt: daysAgo(20), dueAt: daysAgo(9), minutes: null, policy: { attempts: 3, attemptLoss: 25, hintLoss: 10 }, feedback: "each-attempt" },
      exerciseIds: ids.slice(EXAM_ITEMS, EXAM_ITEMS + HOMEWORK_ITEMS),
    },
  ];
}

/** When nobody sits any more: whoever began at the last moment has had their time. */
export const overAt = ({ terms }: Assigned): Instant => instant(terms.dueAt + (terms.minutes === null ? 0 : HOUR_MS));
