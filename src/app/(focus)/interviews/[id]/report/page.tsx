import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RoomInput } from "@/contracts/interviews/rooms";
import { ReportPage } from "@/features/interviews/report/report-page";
import { currentViewer } from "@/server/auth/current-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Report", robots: "noindex" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const asked = RoomInput.safeParse({ roomId: (await params).id });
  if (!asked.success) notFound();
  const [report, viewer] = await Promise.all([nullIfNotFound((await caller()).interviews.report(asked.data)), currentViewer()]);
  if (report === null) notFound();
  return <ReportPage report={report} timeZone={viewer?.timeZone ?? null} isSignedIn={viewer !== null} />;
}
