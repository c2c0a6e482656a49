/** The doors of a cohort: that it is the caller's, and that the learner is in it, is looked at before anything else. */
import { CohortInput, MemberInput } from "@/contracts/cohorts/cohorts";
import { instructorProcedure } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { findCohort, isMember } from "./cohort-store";

const NO_SUCH_COHORT = { code: "NOT_FOUND", message: "There is no such cohort. Your own are listed under Teach." } as const;
const NO_SUCH_LEARNER = { code: "NOT_FOUND", message: "There is no such learner in this cohort. Perhaps they left it." } as const;

/** A cohort of the instructor's own; an admin's are all. Another answers as one that does not exist. */
export const cohortProcedure = instructorProcedure.input(CohortInput.strip()).use(async ({ ctx, input: { cohortId }, next }) => {
  const { viewer, tools } = ctx;
  const cohort = await findCohort(tools.database, { cohortId, ownerId: viewer.role === "admin" ? null : viewer.userId });
  if (cohort === null) return refuse({ code: "no-such-cohort" }, { "no-such-cohort": NO_SUCH_COHORT });
  return next({ ctx: { ...ctx, cohort } });
});

/** A learner of such a cohort. */
export const memberProcedure = cohortProcedure.input(MemberInput.strip()).use(async ({ ctx, input: { cohortId, learnerId }, next }) => {
  if (!(await isMember(ctx.tools.database, { cohortId, userId: learnerId }))) return refuse({ code: "no-such-learner" }, { "no-such-learner": NO_SUCH_LEARNER });
  return next({ ctx: { ...ctx, place: { cohort: ctx.cohort, viewerId: ctx.viewer.userId, learnerId } } });
});
