import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TeachPage } from "@/features/cohorts/teach-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Teach" };

export default async function Page() {
  const { role } = await requireViewer();
  // What one may not see answers as what does not exist.
  if (role === "learner") notFound();
  const { cohorts } = await (await caller()).cohorts.list();
  return <TeachPage cohorts={cohorts} />;
}
