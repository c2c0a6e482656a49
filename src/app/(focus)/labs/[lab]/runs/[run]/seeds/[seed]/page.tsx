import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ExcerptInput, RunInput } from "@/contracts/labs/labs";
import { OpenLabInput } from "@/contracts/labs/lab-pages";
import { BROWSER_RUN, versionWanted } from "@/features/labs/addresses";
import { BrowserSeedPage } from "@/features/labs/browser-seed-page";
import { SeedPage } from "@/features/labs/seed-page";
import { recordedName } from "@/features/labs/words";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

interface PageProps {
  params: Promise<{ lab: string; run: string; seed: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { seed } = await params;
  return { title: /^\d{1,6}$/.test(seed) ? recordedName(Number(seed)) : "Seed" };
}

export default async function Page({ params, searchParams }: PageProps) {
  await requireViewer();
  const [{ lab: labId, run: runId, seed }, query] = await Promise.all([params, searchParams]);
  const askedLab = OpenLabInput.safeParse({ labId });
  if (!askedLab.success || !/^[1-9]\d{0,5}$/.test(seed)) notFound();
  const n = Number(seed);
  const api = await caller();
  const lab = await nullIfNotFound(api.labs.open(askedLab.data));
  if (lab === null) notFound();
  const version = versionWanted(query["run"]);
  if (runId === BROWSER_RUN) return <BrowserSeedPage key={`${n} ${version}`} lab={lab} n={n} of={RunInput.safeParse({ runId: query["of"] }).data?.runId ?? null} version={version} />;

  const askedRun = RunInput.safeParse({ runId });
  const run = askedRun.success ? await nullIfNotFound(api.labs.run(askedRun.data)) : null;
  if (run === null || run.run.labId !== lab.id) notFound();
  const check = run.excerpts.find((one) => one.n === n && one.check === query["check"])?.check ?? run.excerpts.find((one) => one.n === n)?.check;
  const asked = ExcerptInput.safeParse({ runId, n, check, version });
  const recording = asked.success ? await nullIfNotFound(api.labs.excerpt(asked.data)) : null;
  return <SeedPage key={`${n} ${check} ${recording?.version}`} lab={lab} run={run} n={n} recording={recording} query={queryText(query)} />;
}

/** The query as the viewer reads it: one value a name. */
const queryText = (query: Awaited<PageProps["searchParams"]>): string =>
  new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []))).toString();
