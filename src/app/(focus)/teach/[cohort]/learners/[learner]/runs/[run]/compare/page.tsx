import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { MemberRunInput } from "@/contracts/cohorts/cohorts";
import { learnerHref, learnerRunHref } from "@/features/cohorts/addresses";
import { ComparePage } from "@/features/labs/compare/compare-page";
import { othersOf, otherWanted } from "@/features/labs/compare/other-run";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

interface PageProps {
  params: Promise<{ cohort: string; learner: string; run: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: "Two runs of a learner" };

/** A learner's run beside another one of theirs, for whoever follows their study: each is a look that the audit keeps. */
export default async function Page({ params, searchParams }: PageProps) {
  const { namesHidden } = await requireTeacher();
  const [{ cohort: cohortId, learner: learnerId, run: runId }, query] = await Promise.all([params, searchParams]);
  const asked = MemberRunInput.safeParse({ cohortId, learnerId, runId });
  if (!asked.success) notFound();
  const api = await caller();
  const run = await nullIfNotFound(api.cohorts.run(asked.data));
  const lab = run === null ? null : await nullIfNotFound(api.labs.open({ labId: run.run.labId }));
  if (run === null || lab === null) notFound();
  const { runs } = await api.cohorts.learner({ cohortId, learnerId });
  const others = othersOf(run.run, runs.map((one) => one.run));
  const wanted = otherWanted(run.run, others, query["with"]);
  const other = wanted === null ? null : await nullIfNotFound(api.cohorts.run({ ...asked.data, runId: wanted }));
  const href = learnerRunHref(cohortId, learnerId, runId);
  const trail = {
    places: [
      { words: "Teach", href: "/teach" },
      { words: namesHidden ? "A learner" : (run.author ?? "The learner"), href: learnerHref(cohortId, learnerId) },
      { words: `Run ${run.run.number}`, href },
    ],
    back: { words: "Back to the run", href },
  };
  return <ComparePage lab={{ id: lab.id, title: lab.title, checks: lab.checks }} run={run} other={other} others={others} trail={trail} />;
}
