import { ReplayView, ReportView, ShareReportOutput, WriteReportInput } from "@/contracts/interviews/report";
import { RoomInput } from "@/contracts/interviews/rooms";
import { anyoneProcedure, learnerProcedure } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { askerOf } from "./asker";
import { NO_SUCH_ROOM } from "./refusal-words";
import { shareReport, writeReport } from "./share-report";
import { viewReplay } from "./view-replay";
import { viewReport } from "./view-report";

/** What is left of an interview. Candidates and observers may be guests. */
export const reportProcedures = {
  report: anyoneProcedure
    .input(RoomInput)
    .output(ReportView)
    .query(async ({ ctx, input: { roomId } }) => {
      const found = await viewReport(ctx.tools, { asker: askerOf(ctx, roomId), roomId });
      return found.ok ? found.value : refuse(found.error, NO_SUCH_ROOM);
    }),

  writeReport: learnerProcedure.input(WriteReportInput).mutation(async ({ ctx, input }) => {
    const written = await writeReport(ctx.tools, { asker: askerOf(ctx, input.roomId), ...input });
    if (written.ok) return;
    return refuse(written.error, {
      ...NO_SUCH_ROOM,
      "already-shared": { code: "CONFLICT", message: "The report is shared, so it stays as the candidate has read it. What you typed is still here." },
    });
  }),

  /** Lets the candidate read the report. For the host, after the end. */
  shareReport: learnerProcedure
    .input(RoomInput)
    .output(ShareReportOutput)
    .mutation(async ({ ctx, input: { roomId } }) => {
      const shared = await shareReport(ctx.tools, { asker: askerOf(ctx, roomId), roomId });
      if (shared.ok) return shared.value;
      return refuse(shared.error, { ...NO_SUCH_ROOM, "not-ended": { code: "CONFLICT", message: "The interview has not ended. End it in the room, then share its report." } });
    }),

  replay: anyoneProcedure
    .input(RoomInput)
    .output(ReplayView)
    .query(async ({ ctx, input: { roomId } }) => {
      const found = await viewReplay(ctx.tools, { asker: askerOf(ctx, roomId), roomId });
      return found.ok ? found.value : refuse(found.error, NO_SUCH_ROOM);
    }),
};
