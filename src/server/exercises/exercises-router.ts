import { AttemptView, FeedbackInput, HintInput, HintOutput, ListInput, ListOutput, OpenInput, OpenOutput, SubmitInput, SubmitOutput } from "@/contracts/exercises/exercises";
import { learnerProcedure, router } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { assignmentsRouter } from "./assignments/assignments-router";
import { getFeedback } from "./get-feedback";
import { placementRouter } from "./placement/placement-router";
import { listExercises } from "./list-exercises";
import { openExercise } from "./open-exercise";
import { submitAnswer } from "./submit-answer";
import { takeHint } from "./take-hint";

const NO_SUCH_VARIANT = { code: "NOT_FOUND", message: "There is no such variant here. Open the exercise again to draw one." } as const;

const IN_RUNNING_EXAM = {
  code: "CONFLICT",
  message: "This exercise is part of an exam that you are sitting now. Hand the exam in, or come back when its time is over.",
} as const;

export const exercisesRouter = router({
  /** What one's cohorts were given to do. */
  assignments: assignmentsRouter,

  placement: placementRouter,

  /** All exercises with one's own record. */
  list: learnerProcedure
    .input(ListInput)
    .output(ListOutput)
    .query(({ ctx, input }) => listExercises(ctx.tools, ctx.viewer.userId, input)),

  /** One's own variant, or a freshly drawn one: a mutation, since drawing is stored. */
  open: learnerProcedure
    .input(OpenInput)
    .output(OpenOutput)
    .mutation(async ({ ctx, input: { exerciseId, variantId } }) => {
      const opened = await openExercise(ctx.tools, { userId: ctx.viewer.userId, exerciseId, variantId });
      if (opened.ok) return opened.value;
      return refuse(opened.error, {
        "no-such-exercise": { code: "NOT_FOUND", message: "There is no such exercise. Choose one under Practice." },
        "no-such-variant": NO_SUCH_VARIANT,
        "in-running-exam": IN_RUNNING_EXAM,
      });
    }),

  submit: learnerProcedure
    .input(SubmitInput)
    .output(SubmitOutput)
    .mutation(async ({ ctx, input }) => {
      const submitted = await submitAnswer(ctx.tools, { userId: ctx.viewer.userId, ...input });
      if (submitted.ok) return submitted.value;
      return refuse(submitted.error, {
        "no-such-variant": NO_SUCH_VARIANT,
        "in-running-exam": IN_RUNNING_EXAM,
        "answered-already": {
          code: "CONFLICT",
          message: "This variant was answered already, perhaps in another tab. Load the page again to see that answer, or try a new variant.",
        },
        "exercise-changed": {
          code: "CONFLICT",
          message: "This exercise was rewritten after you opened it. Nothing was counted. Load the page again to get the new one.",
        },
        "attempt-id-used-elsewhere": {
          code: "CONFLICT",
          message: "This answer was sent for another variant. Nothing was counted. Load the page again, then check it once more.",
        },
      });
    }),

  /** Tells the next hint of one's own variant, at its cost: a mutation, since the cost is stored. */
  hint: learnerProcedure
    .input(HintInput)
    .output(HintOutput)
    .mutation(async ({ ctx, input }) => {
      const told = await takeHint(ctx.tools, { userId: ctx.viewer.userId, ...input });
      if (told.ok) return told.value;
      return refuse(told.error, {
        "no-such-variant": NO_SUCH_VARIANT,
        "no-such-hint": { code: "NOT_FOUND", message: "There is no such hint. Hints are told one after the other." },
        "answered-already": { code: "CONFLICT", message: "This variant was answered already, so a hint would come too late. Load the page again to see the answer." },
        "exercise-changed": { code: "CONFLICT", message: "This exercise was rewritten after you opened it. Load the page again to get the new one." },
      });
    }),

  /** One's own attempt, as long as one likes. */
  feedback: learnerProcedure
    .input(FeedbackInput)
    .output(AttemptView)
    .query(async ({ ctx, input: { attemptId } }) => {
      const found = await getFeedback(ctx.tools, { userId: ctx.viewer.userId, attemptId });
      if (found.ok) return found.value;
      return refuse(found.error, {
        "no-such-attempt": { code: "NOT_FOUND", message: "There is no such attempt. Your own are reached from the exercise." },
        "feedback-later": { code: "CONFLICT", message: "This answer was taken. What it counts, and why, is told when its assignment is over for everybody." },
        "in-running-exam": IN_RUNNING_EXAM,
      });
    }),
});
