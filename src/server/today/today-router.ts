import { z } from "zod";
import { LandingOutput } from "@/contracts/today/landing";
import {
  BadgeOutput, ById, ChoosePlanInput, ConceptOutput, DueExercises, GlossaryOutput, LibraryOutput, OverviewOutput, ProgressOutput, TopicOutput,
} from "@/contracts/today/today";
import { SearchInput, SearchOutput } from "@/contracts/today/search";
import { todaysCounts } from "../review/todays-queue";
import { anyoneProcedure, learnerProcedure, router } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { choosePlan } from "./choose-plan";
import { dueForPractice } from "./exercise-memories";
import { glossary } from "./glossary";
import { landing } from "./landing";
import { concept, library, topic } from "./library";
import { overview } from "./overview";
import { progress } from "./progress";
import { search } from "./search";

export const todayRouter = router({
  landing: anyoneProcedure
    .input(z.void())
    .output(LandingOutput)
    .query(({ ctx }) => landing(ctx.tools.catalog)),

  /** The number beside Review. */
  badge: learnerProcedure
    .input(z.void())
    .output(BadgeOutput)
    .query(async ({ ctx }) => {
      const { counts } = await todaysCounts(ctx.tools, ctx.viewer.userId);
      return { dueCards: counts.due + counts.fresh };
    }),

  overview: learnerProcedure
    .input(z.void())
    .output(OverviewOutput)
    .query(({ ctx }) => overview(ctx.tools, ctx.viewer.userId)),

  /** The exercises that one is about to forget. */
  dueExercises: learnerProcedure
    .input(z.void())
    .output(DueExercises)
    .query(({ ctx }) => dueForPractice(ctx.tools, ctx.viewer.userId)),

  choosePlan: learnerProcedure
    .input(ChoosePlanInput)
    .output(ChoosePlanInput)
    .mutation(async ({ ctx, input }) => {
      const chosen = await choosePlan(ctx.tools, ctx.viewer.userId, input.planId);
      if (chosen.ok) return chosen.value;
      return refuse(chosen.error, { "no-such-plan": { code: "NOT_FOUND", message: "There is no such plan. Load the page again to see those there are." } });
    }),

  search: learnerProcedure
    .input(SearchInput)
    .output(SearchOutput)
    .query(({ ctx, input }) => search(ctx.tools, ctx.viewer.userId, input)),

  library: learnerProcedure
    .input(z.void())
    .output(LibraryOutput)
    .query(({ ctx }) => library(ctx.tools, ctx.viewer.userId)),

  glossary: learnerProcedure
    .input(z.void())
    .output(GlossaryOutput)
    .query(({ ctx }) => glossary(ctx.tools.catalog)),

  topic: learnerProcedure
    .input(ById)
    .output(TopicOutput)
    .query(async ({ ctx, input }) => {
      const found = await topic(ctx.tools, ctx.viewer.userId, input.id);
      if (found.ok) return found.value;
      return refuse(found.error, { "no-such-topic": { code: "NOT_FOUND", message: "There is no such topic. The library lists them all." } });
    }),

  concept: learnerProcedure
    .input(ById)
    .output(ConceptOutput)
    .query(async ({ ctx, input }) => {
      const found = await concept(ctx.tools, ctx.viewer.userId, input.id);
      if (found.ok) return found.value;
      return refuse(found.error, { "no-such-concept": { code: "NOT_FOUND", message: "There is no such concept here. The library lists those there are." } });
    }),

  progress: learnerProcedure
    .input(z.void())
    .output(ProgressOutput)
    .query(({ ctx }) => progress(ctx.tools, ctx.viewer.userId)),
});
