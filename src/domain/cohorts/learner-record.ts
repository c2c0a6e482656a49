/** What is known of one learner's study, as the figures and flags of a cohort are made from it. */
import type { Instant } from "../kernel/instant";
import type { Verdict } from "../labs/result";
import type { LogStep } from "../review/card-log";
import type { CardMemory } from "../review/card-memory";
import type { StudyDay } from "../review/study-day";

export interface LearnerRecord {
  readonly joinedAt: Instant;
  /** Since when the instructor counts the learner as finished; null: still at it. */
  readonly finishedAt: Instant | null;
  /** The study day that it is for the learner. */
  readonly today: StudyDay;
  /** Desired retention, 0..1. */
  readonly retention: number;
  /** The last answer to a card or an exercise, submitted run or interview; null: there was none. */
  readonly lastActiveAt: Instant | null;
  readonly memories: readonly CardMemory[];
  /** The whole logs of all cards that were answered within FORTNIGHT_DAYS, replayed. */
  readonly recentLogs: readonly (readonly LogStep[])[];
  readonly exercises: readonly ExerciseAnswers[];
  readonly labs: readonly LabRuns[];
  /** Interviews held to their end, as the candidate. */
  readonly interviews: number;
}

/** The answers to one exercise that was answered. */
export interface ExerciseAnswers {
  readonly exerciseId: string;
  readonly attempts: number;
  /** The newest ones, newest first, at least SAME_MISTAKE_ANSWERS of them where there are so many. */
  readonly latest: readonly ExerciseAnswer[];
}

export interface ExerciseAnswer {
  readonly id: string;
  /** 0..1 */
  readonly score: number;
  /** What the first named mistake is about, the same over variants; null: none was named. */
  readonly mistake: string | null;
}

/** The runs of one lab that was tried. */
export interface LabRuns {
  readonly labId: string;
  /** Newest first, also those that wait. */
  readonly runs: readonly LabRunOutcome[];
}

export interface LabRunOutcome {
  readonly id: string;
  /** Null: not judged, or not yet. */
  readonly verdict: Verdict | null;
  /** In the lab's order. */
  readonly failedChecks: readonly string[];
}
