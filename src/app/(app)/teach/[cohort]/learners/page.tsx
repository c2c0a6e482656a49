import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { CohortInput } from "@/contracts/cohorts/cohorts";
import { dateWords } from "@/features/accounts/date-words";
import { LearnersPage } from "@/features/cohorts/learners-page";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Learners" };

export default async function Page({ params }: { params: Promise<{ cohort: string }> }) {
  const { timeZone, namesHidden } = await requireTeacher();
  const asked = CohortInput.safeParse({ cohortId: (await params).cohort });
  const overview = asked.success ? await nullIfNotFound((await caller()).cohorts.overview(asked.data)) : null;
  if (overview === null) notFound();
  const { code } = overview.cohort;
  return <LearnersPage overview={overview} codeUntil={code === null ? null : dateWords(code.expiresAt, timeZone)} namesHidden={namesHidden} />;
}
