import { ListReportsInput, ListReportsOutput, MyReportsOutput, ReportItemInput, SettleReportInput } from "@/contracts/authoring/reports";
import { instructorProcedure, learnerProcedure, router } from "../trpc/init";
import { refuse } from "../trpc/refuse";
import { listReports, myReports } from "./list-reports";
import { reportItem } from "./report-item";
import { settleReport } from "./report-store";

export const reportsRouter = router({
  /** Says what is wrong with an item. */
  send: learnerProcedure.input(ReportItemInput).mutation(async ({ ctx, input }) => {
    const reported = await reportItem(ctx.tools, { ...input, userId: ctx.viewer.userId });
    if (reported.ok) return;
    refuse(reported.error, {
      "no-such-item": { code: "NOT_FOUND", message: "This is no longer part of the content, so there is nothing to mend. Thank you for telling us." },
      "report-id-used-elsewhere": { code: "CONFLICT", message: "This report could not be taken. Load the page again, then send it once more." },
      "too-many-reports": { code: "TOO_MANY_REQUESTS", message: "You have sent many reports within an hour. What you typed is still here; send it later." },
    });
  }),

  /** One's own reports with their answers. */
  mine: learnerProcedure.output(MyReportsOutput).query(({ ctx }) => myReports(ctx.tools, ctx.viewer.userId)),

  /** All reports, each with the item as it was: keys included, so no learner passes. */
  list: instructorProcedure
    .input(ListReportsInput)
    .output(ListReportsOutput)
    .query(({ ctx, input }) => listReports(ctx.tools, input)),

  /** Answers a report, closes it, or opens it again. */
  settle: instructorProcedure.input(SettleReportInput).mutation(async ({ ctx, input: { reportId, state, reply } }) => {
    const { database, clock } = ctx.tools;
    if (await settleReport(database, { id: reportId, state, reply: reply === "" ? null : reply, at: clock() })) return;
    refuse({ code: "no-such-report" }, { "no-such-report": { code: "NOT_FOUND", message: "There is no such report. It may have gone with its reporter’s account." } });
  }),
});
