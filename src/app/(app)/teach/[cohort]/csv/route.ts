import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { CohortInput } from "@/contracts/cohorts/cohorts";
import { caller } from "@/server/trpc/context";

/** The overview as a file. A refusal answers with its words and its status, and no file. */
export async function GET(_: Request, { params }: { params: Promise<{ cohort: string }> }): Promise<Response> {
  const asked = CohortInput.safeParse({ cohortId: (await params).cohort });
  if (!asked.success) return new Response("There is no such cohort.\n", { status: 404 });
  try {
    const { fileName, text } = await (await caller()).cohorts.csv(asked.data);
    return new Response(text, {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="${fileName}"`, "cache-control": "no-store" },
    });
  } catch (error) {
    if (!(error instanceof TRPCError) || error.code === "INTERNAL_SERVER_ERROR") throw error;
    return new Response(`${error.message}\n`, { status: getHTTPStatusCodeFromError(error) });
  }
}
