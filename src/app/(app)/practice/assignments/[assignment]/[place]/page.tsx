import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { OpenItemInput } from "@/contracts/exercises/assignments";
import { assignmentHref } from "@/features/exercises/assignments/addresses";
import { ItemSession } from "@/features/exercises/assignments/item-session";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { orWords } from "@/server/trpc/or-words";

export const metadata: Metadata = { title: "Exercise" };

interface PageProps {
  params: Promise<{ assignment: string; place: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ params, searchParams }: PageProps) {
  await requireViewer();
  const { assignment, place } = await params;
  const asked = OpenItemInput.safeParse({ assignmentId: assignment, place: Number(place), again: (await searchParams).again === "1" });
  if (!asked.success) notFound();
  const found = await orWords((await caller()).exercises.assignments.openItem(asked.data));
  if (found === null) notFound();
  // The page of the assignment says why nothing of it can be opened now.
  if ("words" in found) redirect(assignmentHref(asked.data.assignmentId));
  return <ItemSession key={found.value.opened.variantId} item={found.value} />;
}
