import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OpenLabInput } from "@/contracts/labs/lab-pages";
import { ManualQuery } from "@/contracts/labs/manual";
import { ManualScreen } from "@/features/labs/manual/manual-screen";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "By hand" };

interface PageProps {
  params: Promise<{ lab: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ params, searchParams }: PageProps) {
  await requireViewer();
  const asked = OpenLabInput.safeParse({ labId: (await params).lab });
  if (!asked.success) notFound();
  const api = await caller();
  const lab = await nullIfNotFound(api.labs.open(asked.data));
  if (lab === null) notFound();
  const query = ManualQuery.parse(await searchParams);
  const run = query.of === undefined ? null : await nullIfNotFound(api.labs.run({ runId: query.of }));
  if (query.of !== undefined && run?.run.labId !== lab.id) notFound();
  return <ManualScreen lab={lab} query={query} run={run} />;
}
