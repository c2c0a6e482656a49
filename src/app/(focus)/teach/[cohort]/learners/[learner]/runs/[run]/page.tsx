import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { MemberRunInput } from "@/contracts/cohorts/cohorts";
import { dateWords } from "@/features/accounts/date-words";
import { learnerHref, learnerRunHref } from "@/features/cohorts/addresses";
import { FollowedRunPage } from "@/features/labs/followed-run-page";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "A learner's run" };

export default async function Page({ params }: { params: Promise<{ cohort: string; learner: string; run: string }> }) {
  const { timeZone, namesHidden } = await requireTeacher();
  const { cohort: cohortId, learner: learnerId, run: runId } = await params;
  const asked = MemberRunInput.safeParse({ cohortId, learnerId, runId });
  if (!asked.success) notFound();
  const api = await caller();
  const run = await nullIfNotFound(api.cohorts.run(asked.data));
  const lab = run === null ? null : await nullIfNotFound(api.labs.open({ labId: run.run.labId }));
  if (run === null || lab === null) notFound();
  const learner = learnerHref(cohortId, learnerId);
  const trail = {
    places: [
      { words: "Teach", href: "/teach" },
      { words: namesHidden ? "A learner" : (run.author ?? "The learner"), href: learner },
    ],
    back: { words: "Back to the learner", href: learner },
  };
  return (
    <FollowedRunPage
      lab={{ id: lab.id, title: lab.title, checks: lab.checks }}
      run={run}
      submittedText={dateWords(run.run.submittedAt, timeZone)}
      href={learnerRunHref(cohortId, learnerId, runId)}
      trail={trail}
    />
  );
}
