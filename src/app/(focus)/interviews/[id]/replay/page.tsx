import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RoomInput } from "@/contracts/interviews/rooms";
import { readMoment } from "@/features/interviews/addresses";
import { ReplayPage } from "@/features/interviews/replay/replay-page";
import { currentViewer } from "@/server/auth/current-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Replay", robots: "noindex" };

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ t?: string }>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const asked = RoomInput.safeParse({ roomId: (await params).id });
  if (!asked.success) notFound();
  const [report, viewer] = await Promise.all([nullIfNotFound((await caller()).interviews.report(asked.data)), currentViewer()]);
  if (report === null) notFound();
  return <ReplayPage report={report} startMs={readMoment((await searchParams).t) ?? 0} timeZone={viewer?.timeZone ?? null} isSignedIn={viewer !== null} />;
}
