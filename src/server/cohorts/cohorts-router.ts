import { z } from "zod";
import { Nothing } from "@/contracts/accounts/accounts";
import {
  ArchiveCohortInput, CohortInput, CohortMastery, CohortOverview, COHORTS_MAX, CsvOutput, InvitationOutput, JoinCodeInput, JoinOutput, LearnerWork,
  ListCohortsOutput, MakeCohortInput, MemberAttemptInput, MemberExcerptInput, MemberInput, MemberRunInput, MEMBERS_MAX, MyCohortsOutput,
  RenameCohortInput, SetFinishedInput,
} from "@/contracts/cohorts/cohorts";
import { waitWords } from "@/contracts/accounts/sign-in-problem";
import { AttemptView } from "@/contracts/exercises/exercises";
import { ExcerptOutput, RunView } from "@/contracts/labs/labs";
import { instructorProcedure, learnerProcedure, router } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { cohortAssignmentsRouter } from "./assignments/cohort-assignments-router";
import { cohortProcedure, memberProcedure } from "./cohort-procedures";
import { deleteMember, endJoinCode, listCohorts, renameCohort, setArchived, setFinished } from "./cohort-store";
import { exportCsv } from "./export-csv";
import { itemsRouter } from "./items/items-router";
import { invitation, joinCohort } from "./join-cohort";
import { learnerWork, memberAttempt, memberExcerpt, memberRun } from "./learner-work";
import { makeCohort, renewCode } from "./make-cohort";
import { myCohorts } from "./my-cohorts";
import { cohortMastery, cohortOverview } from "./overview";
import { presentCohort } from "./present-cohort";

const NO_SUCH_CODE = {
  code: "NOT_FOUND",
  message: "This code opens no cohort: it may be mistyped, or its time is over. Ask your instructor for the one that is valid now.",
} as const;
const tooManyTries = (refusal: { code: string } | { code: string; againInSeconds: number }) =>
  ({ code: "TOO_MANY_REQUESTS", message: `There were too many tries with codes that open nothing. Try again ${waitWords("againInSeconds" in refusal ? refusal.againInSeconds : 0)}.` }) as const;

