import type { Metadata } from "next";
import { GlossaryPage } from "@/features/today/library/glossary-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Glossary" };

export default async function Page({ searchParams }: { searchParams: Promise<{ q?: string | string[] }> }) {
  await requireViewer();
  const { entries } = await (await caller()).today.glossary();
  return <GlossaryPage entries={entries} asked={[(await searchParams).q ?? ""].flat().join(" ")} />;
}
