import { ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { CohortInput } from "@/contracts/cohorts/cohorts";
import { assignmentsHref } from "@/features/cohorts/addresses";
import { GiveForm } from "@/features/cohorts/assignments/give-form";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Give an assignment" };

export default async function Page({ params }: { params: Promise<{ cohort: string }> }) {
  await requireTeacher();
  const asked = CohortInput.safeParse({ cohortId: (await params).cohort });
  const api = await caller();
  const given = asked.success ? await nullIfNotFound(api.cohorts.assignments.list(asked.data)) : null;
  if (given === null) notFound();
  const { exercises, topics } = await api.exercises.list({});
  return (
    <div className="wrap">
      <nav className="crumb" aria-label="Where you are">
        <Link href="/teach">Teach</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <Link href={assignmentsHref(given.cohort.id)}>{given.cohort.name}</Link>
      </nav>
      <h1 className="mt-[18px] mb-5">Give an assignment</h1>
      <GiveForm cohortId={given.cohort.id} exercises={exercises} topics={topics} />
    </div>
  );
}
