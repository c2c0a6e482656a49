import { Nothing } from "@/contracts/accounts/accounts";
import {
  ApplyRegradeInput, ApplyRegradeOutput, ASSIGNMENTS_MAX, AssignmentResults, CohortAssignmentInput, CohortAssignmentsOutput, GrantTimeInput, GrantTimeOutput, MakeAssignmentInput, RegradeInput, RegradePreview,
} from "@/contracts/cohorts/assignments";
import { CohortInput, CsvOutput } from "@/contracts/cohorts/cohorts";
import { AssignmentItems } from "@/contracts/cohorts/items";
import { AssignmentInput } from "@/contracts/exercises/assignments";
import { router } from "../../trpc/init";
import { refuse } from "../../trpc/refuse";
import { cohortProcedure } from "../cohort-procedures";
import { cohortAssignments, findGiven, giveAssignment, withdraw } from "./give-assignment";
import { assignmentItems } from "../items/items";
import { grantTime } from "./grant-time";
import { applyRegrade, previewRegrade } from "./regrade";
import { assignmentResults, resultsCsv } from "./results";

const NO_SUCH_ASSIGNMENT = { code: "NOT_FOUND", message: "There is no such assignment of this cohort. Its page lists those there are." } as const;

/** An assignment of such a cohort, up to date with the clock. */
const givenProcedure = cohortProcedure.input(CohortAssignmentInput.strip()).use(async ({ ctx, input: { assignmentId }, next }) => {
  const assignment = await findGiven(ctx.tools, ctx.cohort, assignmentId);
  if (assignment === null) return refuse({ code: "no-such-assignment" }, { "no-such-assignment": NO_SUCH_ASSIGNMENT });
  return next({ ctx: { ...ctx, assignment } });
});

export const cohortAssignmentsRouter = router({
  list: cohortProcedure
    .input(CohortInput)
    .output(CohortAssignmentsOutput)
    .query(({ ctx: { tools, cohort, viewer } }) => cohortAssignments(tools, cohort, viewer.userId)),

  give: cohortProcedure
    .input(MakeAssignmentInput)
    .output(AssignmentInput)
    .mutation(async ({ ctx: { tools, cohort }, input }) => {
      const given = await giveAssignment(tools, cohort, input);
      if (given.ok) return given.value;
      return refuse(given.error, {
        "no-such-exercise": { code: "CONFLICT", message: "One of these exercises is no longer there. Load the page again and choose anew." },
        "due-already": { code: "CONFLICT", message: "The due date is past. Choose a later one." },
        "too-many-assignments": { code: "CONFLICT", message: `This cohort has ${ASSIGNMENTS_MAX} assignments, and there is room for no more. Make another cohort.` },
      });
    }),

  withdraw: givenProcedure
    .input(CohortAssignmentInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, assignment } }) => {
      await withdraw(tools, assignment);
      return {};
    }),

  /** Who answered what. */
  results: givenProcedure
    .input(CohortAssignmentInput)
    .output(AssignmentResults)
    .query(({ ctx: { tools, cohort, assignment, viewer } }) => assignmentResults(tools, cohort, assignment, viewer.userId)),

  /** How its items do. */
  items: givenProcedure
    .input(CohortAssignmentInput)
    .output(AssignmentItems)
    .query(({ ctx: { tools, cohort, assignment, viewer } }) => assignmentItems(tools, cohort, assignment, viewer.userId)),

  /** Who answered what as a file. Audited. */
  csv: givenProcedure
    .input(CohortAssignmentInput)
    .output(CsvOutput)
    .query(({ ctx: { tools, cohort, assignment, viewer } }) => resultsCsv(tools, cohort, assignment, viewer.userId)),

  /** More minutes for one or many learners, also while they answer. Audited. */
  grantTime: givenProcedure
    .input(GrantTimeInput)
    .output(GrantTimeOutput)
    .mutation(({ ctx: { tools, assignment, viewer }, input: { learnerIds, minutes } }) => grantTime(tools, { assignment, viewerId: viewer.userId, learnerIds, minutes })),

  previewRegrade: givenProcedure
    .input(RegradeInput)
    .output(RegradePreview)
    .query(({ ctx: { tools, cohort, assignment }, input: { learnerId, exerciseId } }) => previewRegrade(tools, { cohort, assignment, learnerId, exerciseId })),

  /** Applies a preview, all or nothing. Audited. */
  applyRegrade: givenProcedure
    .input(ApplyRegradeInput)
    .output(ApplyRegradeOutput)
    .mutation(async ({ ctx: { tools, cohort, assignment, viewer }, input: { learnerId, exerciseId, digest } }) => {
      const applied = await applyRegrade(tools, { cohort, assignment, learnerId, exerciseId, digest, viewerId: viewer.userId });
      if (applied.ok) return applied.value;
      return refuse(applied.error, { "changed-since": { code: "CONFLICT", message: "Other answers would change now than in the preview. Nothing was changed. Look at the preview again." } });
    }),
});
