import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { CohortInput } from "@/contracts/cohorts/cohorts";
import { CohortPage } from "@/features/cohorts/cohort-page";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Needs you" };

export default async function Page({ params }: { params: Promise<{ cohort: string }> }) {
  const { timeZone, namesHidden } = await requireTeacher();
  const asked = CohortInput.safeParse({ cohortId: (await params).cohort });
  if (!asked.success) notFound();
  const { cohorts } = await caller();
  const [overview, mastery] = await Promise.all([nullIfNotFound(cohorts.overview(asked.data)), nullIfNotFound(cohorts.mastery(asked.data))]);
  if (overview === null || mastery === null) notFound();
  const dateText = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone }).format(overview.now);
  return <CohortPage overview={overview} mastery={mastery} dateText={dateText} namesHidden={namesHidden} />;
}
