import { csvResponse } from "@/app/csv-response";
import { CohortAssignmentInput } from "@/contracts/cohorts/assignments";
import { caller } from "@/server/trpc/context";

/** The results of an assignment as a file. */
export async function GET(_: Request, { params }: { params: Promise<{ cohort: string; assignment: string }> }): Promise<Response> {
  const { cohort, assignment } = await params;
  const asked = CohortAssignmentInput.safeParse({ cohortId: cohort, assignmentId: assignment });
  if (!asked.success) return new Response("There is no such assignment.\n", { status: 404 });
  return csvResponse((await caller()).cohorts.assignments.csv(asked.data));
}
