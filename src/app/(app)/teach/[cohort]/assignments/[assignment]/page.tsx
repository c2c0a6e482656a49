import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { CohortAssignmentInput } from "@/contracts/cohorts/assignments";
import { dateWords } from "@/features/accounts/date-words";
import { ResultsPage } from "@/features/cohorts/assignments/results-page";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Results" };

export default async function Page({ params }: { params: Promise<{ cohort: string; assignment: string }> }) {
  const { timeZone, namesHidden } = await requireTeacher();
  const { cohort, assignment } = await params;
  const asked = CohortAssignmentInput.safeParse({ cohortId: cohort, assignmentId: assignment });
  const results = asked.success ? await nullIfNotFound((await caller()).cohorts.assignments.results(asked.data)) : null;
  if (results === null) notFound();
  const { assignment: given, heldUntil } = results;
  return <ResultsPage results={results} dueText={dateWords(given.dueAt, timeZone)} heldText={heldUntil === null ? null : dateWords(heldUntil, timeZone)} namesHidden={namesHidden} />;
}
