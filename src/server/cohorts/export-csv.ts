import type { CohortOverview, LearnerStanding } from "@/contracts/cohorts/cohorts";
import { type CsvCell, csvText } from "@/domain/cohorts/csv";
import type { StoredCohort } from "./cohort-store";
import { recordLook } from "./look-store";
import { cohortOverview, type CohortTools } from "./overview";

/** Names and order are a promise to whoever reads the file by machine: new columns go to the end. */
const COLUMNS: readonly (readonly [name: string, cell: (learner: LearnerStanding, totals: CohortOverview["totals"]) => CsvCell])[] = [
  ["learner", ({ name }) => name],
  ["email", ({ email }) => email],
  ["joined_at", ({ joinedAt }) => isoTime(joinedAt)],
  ["finished_at", ({ finishedAt }) => isoTime(finishedAt)],
  ["last_active_at", ({ lastActiveAt }) => isoTime(lastActiveAt)],
  ["answers_7_days", ({ weekReviews }) => weekReviews],
  ["reviews_7_days", ({ week }) => week.reviews],
  ["remembered_7_days", ({ week }) => week.observed],
  ["predicted_7_days", ({ week }) => week.predicted],
  ["reviews_14_days", ({ fortnight }) => fortnight.reviews],
  ["remembered_14_days", ({ fortnight }) => fortnight.observed],
  ["predicted_14_days", ({ fortnight }) => fortnight.predicted],
  ["overdue_cards", ({ overdue }) => overdue.cards],
  ["overdue_days_of_load", ({ overdue }) => overdue.loadDays],
  ["exercises_right", ({ exercises }) => exercises.right],
  ["exercises_tried", ({ exercises }) => exercises.tried],
  ["exercises", (_, totals) => totals.exercises],
  ["exercise_answers", ({ exercises }) => exercises.attempts],
  ["labs_passed", ({ labs }) => labs.passed],
  ["labs_tried", ({ labs }) => labs.tried],
  ["labs", (_, totals) => totals.labs],
  ["interviews_held", ({ interviews }) => interviews],
  ["needs_you", ({ flags }) => flags.map(({ kind }) => kind).join(" ")],
];

const isoTime = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The overview as a file for spreadsheets. It is a look at every learner in it, and written down as one. */
export async function exportCsv(tools: CohortTools, cohort: StoredCohort, viewerId: string): Promise<{ fileName: string; text: string }> {
  const { learners, now, totals } = await cohortOverview(tools, cohort, viewerId);
  await recordLook(tools.database, learners.map(({ id }) => id), { kind: "export", actorId: viewerId, at: tools.clock(), detail: { cohortId: cohort.id } });
  return {
    fileName: `${fileWords(cohort.name)}-${new Date(now).toISOString().slice(0, 10)}.csv`,
    text: csvText([COLUMNS.map(([name]) => name), ...learners.map((learner) => COLUMNS.map(([, cell]) => cell(learner, totals)))]),
  };
}

/** A name that every file system takes. */
export const fileWords = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "cohort";