export const cohortsRouter = router({
  /** What a cohort is given to do. */
  assignments: cohortAssignmentsRouter,
  /** How the items of the content do. */
  items: itemsRouter,

  /** One's own cohorts; an admin's are all. */
  list: instructorProcedure
    .input(z.void())
    .output(ListCohortsOutput)
    .query(async ({ ctx: { tools, viewer } }) => {
      const now = tools.clock();
      const cohorts = await listCohorts(tools.database, viewer.role === "admin" ? null : viewer.userId);
      return { cohorts: cohorts.map((cohort) => presentCohort(cohort, { viewerId: viewer.userId, now })) };
    }),

  make: instructorProcedure
    .input(MakeCohortInput)
    .output(CohortInput)
    .mutation(async ({ ctx: { tools, viewer }, input: { name } }) => {
      const made = await makeCohort(tools, viewer.userId, name);
      if (made.ok) return made.value;
      return refuse(made.error, {
        "too-many-cohorts": { code: "CONFLICT", message: `You have ${COHORTS_MAX} cohorts, and there is room for no more. Use one of them again.` },
      });
    }),

  rename: cohortProcedure
    .input(RenameCohortInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, cohort }, input: { name } }) => {
      await renameCohort(tools.database, cohort.id, name);
      return {};
    }),

  /** Closes a cohort to newcomers, or takes it up again. Nothing of it is lost. */
  archive: cohortProcedure
    .input(ArchiveCohortInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, cohort }, input: { archived } }) => {
      await setArchived(tools.database, cohort.id, archived ? tools.clock() : null);
      return {};
    }),

  renewCode: cohortProcedure
    .input(CohortInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, cohort } }) => {
      await renewCode(tools, cohort.id);
      return {};
    }),

  expireCode: cohortProcedure
    .input(CohortInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, cohort } }) => {
      await endJoinCode(tools.database, cohort.id, tools.clock());
      return {};
    }),

  removeMember: memberProcedure
    .input(MemberInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, cohort }, input: { learnerId } }) => {
      await deleteMember(tools.database, { cohortId: cohort.id, userId: learnerId });
      return {};
    }),

  /** Whether a learner counts as finished: then no flag is raised for them. */
  setFinished: memberProcedure
    .input(SetFinishedInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, cohort }, input: { learnerId, finished } }) => {
      await setFinished(tools.database, { cohortId: cohort.id, userId: learnerId, finishedAt: finished ? tools.clock() : null });
      return {};
    }),

  overview: cohortProcedure
    .input(CohortInput)
    .output(CohortOverview)
    .query(({ ctx: { tools, cohort, viewer } }) => cohortOverview(tools, cohort, viewer.userId)),

  mastery: cohortProcedure
    .input(CohortInput)
    .output(CohortMastery)
    .query(({ ctx: { tools, cohort } }) => cohortMastery(tools, cohort)),

  /** The overview as a file. Audited. */
  csv: cohortProcedure
    .input(CohortInput)
    .output(CsvOutput)
    .query(({ ctx: { tools, cohort, viewer } }) => exportCsv(tools, cohort, viewer.userId)),

  /** One learner's work. Audited, as are a run, a recording and an answer of theirs. */
  learner: memberProcedure
    .input(MemberInput)
    .output(LearnerWork)
    .query(({ ctx: { tools, place } }) => learnerWork(tools, place)),

  run: memberProcedure
    .input(MemberRunInput)
    .output(RunView)
    .query(async ({ ctx: { tools, place }, input: { runId } }) => {
      const found = await memberRun(tools, place, runId);
      if (found.ok) return found.value;
      return refuse(found.error, { "no-such-run": { code: "NOT_FOUND", message: "There is no such run of this learner. Their page lists those there are." } });
    }),

  excerpt: memberProcedure
    .input(MemberExcerptInput)
    .output(ExcerptOutput)
    .query(async ({ ctx: { tools, place }, input }) => {
      const found = await memberExcerpt(tools, place, input);
      if (found.ok) return found.value;
      return refuse(found.error, { "no-such-excerpt": { code: "NOT_FOUND", message: "There is no recording of this seed. The run's page lists those that can be looked at." } });
    }),

  attempt: memberProcedure
    .input(MemberAttemptInput)
    .output(AttemptView)
    .query(async ({ ctx: { tools, place }, input: { attemptId } }) => {
      const found = await memberAttempt(tools, place, attemptId);
      if (found.ok) return found.value;
      return refuse(found.error, { "no-such-attempt": { code: "NOT_FOUND", message: "There is no such answer of this learner. Their page lists those there are." } });
    }),

  /** What a code opens, before one joins. */
  invitation: learnerProcedure
    .input(JoinCodeInput)
    .output(InvitationOutput)
    .query(async ({ ctx: { tools, viewer, clientAddress }, input: { code } }) => {
      const found = await invitation(tools, { userId: viewer.userId, clientAddress, code });
      if (found.ok) return found.value;
      return refuse(found.error, { "no-such-code": NO_SUCH_CODE, "too-many-tries": tooManyTries(found.error) });
    }),

  join: learnerProcedure
    .input(JoinCodeInput)
    .output(JoinOutput)
    .mutation(async ({ ctx: { tools, viewer, clientAddress }, input: { code } }) => {
      const joined = await joinCohort(tools, { userId: viewer.userId, clientAddress, code });
      if (joined.ok) return joined.value;
      return refuse(joined.error, {
        "no-such-code": NO_SUCH_CODE,
        "too-many-tries": tooManyTries(joined.error),
        "own-cohort": { code: "CONFLICT", message: "This is your own cohort: you follow it, so you cannot join it." },
        "cohort-is-full": { code: "CONFLICT", message: `This cohort has ${MEMBERS_MAX} learners and is full. Ask your instructor for another one.` },
      });
    }),

  /** Takes back that the instructor may look. One's own study stays as it is. */
  leave: learnerProcedure
    .input(CohortInput)
    .output(Nothing)
    .mutation(async ({ ctx: { tools, viewer }, input: { cohortId } }) => {
      await deleteMember(tools.database, { cohortId, userId: viewer.userId });
      return {};
    }),

  /** The cohorts that one is in, and who has looked. */
  mine: learnerProcedure
    .input(z.void())
    .output(MyCohortsOutput)
    .query(({ ctx: { tools, viewer } }) => myCohorts(tools, viewer.userId)),
});
