import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { CohortInput } from "@/contracts/cohorts/cohorts";
import { dateWords } from "@/features/accounts/date-words";
import { AssignmentsPage } from "@/features/cohorts/assignments/assignments-page";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Assignments" };

export default async function Page({ params }: { params: Promise<{ cohort: string }> }) {
  const { timeZone, namesHidden } = await requireTeacher();
  const asked = CohortInput.safeParse({ cohortId: (await params).cohort });
  const given = asked.success ? await nullIfNotFound((await caller()).cohorts.assignments.list(asked.data)) : null;
  if (given === null) notFound();
  return <AssignmentsPage given={given} dueTexts={given.assignments.map(({ dueAt }) => dateWords(dueAt, timeZone))} namesHidden={namesHidden} />;
}
