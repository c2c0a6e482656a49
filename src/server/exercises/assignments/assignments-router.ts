import { z } from "zod";
import {
  AssignmentInput, AssignmentView, ExamClock, ExamOutput, ItemHintInput, ItemOutput, MyAssignmentsOutput, OpenItemInput, SaveInput, SaveOutput, SubmitItemInput, SubmitItemOutput,
} from "@/contracts/exercises/assignments";
import { HintOutput } from "@/contracts/exercises/exercises";
import { learnerProcedure, router } from "../../trpc/init";
import { refuse } from "../../trpc/refuse";
import { examClock, type ExamRefusal, handIn, lookAtExam, saveExamAnswer, startExam } from "./exam";
import { type ItemRefusal, openItem, submitItem, takeItemHint } from "./homework";
import { myAssignments, viewAssignment } from "./my-assignments";

const NO_SUCH_ASSIGNMENT = { code: "NOT_FOUND", message: "There is no such assignment. What your cohorts were given is listed under Practice." } as const;
const NO_SUCH_VARIANT = { code: "NOT_FOUND", message: "There is no such question in this assignment. Load the page again." } as const;

const refuseItem = (refusal: ItemRefusal) =>
  refuse(refusal, {
    "no-such-assignment": NO_SUCH_ASSIGNMENT,
    "no-such-variant": NO_SUCH_VARIANT,
    "no-such-item": { code: "NOT_FOUND", message: "There is no such exercise in this assignment." },
    "is-an-exam": { code: "CONFLICT", message: "This is an exam: it is answered on its own page. Nothing was counted." },
    "not-open-yet": { code: "CONFLICT", message: "This assignment is not open yet. Its page says from when on it is." },
    "time-over": { code: "CONFLICT", message: "The time for this assignment is over, so nothing more is taken. Its page shows what counted." },
    "answered-already": { code: "CONFLICT", message: "This exercise takes no further answer here, perhaps because of one from another tab. Load the page again to see it." },
    "exercise-changed": { code: "CONFLICT", message: "This exercise was rewritten after you opened it. Nothing was counted. Load the page again to get the new one." },
    "no-such-hint": { code: "NOT_FOUND", message: "There is no such hint. Hints are told one after the other." },
  });

const refuseExam = (refusal: ExamRefusal) =>
  refuse(refusal, {
    "no-such-assignment": NO_SUCH_ASSIGNMENT,
    "no-such-variant": NO_SUCH_VARIANT,
    "no-exam": { code: "NOT_FOUND", message: "This assignment is no exam. Its page lists its exercises." },
    "not-open-yet": { code: "CONFLICT", message: "This exam is not open yet. Its page says from when on it may be started." },
    "not-started": { code: "CONFLICT", message: "You have not started this exam. Start it on its page." },
    "time-over": { code: "CONFLICT", message: "The time for this exam is over. What was saved until then was handed in; nothing later is taken." },
    "handed-in": { code: "CONFLICT", message: "You handed this exam in, so nothing more is taken. Everything that was saved before counts." },
  });

/** What one's cohorts were given to do. Each procedure brings the assignment up to date with the clock first. */
export const assignmentsRouter = router({
  mine: learnerProcedure
    .input(z.void())
    .output(MyAssignmentsOutput)
    .query(({ ctx }) => myAssignments(ctx.tools, ctx.viewer.userId)),

  view: learnerProcedure
    .input(AssignmentInput)
    .output(AssignmentView)
    .query(async ({ ctx, input }) => {
      const viewed = await viewAssignment(ctx.tools, { userId: ctx.viewer.userId, ...input });
      return viewed.ok ? viewed.value : refuse(viewed.error, { "no-such-assignment": NO_SUCH_ASSIGNMENT });
    }),

  /** An exercise of homework: a mutation, since drawing is stored. */
  openItem: learnerProcedure
    .input(OpenItemInput)
    .output(ItemOutput)
    .mutation(async ({ ctx, input }) => {
      const opened = await openItem(ctx.tools, { userId: ctx.viewer.userId, ...input });
      return opened.ok ? opened.value : refuseItem(opened.error);
    }),

  hint: learnerProcedure
    .input(ItemHintInput)
    .output(HintOutput)
    .mutation(async ({ ctx, input }) => {
      const told = await takeItemHint(ctx.tools, { userId: ctx.viewer.userId, ...input });
      return told.ok ? told.value : refuseItem(told.error);
    }),

  submit: learnerProcedure
    .input(SubmitItemInput)
    .output(SubmitItemOutput)
    .mutation(async ({ ctx, input }) => {
      const done = await submitItem(ctx.tools, { userId: ctx.viewer.userId, ...input });
      return done.ok ? done.value : refuseItem(done.error);
    }),

  /** Starts the clock of an exam, once. */
  start: learnerProcedure
    .input(AssignmentInput)
    .output(ExamClock)
    .mutation(async ({ ctx, input }) => {
      const started = await startExam(ctx.tools, { userId: ctx.viewer.userId, ...input });
      return started.ok ? started.value : refuseExam(started.error);
    }),

  /** The running exam with all that was saved: a mutation, since drawing is stored. */
  exam: learnerProcedure
    .input(AssignmentInput)
    .output(ExamOutput)
    .mutation(async ({ ctx, input }) => {
      const exam = await lookAtExam(ctx.tools, { userId: ctx.viewer.userId, ...input });
      return exam.ok ? exam.value : refuseExam(exam.error);
    }),

  save: learnerProcedure
    .input(SaveInput)
    .output(SaveOutput)
    .mutation(async ({ ctx, input }) => {
      const saved = await saveExamAnswer(ctx.tools, { userId: ctx.viewer.userId, ...input });
      return saved.ok ? saved.value : refuseExam(saved.error);
    }),

  clock: learnerProcedure
    .input(AssignmentInput)
    .output(ExamClock)
    .query(async ({ ctx, input }) => {
      const clock = await examClock(ctx.tools, { userId: ctx.viewer.userId, ...input });
      return clock.ok ? clock.value : refuseExam(clock.error);
    }),

  handIn: learnerProcedure
    .input(AssignmentInput)
    .output(z.strictObject({ handedIn: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const done = await handIn(ctx.tools, { userId: ctx.viewer.userId, ...input });
      return done.ok ? done.value : refuseExam(done.error);
    }),
});
