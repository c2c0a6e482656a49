/** What an instructor types to give an assignment, and what is wrong with it. */
import { type MakeAssignmentInput, MakeAssignmentInput as Schema } from "@/contracts/cohorts/assignments";

export interface GiveDraft {
  readonly title: string;
  readonly kind: "homework" | "exam";
  readonly exerciseIds: readonly string[];
  /** As the browser's fields for date and time hold them: without a zone, read in the browser's own */
  readonly opens: string;
  readonly due: string;
  readonly minutes: string;
  readonly attempts: string;
  readonly attemptLoss: string;
  /** "none": there are no hints */
  readonly hintLoss: string;
  readonly feedback: "each-attempt" | "when-over";
}

export const FIRST_DRAFT: GiveDraft = { title: "", kind: "homework", exerciseIds: [], opens: "", due: "", minutes: "60", attempts: "3", attemptLoss: "25", hintLoss: "10", feedback: "each-attempt" };

/** The draft as it is sent; an exam takes one answer without hints, and its feedback waits. Null for the opening: now. */
export function toInput(cohortId: string, draft: GiveDraft, now: number): MakeAssignmentInput {
  const { title, kind, exerciseIds, opens, due } = draft;
  const isExam = kind === "exam";
  return {
    ...{ cohortId, title, kind, exerciseIds: [...exerciseIds] },
    opensAt: opens === "" ? now : Date.parse(opens),
    dueAt: due === "" ? Number.NaN : Date.parse(due),
    minutes: isExam ? Number(draft.minutes) : null,
    attempts: isExam ? 1 : Number(draft.attempts),
    attemptLoss: isExam ? 0 : Number(draft.attemptLoss),
    hintLoss: isExam || draft.hintLoss === "none" ? null : Number(draft.hintLoss),
    feedback: isExam ? "when-over" : draft.feedback,
  };
}

export type GiveFaults = Partial<Record<"title" | "exerciseIds" | "due" | "minutes" | "whole", string>>;

/** What is wrong, by field; empty when nothing is. */
export function faultsOf(input: MakeAssignmentInput, now: number): GiveFaults {
  const faults: { -readonly [Field in keyof GiveFaults]: string } = {};
  if (Number.isNaN(input.dueAt)) faults.due = "Set a due date.";
  else if (input.dueAt <= now) faults.due = "The due date is past. Choose a later one.";
  else if (input.dueAt <= input.opensAt) faults.due = "The due date has to come after the opening.";
  const checked = Schema.safeParse(Number.isNaN(input.dueAt) ? { ...input, dueAt: input.opensAt + 1 } : input);
  for (const { path, message } of checked.success ? [] : checked.error.issues) {
    const [field] = path;
    if (field === "title" || field === "exerciseIds") faults[field] ??= message;
    else if (field === "minutes") faults.minutes = "Type a number of minutes, 1 to 300.";
    else if (faults.due === undefined) faults.whole ??= message;
  }
  return faults;
}
