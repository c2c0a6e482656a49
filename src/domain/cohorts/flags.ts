/**
 * Who needs the instructor today, and by which rule. Each rule is a function from what is known of a learner to a flag
 * or nothing, and each limit has a name, so that the page can print the rule beside the flag.
 */
import type { Instant } from "../kernel/instant";
import { DAY_MS } from "../review/study-day";
import type { ExerciseAnswers, LabRunOutcome, LabRuns, LearnerRecord } from "./learner-record";
import type { Overdue, Retention } from "./standing";

/** Whole days after joining without any activity. */
export const NOT_STARTED_DAYS = 3;
/** Whole days without any activity. */
export const INACTIVE_DAYS = 14;
/** More than so many average days' work is overdue; below so many cards that is no burden, whatever the days. */
export const OVERDUE_LOAD_DAYS_MAX = 3;
export const OVERDUE_CARDS_MIN = 20;
/** Failed runs of one lab in a row that fail the same check. */
export const SAME_CAUSE_RUNS = 3;
/** Wrong answers to one exercise in a row with the same mistake. */
export const SAME_MISTAKE_ANSWERS = 3;
/** Observed below predicted recall, as a share; with fewer reviews the difference would be chance. */
export const BELOW_PREDICTION_SHARE = 0.1;
export const BELOW_PREDICTION_REVIEWS_MIN = 30;

export type Flag =
  | { readonly kind: "not-started"; readonly days: number }
  | { readonly kind: "inactive"; readonly days: number }
  | { readonly kind: "lab-stuck"; readonly labId: string; readonly check: string; readonly runs: number; /** The newest of them. */ readonly runId: string }
  | { readonly kind: "overdue"; readonly cards: number; readonly loadDays: number }
  | { readonly kind: "below-prediction"; readonly observed: number; readonly predicted: number; readonly reviews: number }
  | { readonly kind: "same-mistake"; readonly exerciseId: string; readonly answers: number; /** The newest of them. */ readonly attemptId: string };

/**
 * The flags of a learner, the most urgent first. Who has finished has none. Who does not study has only that one: what
 * is overdue follows from it.
 */
export function flagsOf(record: LearnerRecord, { overdue, fortnight }: { overdue: Overdue; fortnight: Retention }, now: Instant): Flag[] {
  if (record.finishedAt !== null) return [];
  const away = notStarted(record, now) ?? inactive(record, now);
  if (away !== null) return [away];
  return [
    ...record.labs.map(labStuck),
    overdueLoad(overdue),
    belowPrediction(fortnight),
    ...record.exercises.map(sameMistake),
  ].filter((flag) => flag !== null);
}

const daysSince = (at: Instant, now: Instant): number => Math.floor((now - at) / DAY_MS);

export function notStarted({ joinedAt, lastActiveAt }: Pick<LearnerRecord, "joinedAt" | "lastActiveAt">, now: Instant): Flag | null {
  const days = daysSince(joinedAt, now);
  return lastActiveAt === null && days >= NOT_STARTED_DAYS ? { kind: "not-started", days } : null;
}

export function inactive({ lastActiveAt }: Pick<LearnerRecord, "lastActiveAt">, now: Instant): Flag | null {
  if (lastActiveAt === null) return null;
  const days = daysSince(lastActiveAt, now);
  return days >= INACTIVE_DAYS ? { kind: "inactive", days } : null;
}

export function overdueLoad({ cards, loadDays }: Overdue): Flag | null {
  return cards >= OVERDUE_CARDS_MIN && loadDays > OVERDUE_LOAD_DAYS_MAX ? { kind: "overdue", cards, loadDays } : null;
}

export function belowPrediction({ reviews, observed, predicted }: Retention): Flag | null {
  if (observed === null || predicted === null || reviews < BELOW_PREDICTION_REVIEWS_MIN) return null;
  return predicted - observed >= BELOW_PREDICTION_SHARE ? { kind: "below-prediction", observed, predicted, reviews } : null;
}

/** The newest judged runs failed the same check, one after the other. Of several such checks the one that lasts longest. */
export function labStuck({ labId, runs }: LabRuns): Flag | null {
  const judged = runs.filter(({ verdict }) => verdict !== null);
  const [newest] = judged;
  if (newest === undefined) return null;
  const stuck = newest.failedChecks.map((check) => ({ check, runs: failedInARow(judged, check) }));
  const worst = stuck.reduce<{ check: string; runs: number } | null>((most, one) => (most === null || one.runs > most.runs ? one : most), null);
  if (worst === null || worst.runs < SAME_CAUSE_RUNS) return null;
  return { kind: "lab-stuck", labId, ...worst, runId: newest.id };
}

function failedInARow(judged: readonly LabRunOutcome[], check: string): number {
  const end = judged.findIndex(({ failedChecks }) => !failedChecks.includes(check));
  return end < 0 ? judged.length : end;
}

/** The newest answers named the same mistake, one after the other. */
export function sameMistake({ exerciseId, latest }: ExerciseAnswers): Flag | null {
  const [newest] = latest;
  if (newest === undefined || newest.score === 1 || newest.mistake === null) return null;
  const end = latest.findIndex(({ score, mistake }) => score === 1 || mistake !== newest.mistake);
  const answers = end < 0 ? latest.length : end;
  return answers < SAME_MISTAKE_ANSWERS ? null : { kind: "same-mistake", exerciseId, answers, attemptId: newest.id };
}
