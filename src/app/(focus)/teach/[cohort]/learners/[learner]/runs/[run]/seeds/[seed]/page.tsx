import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { MemberExcerptInput, MemberRunInput } from "@/contracts/cohorts/cohorts";
import { learnerRunHref } from "@/features/cohorts/addresses";
import { versionWanted } from "@/features/labs/addresses";
import { SeedPage } from "@/features/labs/seed-page";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

interface PageProps {
  params: Promise<{ cohort: string; learner: string; run: string; seed: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: "A learner's failing seed" };

export default async function Page({ params, searchParams }: PageProps) {
  const { namesHidden } = await requireTeacher();
  const [{ cohort: cohortId, learner: learnerId, run: runId, seed }, query] = await Promise.all([params, searchParams]);
  const asked = MemberRunInput.safeParse({ cohortId, learnerId, runId });
  if (!asked.success || !/^[1-9]\d{0,5}$/.test(seed)) notFound();
  const n = Number(seed);
  const api = await caller();
  const run = await nullIfNotFound(api.cohorts.run(asked.data));
  const lab = run === null ? null : await nullIfNotFound(api.labs.open({ labId: run.run.labId }));
  if (run === null || lab === null) notFound();
  const check = run.excerpts.find((one) => one.n === n && one.check === query["check"])?.check ?? run.excerpts.find((one) => one.n === n)?.check;
  const wanted = MemberExcerptInput.safeParse({ ...asked.data, n, check, version: versionWanted(query["run"]) });
  const recording = wanted.success ? await nullIfNotFound(api.cohorts.excerpt(wanted.data)) : null;
  const shown = namesHidden ? { ...run, author: null } : run;
  return <SeedPage key={`${n} ${check} ${recording?.version}`} lab={lab} run={shown} n={n} recording={recording} query={queryText(query)} followedAt={learnerRunHref(cohortId, learnerId, runId)} />;
}

/** The query as the viewer reads it: one value a name. */
const queryText = (query: Awaited<PageProps["searchParams"]>): string =>
  new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []))).toString();
