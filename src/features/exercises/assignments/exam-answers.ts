/** The answers of a running exam as the browser knows them: what was changed, what is on its way, and what is durable. */
import type { ExamItem, SaveOutput } from "@/contracts/exercises/assignments";
import type { Answer } from "@/contracts/exercises/exercises";
import { emptyAnswer, readAnswer } from "../draft";

export interface AnswerState {
  readonly variantId: string;
  readonly answer: Answer;
  /** Counts what was changed here; what is durable has the number that it was sent under. */
  readonly number: number;
  readonly savedNumber: number;
  readonly isSaved: boolean;
  readonly isSending: boolean;
  /** Why saving failed; it is tried again */
  readonly problem: string | null;
  /** Why it could not be graded as it is */
  readonly unreadable: string | null;
  /** A later answer of another tab or device, which stays */
  readonly other: Answer | null;
}

/** What is known when the page opens. */
export function firstState({ variantId, body, saved, savedNumber }: ExamItem): AnswerState {
  const known = saved === null ? null : readAnswer(body, saved.answer);
  return { variantId, answer: known ?? emptyAnswer(body), number: savedNumber, savedNumber, isSaved: true, isSending: false, problem: null, unreadable: null, other: null };
}

export const changed = (state: AnswerState, answer: Answer): AnswerState => ({ ...state, answer, number: state.number + 1, isSaved: false, other: null });

export const sending = (state: AnswerState): AnswerState => ({ ...state, isSending: true });

export const failed = (state: AnswerState, problem: string): AnswerState => ({ ...state, isSending: false, problem });

/** The server's word on what was sent under a number; meanwhile the answer may have been changed again. */
export function answered(state: AnswerState, sent: number, { outcome, saved, savedNumber, unreadable }: SaveOutput): AnswerState {
  const after = { ...state, isSending: false, problem: null, savedNumber, unreadable };
  if (outcome === "superseded") return { ...after, number: Math.max(state.number, savedNumber), isSaved: true, other: saved?.answer ?? null };
  return { ...after, isSaved: state.number === sent };
}

/** Takes over what the other tab or device saved. */
export const takeOther = (state: AnswerState): AnswerState => (state.other === null ? state : { ...state, answer: state.other, number: state.savedNumber, isSaved: true, other: null });

export const needsSaving = ({ isSaved, isSending, other }: AnswerState): boolean => !isSaved && !isSending && other === null;

/** What the page says of all answers at once. */
export function savedWords(states: readonly AnswerState[]): string {
  if (states.some(({ problem, isSaved }) => problem !== null && !isSaved)) return "Not saved yet: trying again";
  if (states.some(({ isSaved }) => !isSaved)) return "Saving";
  return states.some(({ savedNumber }) => savedNumber > 0) ? "All answers saved" : "Nothing to save yet";
}

export const isAnswered = ({ number }: AnswerState): boolean => number > 0;
