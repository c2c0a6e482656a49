import type { CohortMastery, CohortOverview } from "@/contracts/cohorts/cohorts";
import { heatmap } from "@/domain/cohorts/heatmap";
import type { Instant } from "@/domain/kernel/instant";
import type { Catalog } from "../catalog/catalog";
import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database";
import { studyCalendar } from "../platform/time-zone";
import { listMemoriesOf } from "../review/memory-store";
import { recallByConcept } from "../review/study-numbers";
import { studyDayOf } from "@/domain/review/study-day";
import { listMembers, type StoredCohort, type StoredMember } from "./cohort-store";
import { nameOf, presentCohort } from "./present-cohort";
import { presentLearner, totalsOf } from "./present-learner";
import { readRecords } from "./read-records";

export interface CohortTools {
  readonly clock: Clock;
  readonly database: Database;
  readonly catalog: Catalog;
}

/** The members in the order of their names; of the same name in one that does not change. */
export async function membersByName(database: Database, cohortId: string): Promise<StoredMember[]> {
  const members = await listMembers(database, cohortId);
  return members.sort((a, b) => nameOf(a).localeCompare(nameOf(b), "en") || a.userId.localeCompare(b.userId, "en"));
}

/** Every learner of a cohort with their figures and flags. */
export async function cohortOverview(tools: CohortTools, cohort: StoredCohort, viewerId: string): Promise<CohortOverview> {
  const now = tools.clock();
  const records = await readRecords(tools, await membersByName(tools.database, cohort.id), now);
  return {
    cohort: presentCohort(cohort, { viewerId, now }),
    now,
    learners: records.map((record) => presentLearner(tools.catalog, record, now)),
    totals: totalsOf(tools.catalog),
  };
}

/** Predicted recall of every concept by every learner, each on their own study day. */
export async function cohortMastery({ clock, database, catalog }: CohortTools, { id }: StoredCohort): Promise<CohortMastery> {
  const now: Instant = clock();
  const members = await membersByName(database, id);
  const memories = await listMemoriesOf(database, members.map(({ userId }) => userId));
  const evidence = members.map((member) => recallByConcept(catalog, memories.get(member.userId) ?? new Map(), studyDayOf(now, studyCalendar(member))));
  const concepts = [...catalog.concepts.values()].sort((a, b) => a.order - b.order);
  const { columns, rows } = heatmap(concepts.map((concept) => concept.id), evidence);
  return {
    concepts: columns.map(({ conceptId, ...column }) => ({ id: conceptId, title: catalog.concepts.get(conceptId)?.title ?? conceptId, ...column })),
    learners: members.map((member, at) => ({ id: member.userId, name: nameOf(member), cells: [...(rows[at] ?? [])] })),
  };
}
