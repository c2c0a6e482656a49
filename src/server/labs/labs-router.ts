import { TRPCError } from "@trpc/server";
import { LabView, ListLabsOutput, OpenLabInput } from "@/contracts/labs/lab-pages";
import {
  DraftInput, DraftOutput, ExcerptInput, ExcerptOutput, ListRunsInput, ListRunsOutput, RunInput, RunView, SaveDraftInput, SaveDraftOutput,
  SetTestInput, SetTestOutput, ShareRunInput, ShareRunOutput, SubmitRunInput, SubmitRunOutput, WatchRunInput,
} from "@/contracts/labs/labs";
import { LAB_TESTS_MAX, WAITING_RUNS_MAX } from "@/contracts/labs/limits";
import { learnerProcedure, router } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { getRecording, getRun, listOwnRuns } from "./get-run";
import { listLabs } from "./list-labs";
import { openLab } from "./open-lab";
import { getDraft, saveDraft } from "./save-draft";
import { setTest } from "./set-test";
import { shareRun } from "./share-run";
import { submitRun } from "./submit-run";
import { watchRun } from "./watch-run";

const NO_SUCH_LAB = { "no-such-lab": { code: "NOT_FOUND", message: "There is no such lab. Choose one under Labs." } } as const;
const NO_SUCH_RUN = { "no-such-run": { code: "NOT_FOUND", message: "There is no such run. Your own are listed with their lab." } } as const;

export const labsRouter = router({
  /** All labs, and how far one has come in each. */
  list: learnerProcedure.output(ListLabsOutput).query(({ ctx }) => listLabs(ctx.tools, ctx.viewer)),

  /** A lab with its texts, one's draft and one's runs. */
  open: learnerProcedure
    .input(OpenLabInput)
    .output(LabView)
    .query(async ({ ctx, input: { labId } }) => {
      const opened = await openLab(ctx.tools, { userId: ctx.viewer.userId, labId });
      return opened.ok ? opened.value : refuse(opened.error, NO_SUCH_LAB);
    }),

  /** Hands a program to the judge. */
  submitRun: learnerProcedure
    .input(SubmitRunInput)
    .output(SubmitRunOutput)
    .mutation(async ({ ctx, input }) => {
      const submitted = await submitRun(ctx.tools, { userId: ctx.viewer.userId, ...input });
      if (submitted.ok) return submitted.value;
      return refuse(submitted.error, {
        ...NO_SUCH_LAB,
        "too-many-waiting": {
          code: "TOO_MANY_REQUESTS",
          message: `${WAITING_RUNS_MAX} of your runs are waiting for the judge already. Wait until one of them is done, then submit again.`,
        },
        "run-id-used-elsewhere": {
          code: "CONFLICT",
          message: "This run was sent with another program. Nothing was submitted. Load the page again, then submit once more.",
        },
      });
    }),

  /** How far one's own run is, until it is done: over server-sent events, taken up again after a break. */
  watchRun: learnerProcedure.input(WatchRunInput).subscription(async function* ({ ctx, input, signal }) {
    const { runId, lastEventId = null } = input;
    const events = await watchRun(ctx.tools, { userId: ctx.viewer.userId, runId, lastEventId }, signal);
    if (events === null) throw new TRPCError(NO_SUCH_RUN["no-such-run"]);
    yield* events;
  }),

  /** One's own runs, of all labs or of one, newest first. */
  runs: learnerProcedure
    .input(ListRunsInput)
    .output(ListRunsOutput)
    .query(({ ctx, input: { labId } }) => listOwnRuns(ctx.tools, { userId: ctx.viewer.userId, labId })),

  /** One's own run, or one that its learner shares. */
  run: learnerProcedure
    .input(RunInput)
    .output(RunView)
    .query(async ({ ctx, input: { runId } }) => {
      const found = await getRun(ctx.tools, { userId: ctx.viewer.userId, runId });
      return found.ok ? found.value : refuse(found.error, NO_SUCH_RUN);
    }),

  /** Lets everybody with an account read one's own run, or takes that back. */
  shareRun: learnerProcedure
    .input(ShareRunInput)
    .output(ShareRunOutput)
    .mutation(async ({ ctx, input }) => {
      const shared = await shareRun(ctx.tools, { userId: ctx.viewer.userId, ...input });
      return shared.ok ? shared.value : refuse(shared.error, NO_SUCH_RUN);
    }),

  /** The events that explain why a run that one may read failed a check on one seed. */
  excerpt: learnerProcedure
    .input(ExcerptInput)
    .output(ExcerptOutput)
    .query(async ({ ctx, input }) => {
      const found = await getRecording(ctx.tools, { userId: ctx.viewer.userId, ...input });
      if (found.ok) return found.value;
      return refuse(found.error, {
        "no-such-excerpt": { code: "NOT_FOUND", message: "There is no recording of this seed. The run's page lists those that can be looked at." },
      });
    }),

  /** What one typed last in a lab; null for nothing yet. */
  draft: learnerProcedure
    .input(DraftInput)
    .output(DraftOutput)
    .query(async ({ ctx, input: { labId } }) => {
      const found = await getDraft(ctx.tools, { userId: ctx.viewer.userId, labId });
      return found.ok ? found.value : refuse(found.error, NO_SUCH_LAB);
    }),

  /** Keeps a failing public seed as a test that Run plays first, or takes it away. */
  setTest: learnerProcedure
    .input(SetTestInput)
    .output(SetTestOutput)
    .mutation(async ({ ctx, input }) => {
      const set = await setTest(ctx.tools, { userId: ctx.viewer.userId, ...input });
      if (set.ok) return set.value;
      return refuse(set.error, { ...NO_SUCH_LAB, "too-many-tests": { code: "TOO_MANY_REQUESTS", message: `A lab keeps ${LAB_TESTS_MAX} tests. Remove one from the list beside your results, then save this one.` } });
    }),

  saveDraft: learnerProcedure
    .input(SaveDraftInput)
    .output(SaveDraftOutput)
    .mutation(async ({ ctx, input }) => {
      const saved = await saveDraft(ctx.tools, { userId: ctx.viewer.userId, ...input });
      return saved.ok ? saved.value : refuse(saved.error, NO_SUCH_LAB);
    }),
});
