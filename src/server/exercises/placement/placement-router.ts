import { z } from "zod";
import { PlacementAnswerInput, PlacementAnswerOutput, PlacementOffer, PlacementState } from "@/contracts/exercises/placement";
import { learnerProcedure, router } from "../../trpc/init";
import { refuse } from "../../trpc/refuse";
import { answerPlacement, startPlacement } from "./sit-placement";
import { offerPlacement, viewPlacement } from "./view-placement";

/** Fifteen questions that tell where to start. */
export const placementRouter = router({
  /** The open question and the last result. */
  view: learnerProcedure
    .input(z.void())
    .output(PlacementState)
    .query(({ ctx }) => viewPlacement(ctx.tools, ctx.viewer.userId)),

  offer: learnerProcedure
    .input(z.void())
    .output(PlacementOffer)
    .query(({ ctx }) => offerPlacement(ctx.tools, ctx.viewer.userId)),

  /** Begins one, or goes on with the one that runs. */
  start: learnerProcedure
    .input(z.void())
    .output(PlacementState)
    .mutation(async ({ ctx }) => {
      await startPlacement(ctx.tools, ctx.viewer.userId);
      return viewPlacement(ctx.tools, ctx.viewer.userId);
    }),

  answer: learnerProcedure
    .input(PlacementAnswerInput)
    .output(PlacementAnswerOutput)
    .mutation(async ({ ctx, input }) => {
      const taken = await answerPlacement(ctx.tools, { userId: ctx.viewer.userId, ...input });
      if (taken.ok) return taken.value;
      return refuse(taken.error, {
        "no-such-question": { code: "NOT_FOUND", message: "There is no such question in your placement test. Load the page again to go on." },
        "answered-already": { code: "CONFLICT", message: "This question was answered already, perhaps in another tab. Load the page again to go on." },
        "exercise-changed": { code: "CONFLICT", message: "This question was rewritten meanwhile. Load the page again to get another." },
      });
    }),
});
