import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OpenLabInput } from "@/contracts/labs/lab-pages";
import { RunInput } from "@/contracts/labs/labs";
import { labHref, runHref } from "@/features/labs/addresses";
import { ComparePage } from "@/features/labs/compare/compare-page";
import { othersOf, otherWanted } from "@/features/labs/compare/other-run";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Two runs" };

interface PageProps {
  params: Promise<{ lab: string; run: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** One's own run beside another one: what somebody shares stands by itself. */
export default async function Page({ params, searchParams }: PageProps) {
  await requireViewer();
  const [{ lab: labId, run: runId }, query] = await Promise.all([params, searchParams]);
  const [askedLab, askedRun] = [OpenLabInput.safeParse({ labId }), RunInput.safeParse({ runId })];
  if (!askedLab.success || !askedRun.success) notFound();
  const api = await caller();
  const [lab, run] = await Promise.all([nullIfNotFound(api.labs.open(askedLab.data)), nullIfNotFound(api.labs.run(askedRun.data))]);
  if (lab === null || run === null || run.run.labId !== lab.id || !run.mine) notFound();
  const others = othersOf(run.run, lab.runs);
  const wanted = otherWanted(run.run, others, query["with"]);
  const other = wanted === null ? null : await nullIfNotFound(api.labs.run({ runId: wanted }));
  const href = runHref(lab.id, runId);
  const trail = {
    places: [
      { words: "Labs", href: "/labs" },
      { words: lab.title, href: labHref(lab.id) },
      { words: `Run ${run.run.number}`, href },
    ],
    back: { words: `Back to run ${run.run.number}`, href },
  };
  return <ComparePage lab={{ id: lab.id, title: lab.title, checks: lab.checks }} run={run} other={other} others={others} trail={trail} />;
}
