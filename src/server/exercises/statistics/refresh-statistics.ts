/**
 * Keeps the figures of items up to date in the background. What has no new answers is not computed again; of two
 * processes one computes, and what one that was paused meanwhile would write is refused.
 */
import { createHash } from "node:crypto";
import type { Catalog } from "../../catalog/catalog";
import type { Clock } from "../../platform/clock";
import type { Database } from "../../platform/database";
import { findAssignment } from "../assignments/assignment-store";
import { assignmentFigures, isScored, poolFigures } from "./compute-figures";
import { assignmentMarks, claimScope, type ComputedScope, forgetScopes, knownMarks, type Pool, poolMarks, POOLS, writeScope } from "./statistics-store";

export interface StatisticsTools {
  readonly clock: Clock;
  readonly database: Database;
  readonly catalog: Catalog;
}

/** Of a table with thousands of items. */
const WRITE_MS = 60_000;

/** Computes what is no longer true. Gives back the scopes that this process computed. */
export async function refreshStatistics(tools: StatisticsTools): Promise<string[]> {
  const { database, clock } = tools;
  const assignments = await assignmentMarks(database, clock());
  await forgetScopes(database, [...POOLS, ...assignments.keys()]);
  const computed: string[] = [];
  for (const pool of POOLS) if (await refreshPool(tools, pool)) computed.push(pool);
  for (const [id, mark] of assignments) if (await refreshAssignment(tools, id, mark)) computed.push(id);
  return computed;
}

const hashOf = (texts: readonly string[]): string => createHash("sha256").update(texts.join("\n")).digest("base64url");

async function refreshPool(tools: StatisticsTools, pool: Pool): Promise<boolean> {
  const { database, catalog } = tools;
  const marks = new Map(
    [...(await poolMarks(database, pool))].flatMap(([exerciseId, mark]): [string, string][] => {
      const entry = catalog.exercises.get(exerciseId);
      return entry === undefined || !isScored(entry) ? [] : [[exerciseId, `${mark}/${entry.contentHash}`]];
    }),
  );
  const mark = hashOf([...marks].map((pair) => pair.join(" ")).sort());
  return computeOnce(tools, pool, mark, async () => {
    const known = await knownMarks(database, pool);
    const changed = new Map([...marks].filter(([exerciseId, one]) => known.items.get(exerciseId) !== one));
    return { learners: 0, whole: null, items: await poolFigures(tools, pool, changed), exerciseIds: [...marks.keys()] };
  });
}

async function refreshAssignment(tools: StatisticsTools, id: string, answersMark: string): Promise<boolean> {
  const { database, catalog, clock } = tools;
  const assignment = await findAssignment(database, id);
  if (assignment === null) return false;
  const mark = hashOf([answersMark, ...assignment.exerciseIds.map((exerciseId) => catalog.exercises.get(exerciseId)?.contentHash ?? "")]);
  return computeOnce(tools, id, mark, async () => {
    const figures = await assignmentFigures(tools, assignment, mark, clock());
    return { ...figures, exerciseIds: figures.items.map(({ exerciseId }) => exerciseId) };
  });
}

type Computed = Omit<ComputedScope, "scope" | "lease" | "mark">;

/** Computes and writes under a claim. False: it was up to date, or another process is at it or was quicker. */
async function computeOnce({ database, clock }: StatisticsTools, scope: string, mark: string, compute: () => Promise<Computed>): Promise<boolean> {
  const known = await knownMarks(database, scope);
  if (known.mark === mark) return false;
  const lease = await claimScope(database, scope, mark);
  if (lease === null) return false;
  const computed = await compute();
  return database.$transaction((transaction) => writeScope(transaction, { scope, lease, mark, ...computed }, clock()), { timeout: WRITE_MS });
}
