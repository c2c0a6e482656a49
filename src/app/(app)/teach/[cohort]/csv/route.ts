import { csvResponse } from "@/app/csv-response";
import { CohortInput } from "@/contracts/cohorts/cohorts";
import { caller } from "@/server/trpc/context";

/** The overview as a file. */
export async function GET(_: Request, { params }: { params: Promise<{ cohort: string }> }): Promise<Response> {
  const asked = CohortInput.safeParse({ cohortId: (await params).cohort });
  if (!asked.success) return new Response("There is no such cohort.\n", { status: 404 });
  return csvResponse((await caller()).cohorts.csv(asked.data));
}
