/** What crosses the border of assignments, for whoever works through them. Times are milliseconds since the epoch, shares 0..1. */
import { z } from "zod";
import { Figure } from "./figure";
import { Answer, AttemptView, ExerciseType, HintNumber, OpenOutput, PublicBody } from "./exercises";

export const ASSIGNMENT_TITLE_MAX = 80;
/** Exercises of one assignment. */
export const ITEMS_MAX = 40;
export const ATTEMPTS_MAX = 5;
/** Of an exam. */
export const EXAM_MINUTES_MAX = 300;

export const AssignmentKind = z.enum(["homework", "exam"]);
export const AssignmentId = z.string().min(1).max(64);
const VariantId = z.string().max(40);
const Share = z.number().min(0).max(1);
const Time = z.number().int();

export const AssignmentInput = z.strictObject({ assignmentId: AssignmentId });
export const ItemInput = z.strictObject({ assignmentId: AssignmentId, place: z.int().min(1).max(ITEMS_MAX) });
/** `again`: a further attempt is begun, if one is left. */
export const OpenItemInput = ItemInput.extend({ again: z.boolean() });

/** early: not open yet; ready: an exam that may be started; open: answers are taken; over: they no longer are. */
export const Phase = z.enum(["early", "ready", "open", "over"]);

/** An assignment as lists show it. */
export const AssignmentCard = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: AssignmentKind,
  cohort: z.strictObject({ id: z.string(), name: z.string() }),
  opensAt: Time,
  dueAt: Time,
  /** Of an exam, for this learner, with what was granted */
  minutes: z.int().nullable(),
  phase: Phase,
  /** From when on nothing is taken from this learner; null: the exam was not started */
  deadline: Time.nullable(),
  items: z.int(),
  answered: z.int(),
  /** What the answers count of the whole; null: not known yet */
  credit: Share.nullable(),
  /** All feedback is given out */
  released: z.boolean(),
});
export type AssignmentCard = z.infer<typeof AssignmentCard>;

export const MyAssignmentsOutput = z.strictObject({ now: Time, assignments: z.array(AssignmentCard) });
export type MyAssignmentsOutput = z.infer<typeof MyAssignmentsOutput>;

export const AssignmentView = z.strictObject({
  now: Time,
  assignment: AssignmentCard,
  /** What is said before the first answer */
  sentences: z.array(z.string()),
  /** Exercises that left the catalogue since have no title of their own any more */
  items: z.array(
    z.strictObject({
      place: z.int(),
      title: z.string(),
      type: ExerciseType.nullable(),
      minutes: z.number().nullable(),
      attempts: z.array(z.strictObject({ id: z.string(), number: z.int(), credit: Share.nullable() })),
      /** Of the best attempt; null: none, or not known yet */
      credit: Share.nullable(),
      mayAnswer: z.boolean(),
    }),
  ),
});
export type AssignmentView = z.infer<typeof AssignmentView>;

/** One exercise of homework: the question, and what became of the last answer to it. */
export const ItemOutput = z.strictObject({
  assignment: AssignmentCard,
  place: z.int(),
  opened: OpenOutput,
  /** Null: nothing was answered, or nothing may be told yet */
  feedback: AttemptView.nullable(),
  /** Whether a further attempt can be begun */
  mayAnswerAgain: z.boolean(),
});
export type ItemOutput = z.infer<typeof ItemOutput>;

export const SubmitItemInput = z.strictObject({ assignmentId: AssignmentId, variantId: VariantId, attemptId: z.uuid(), answer: Answer });
export const SubmitItemOutput = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("graded"), attempt: AttemptView, mayAnswerAgain: z.boolean() }),
  /** It counts; what it counts is told when the assignment is over */
  z.strictObject({ outcome: z.literal("kept"), mayAnswerAgain: z.boolean() }),
  z.strictObject({ outcome: z.literal("unreadable"), message: z.string() }),
]);
export type SubmitItemOutput = z.infer<typeof SubmitItemOutput>;

export const ItemHintInput = z.strictObject({ assignmentId: AssignmentId, variantId: VariantId, number: HintNumber });

export const ExamItem = z.strictObject({
  place: z.int(),
  variantId: z.string(),
  title: z.string(),
  promptHtml: z.string(),
  figure: Figure.nullable(),
  body: PublicBody,
  creditRule: z.string(),
  /** What is kept on the server; a later number replaces it */
  saved: z.strictObject({ answer: Answer, at: Time }).nullable(),
  savedNumber: z.int(),
});
export type ExamItem = z.infer<typeof ExamItem>;

/** An exam while it runs: the clock is the server's. */
export const ExamOutput = z.strictObject({ now: Time, assignment: AssignmentCard, deadline: Time, items: z.array(ExamItem) });
export type ExamOutput = z.infer<typeof ExamOutput>;

export const SaveInput = z.strictObject({ assignmentId: AssignmentId, variantId: VariantId, answer: Answer, number: z.int().min(1).max(1_000_000) });
export const SaveOutput = z.strictObject({
  /** saved: durable; superseded: another tab or device had saved a later one, which stays */
  outcome: z.enum(["saved", "superseded"]),
  /** What is kept now */
  saved: z.strictObject({ answer: Answer, at: Time }).nullable(),
  savedNumber: z.int(),
  /** Why it could not be graded as it is; null: it could. Nothing is said of right or wrong. */
  unreadable: z.string().nullable(),
  now: Time,
  deadline: Time,
});
export type SaveOutput = z.infer<typeof SaveOutput>;

/** The server's time and the learner's deadline: extra time may come while an exam runs. */
export const ExamClock = z.strictObject({ now: Time, deadline: Time.nullable(), phase: Phase });
export type ExamClock = z.infer<typeof ExamClock>;
