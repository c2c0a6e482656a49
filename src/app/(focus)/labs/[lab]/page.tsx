import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OpenLabInput } from "@/contracts/labs/lab-pages";
import { Workspace } from "@/features/labs/workspace";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Lab" };

export default async function Page({ params }: { params: Promise<{ lab: string }> }) {
  const { userId, timeZone } = await requireViewer();
  const asked = OpenLabInput.safeParse({ labId: (await params).lab });
  if (!asked.success) notFound();
  const lab = await nullIfNotFound((await caller()).labs.open(asked.data));
  if (lab === null) notFound();
  return <Workspace key={lab.id} userId={userId} lab={lab} timeZone={timeZone ?? "UTC"} />;
}
