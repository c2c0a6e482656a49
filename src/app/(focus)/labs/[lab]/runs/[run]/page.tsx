import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OpenLabInput } from "@/contracts/labs/lab-pages";
import { RunInput } from "@/contracts/labs/labs";
import { RunPage } from "@/features/labs/run-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Run" };

export default async function Page({ params }: { params: Promise<{ lab: string; run: string }> }) {
  const { timeZone } = await requireViewer();
  const { lab: labId, run: runId } = await params;
  const [askedLab, askedRun] = [OpenLabInput.safeParse({ labId }), RunInput.safeParse({ runId })];
  if (!askedLab.success || !askedRun.success) notFound();
  const api = await caller();
  const [lab, run] = await Promise.all([nullIfNotFound(api.labs.open(askedLab.data)), nullIfNotFound(api.labs.run(askedRun.data))]);
  if (lab === null || run === null || run.run.labId !== lab.id) notFound();
  const submittedText = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: timeZone ?? "UTC" }).format(run.run.submittedAt);
  return <RunPage lab={{ id: lab.id, title: lab.title, checks: lab.checks }} run={run} submittedText={submittedText} />;
}
