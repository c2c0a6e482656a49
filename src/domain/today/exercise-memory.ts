/** What a learner's head holds of an exercise, folded from their answers to it. SPEC.md: rules EM. */
import type { Instant } from "../kernel/instant";
import type { Rating } from "../review/card-memory";
import type { Scheduler, Trace } from "../review/scheduler";
import type { StudyDay } from "../review/study-day";

/** An answer whose result the learner knows. */
export interface ExerciseAnswer {
  readonly id: string;
  readonly at: Instant;
  readonly day: StudyDay;
  /** 0..1, of what grading found right */
  readonly score: number;
  readonly hints: number;
  /** Of the attempts in its assignment; 1 in practice */
  readonly number: number;
  readonly inExam: boolean;
}

export interface ExerciseMemory {
  readonly trace: Trace;
  /** The study day from whose start it is about to be forgotten. */
  readonly dueDay: StudyDay;
  /** Of the last answer that counted. */
  readonly lastDay: StudyDay;
  /** Of the last answer, whether it counted or not. */
  readonly lastScore: number;
  /** Whether the last answer that counted came when it was due: null for the first one ever. */
  readonly wasDue: boolean | null;
}

const HALF = 0.5;

/** EM3 to EM5. */
export function ratingOf({ score, hints, number, inExam }: Pick<ExerciseAnswer, "score" | "hints" | "number" | "inExam">): Rating {
  if (score < HALF) return "again";
  if (score < 1 || hints > 0 || number > 1) return "hard";
  return inExam ? "easy" : "good";
}

/** The memory that a log of answers amounts to, in whatever order they come; null without any. */
export function foldAnswers(answers: readonly ExerciseAnswer[], retention: number, scheduler: Scheduler): ExerciseMemory | null {
  const inOrder = [...answers].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return inOrder.reduce<ExerciseMemory | null>((memory, answer) => afterAnswer(memory, answer, retention, scheduler), null);
}

function afterAnswer(memory: ExerciseMemory | null, answer: ExerciseAnswer, retention: number, scheduler: Scheduler): ExerciseMemory {
  const { day, score } = answer;
  // EM2; a journey west can repeat a day.
  if (memory !== null && day <= memory.lastDay) return { ...memory, lastScore: score };
  const trace = scheduler.next(memory?.trace ?? null, memory === null ? 0 : day - memory.lastDay, ratingOf(answer));
  return {
    trace,
    dueDay: day + Math.max(1, scheduler.intervalDays(trace.stability, retention)),
    lastDay: day,
    lastScore: score,
    wasDue: memory === null ? null : memory.dueDay <= day,
  };
}

/** Predicted recall on a day, 0..1. */
export const exerciseRecall = ({ trace, lastDay }: ExerciseMemory, day: StudyDay, scheduler: Scheduler): number => scheduler.recall(trace.stability, Math.max(0, day - lastDay));
