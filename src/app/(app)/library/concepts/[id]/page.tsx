import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ById } from "@/contracts/today/today";
import { ConceptPage } from "@/features/today/library/concept-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

interface PageProps {
  params: Promise<{ id: string }>;
}

const findConcept = cache(async (id: string) => {
  await requireViewer();
  const asked = ById.safeParse({ id });
  return asked.success ? nullIfNotFound((await caller()).today.concept(asked.data)) : null;
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const concept = await findConcept((await params).id);
  return { title: concept?.title ?? "Not found" };
}

export default async function Page({ params }: PageProps) {
  const concept = await findConcept((await params).id);
  if (concept === null) notFound();
  return <ConceptPage concept={concept} />;
}
