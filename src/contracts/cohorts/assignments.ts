/** What crosses the border of assignments, for whoever gives them to a cohort. */
import { z } from "zod";
import { AssignmentId, AssignmentKind, ASSIGNMENT_TITLE_MAX, ATTEMPTS_MAX, EXAM_MINUTES_MAX, ITEMS_MAX, Phase } from "../exercises/assignments";
import { ContentId } from "../review/review";
import { CohortInput, CohortSummary, MEMBERS_MAX } from "./cohorts";

/** Assignments of one cohort, withdrawn ones included. */
export const ASSIGNMENTS_MAX = 200;
export const LOSS_PERCENT_MAX = 50;
/** Granted at once, to homework or an exam. */
export const EXTRA_MINUTES_MAX = 20_160;

const Share = z.number().min(0).max(1);
const Time = z.number().int();
const LearnerId = z.string().min(1).max(64);
const Loss = z.int().min(0).max(LOSS_PERCENT_MAX);

export const MakeAssignmentInput = CohortInput.extend({
  title: z.string().trim().min(1, "Type a title.").max(ASSIGNMENT_TITLE_MAX, `At most ${ASSIGNMENT_TITLE_MAX} characters.`),
  kind: AssignmentKind,
  exerciseIds: z.array(ContentId).min(1, "Choose an exercise.").max(ITEMS_MAX, `At most ${ITEMS_MAX} exercises.`).refine((ids) => new Set(ids).size === ids.length, "An exercise is in it twice."),
  opensAt: Time,
  dueAt: Time,
  minutes: z.int().min(1).max(EXAM_MINUTES_MAX).nullable(),
  attempts: z.int().min(1).max(ATTEMPTS_MAX),
  attemptLoss: Loss,
  hintLoss: Loss.nullable(),
  feedback: z.enum(["each-attempt", "when-over"]),
})
  .refine(({ opensAt, dueAt }) => opensAt < dueAt, "The due date has to come after the opening.")
  .refine(({ attempts, attemptLoss }) => attemptLoss * (attempts - 1) < 100, "The last attempt could earn nothing: take fewer attempts or a smaller loss.")
  .refine(({ kind, minutes }) => (kind === "exam") === (minutes !== null), "An exam has minutes, homework has none.")
  .refine(({ kind, attempts, hintLoss, feedback }) => kind === "homework" || (attempts === 1 && hintLoss === null && feedback === "when-over"), "An exam takes one answer without hints, and its feedback waits.");
export type MakeAssignmentInput = z.infer<typeof MakeAssignmentInput>;

export const CohortAssignmentInput = CohortInput.extend({ assignmentId: AssignmentId });

export const GivenAssignment = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: AssignmentKind,
  opensAt: Time,
  dueAt: Time,
  minutes: z.int().nullable(),
  attempts: z.int(),
  attemptLoss: z.int(),
  hintLoss: z.int().nullable(),
  feedback: z.enum(["each-attempt", "when-over"]),
  items: z.int(),
  withdrawnAt: Time.nullable(),
  releasedAt: Time.nullable(),
});
export type GivenAssignment = z.infer<typeof GivenAssignment>;

export const CohortAssignmentsOutput = z.strictObject({ cohort: CohortSummary, now: Time, assignments: z.array(GivenAssignment) });
export type CohortAssignmentsOutput = z.infer<typeof CohortAssignmentsOutput>;

/** Of one learner and one exercise; null: no answer. */
const Cell = z
  .strictObject({
    /** Of the best attempt */
    attemptId: z.string(),
    attempts: z.int(),
    score: Share,
    credit: Share,
    /** The credit as it was graded first; null: it was never graded again */
    firstCredit: Share.nullable(),
  })
  .nullable();

export const AssignmentResults = z.strictObject({
  cohort: CohortSummary,
  now: Time,
  assignment: GivenAssignment,
  /** Until when results wait although it is over for everybody, since an exam ended while no process ran; null: they do not */
  heldUntil: Time.nullable(),
  items: z.array(z.strictObject({ exerciseId: z.string(), title: z.string(), mean: Share.nullable() })),
  /** The members in the order of their names; a cell an item */
  learners: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      phase: Phase,
      startedAt: Time.nullable(),
      deadline: Time.nullable(),
      extraMinutes: z.int(),
      handedInAt: Time.nullable(),
      /** Answers that are saved in an exam that runs */
      saved: z.int(),
      cells: z.array(Cell),
      total: Share,
    }),
  ),
});
export type AssignmentResults = z.infer<typeof AssignmentResults>;

export const GrantTimeInput = CohortAssignmentInput.extend({
  learnerIds: z.array(LearnerId).min(1, "Choose a learner.").max(MEMBERS_MAX),
  minutes: z.int().min(1, "At least one minute.").max(EXTRA_MINUTES_MAX, `At most ${EXTRA_MINUTES_MAX} minutes at once.`),
});
/** Who got the minutes, and whose time was over already. */
export const GrantTimeOutput = z.strictObject({ granted: z.array(LearnerId), tooLate: z.array(LearnerId) });
export type GrantTimeOutput = z.infer<typeof GrantTimeOutput>;

/** What is graded again: a whole assignment, one learner's answers, those to one exercise, or both. */
export const RegradeInput = CohortAssignmentInput.extend({ learnerId: LearnerId.nullable(), exerciseId: ContentId.nullable() });
const Graded = z.strictObject({ score: Share, credit: Share });
export const RegradePreview = z.strictObject({
  /** Answers that were looked at, and those of them that cannot be graded any more and stay */
  looked: z.int(),
  unreadable: z.int(),
  changes: z.array(z.strictObject({ attemptId: z.string(), learner: z.strictObject({ id: z.string(), name: z.string() }), exercise: z.strictObject({ id: z.string(), title: z.string() }), number: z.int(), before: Graded, after: Graded })),
  /** Stands for these changes: they are applied only if they are still the ones */
  digest: z.string(),
});
export type RegradePreview = z.infer<typeof RegradePreview>;
export const ApplyRegradeInput = RegradeInput.extend({ digest: z.string().max(64) });
export const ApplyRegradeOutput = z.strictObject({ changed: z.int() });
