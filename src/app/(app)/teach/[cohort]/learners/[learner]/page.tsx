import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { MemberInput } from "@/contracts/cohorts/cohorts";
import { LearnerPage } from "@/features/cohorts/learner-page";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Learner" };

export default async function Page({ params }: { params: Promise<{ cohort: string; learner: string }> }) {
  const { namesHidden } = await requireTeacher();
  const { cohort: cohortId, learner: learnerId } = await params;
  const asked = MemberInput.safeParse({ cohortId, learnerId });
  const work = asked.success ? await nullIfNotFound((await caller()).cohorts.learner(asked.data)) : null;
  if (work === null) notFound();
  return <LearnerPage work={work} namesHidden={namesHidden} />;
}
