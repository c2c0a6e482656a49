import { PreviewExerciseInput, PreviewExerciseOutput, PreviewFileInput, PreviewFileOutput, PreviewListOutput, ReadingsOutput } from "@/contracts/authoring/preview";
import type { Content } from "../catalog/catalog";
import type { Tools } from "../compose";
import { instructorProcedure, router } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { viewExercise } from "./preview-exercise";
import { reportsRouter } from "./reports-router";
import { listFiles, viewFile } from "./preview-files";

const NO_SUCH_FILE = { "no-such-file": { code: "NOT_FOUND", message: "There is no such content file. Choose one under Preview." } } as const;

const contentOf = ({ content }: Tools): Content => content ?? refuse({ code: "no-such-file" }, NO_SUCH_FILE);

export const authoringRouter = router({
  /** What learners say is wrong. */
  reports: reportsRouter,

  /** The content files. Keys and words about mistakes are behind this door: no learner passes it. */
  files: instructorProcedure.output(PreviewListOutput).query(({ ctx }) => listFiles(contentOf(ctx.tools))),

  /** Grows when a file was saved, where files are followed. */
  readings: instructorProcedure.output(ReadingsOutput).query(({ ctx }) => {
    const { follows, readings } = contentOf(ctx.tools);
    return { readings: follows ? readings() : null };
  }),

  file: instructorProcedure
    .input(PreviewFileInput)
    .output(PreviewFileOutput)
    .query(({ ctx, input }) => viewFile(contentOf(ctx.tools), input.file, ctx.tools.clock()) ?? refuse({ code: "no-such-file" }, NO_SUCH_FILE)),

  exercise: instructorProcedure
    .input(PreviewExerciseInput)
    .output(PreviewExerciseOutput)
    .query(({ ctx, input }) => viewExercise(contentOf(ctx.tools), input) ?? refuse({ code: "no-such-file" }, NO_SUCH_FILE)),
});
