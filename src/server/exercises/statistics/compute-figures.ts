/** From stored first answers to the figures of items. Rules: src/domain/exercises/statistics/SPEC.md. */
import { setImmediate } from "node:timers/promises";
import type { WholeFigures } from "@/contracts/exercises/statistics";
import { NOT_SAT, phaseOf } from "@/domain/exercises/assignments/assignment";
import { itemFigures, type ItemAnswer, LEFT_OPEN } from "@/domain/exercises/statistics/item-figures";
import { restOf } from "@/domain/exercises/statistics/rest";
import { drawnParameters } from "@/domain/exercises/statistics/roads";
import { wholeFigures } from "@/domain/exercises/statistics/whole-figures";
import type { Instant } from "@/domain/kernel/instant";
import type { Catalog, CatalogExercise } from "../../catalog/catalog";
import type { Database } from "../../platform/database";
import { listSittings, type StoredAssignment } from "../assignments/assignment-store";
import { type AssignedAttempt, listAttempts, variantsById } from "../assignments/item-store";
import { variantToday } from "../seeds";
import { type ComputedItem, type FirstAnswer, firstAnswersTo, type Pool, scoredInPool } from "./statistics-store";

/** Worlds drawn again between two looks at what else the process has to do. */
const DRAWN_AT_ONCE = 20;

/** What a machine proposes is no score of an item (I3). */
export const isScored = ({ exercise }: CatalogExercise): boolean => exercise.type !== "free-text";

/** The parameters of each answer that still counts (I16), in their order; null for one that does not. */
async function parametersOf(entry: CatalogExercise, variants: readonly (FirstAnswer["variant"] | undefined)[]): Promise<(ItemAnswer["parameters"] | null)[]> {
  const parameters: (ItemAnswer["parameters"] | null)[] = [];
  for (const stored of variants) {
    const variant = stored === undefined ? null : variantToday(entry, stored);
    parameters.push(variant === null ? null : drawnParameters(entry.exercise, variant));
    if (parameters.length % DRAWN_AT_ONCE === 0) await setImmediate();
  }
  return parameters;
}

/** The figures of some exercises of a pool. */
export async function poolFigures({ database, catalog }: { database: Database; catalog: Catalog }, pool: Pool, marks: ReadonlyMap<string, string>): Promise<ComputedItem[]> {
  const scoredIds = [...catalog.exercises.values()].filter(isScored).map(({ id }) => id);
  const scored = await scoredInPool(database, pool, scoredIds);
  const items: ComputedItem[] = [];
  for (const [exerciseId, mark] of marks) {
    const entry = catalog.exercises.get(exerciseId);
    if (entry === undefined || !isScored(entry)) continue;
    const first = await firstAnswersTo(database, pool, exerciseId);
    const drawn = await parametersOf(entry, first.map(({ variant }) => variant));
    const answers = first.flatMap(({ userId, score, roads }, index): ItemAnswer[] => {
      const parameters = drawn[index];
      const of = scored.get(userId);
      return parameters === null || parameters === undefined ? [] : [{ learnerId: userId, score, rest: of === undefined ? null : restOf(of, score), roads, parameters }];
    });
    items.push({ exerciseId, mark, learners: answers.length, figures: itemFigures(answers) });
  }
  return items;
}

interface AssignmentFigures {
  readonly learners: number;
  readonly whole: WholeFigures | null;
  readonly items: readonly ComputedItem[];
}

/** The figures of one assignment: a whole table of those who are through (I4). */
export async function assignmentFigures({ database, catalog }: { database: Database; catalog: Catalog }, assignment: StoredAssignment, mark: string, now: Instant): Promise<AssignmentFigures> {
  const entries = assignment.exerciseIds.flatMap((id) => catalog.exercises.get(id) ?? []).filter(isScored);
  const attempts = await attemptsThatCount(database, entries, assignment.id);
  const through = await whoIsThrough(database, assignment, attempts, entries.length, now);
  const byCell = new Map(attempts.map((counted) => [`${counted.attempt.userId} ${counted.attempt.exerciseId}`, counted]));
  const scoreOf = (userId: string, exerciseId: string) => byCell.get(`${userId} ${exerciseId}`);
  const table = through.map((userId) => entries.map(({ id }) => scoreOf(userId, id)?.attempt.score ?? 0));
  const whole = wholeFigures(table);
  const items = entries.map(({ id: exerciseId }, item): ComputedItem => {
    const answers = through.map((userId, row): ItemAnswer => {
      const found = scoreOf(userId, exerciseId);
      const scores = table[row] ?? [];
      const score = scores[item] ?? 0;
      const rest = restOf({ sum: scores.reduce((sum, one) => sum + one, 0), count: scores.length }, score);
      return { learnerId: userId, score, rest, roads: found === undefined ? [LEFT_OPEN] : found.attempt.mistakes.map(({ about }) => about), parameters: found?.parameters ?? {} };
    });
    return { exerciseId, mark, learners: answers.length, figures: itemFigures(answers) };
  });
  const alphaIfDeleted = entries.map(({ id: exerciseId }, item) => ({ exerciseId, alpha: whole?.alphaIfDeleted[item] ?? null }));
  return { learners: through.length, whole: whole === null ? null : { ...whole, alphaIfDeleted }, items };
}

interface Counted {
  readonly attempt: AssignedAttempt;
  readonly parameters: ItemAnswer["parameters"];
}

async function attemptsThatCount(database: Database, entries: readonly CatalogExercise[], assignmentId: string): Promise<Counted[]> {
  const attempts = (await listAttempts(database, { assignmentId })).filter(({ number }) => number === 1);
  const variants = await variantsById(database, attempts.map(({ variantId }) => variantId));
  const counted: Counted[] = [];
  for (const entry of entries) {
    const own = attempts.filter(({ exerciseId }) => exerciseId === entry.id);
    const drawn = await parametersOf(entry, own.map(({ variantId }) => variants.get(variantId)));
    own.forEach((attempt, index) => {
      const parameters = drawn[index];
      if (parameters !== null && parameters !== undefined) counted.push({ attempt, parameters });
    });
  }
  return counted;
}

async function whoIsThrough(database: Database, { id, terms }: StoredAssignment, attempts: readonly Counted[], items: number, now: Instant): Promise<string[]> {
  const sittings = new Map((await listSittings(database, id)).map((sitting) => [sitting.userId, sitting]));
  const answered = new Map<string, number>();
  for (const { attempt } of attempts) answered.set(attempt.userId, (answered.get(attempt.userId) ?? 0) + 1);
  return [...answered].flatMap(([userId, count]) => {
    return count === items || phaseOf(terms, sittings.get(userId) ?? NOT_SAT, now) === "over" ? [userId] : [];
  });
}
