import type { Metadata } from "next";
import { NewRoom } from "@/features/interviews/new-room";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Open a room" };

export default async function Page({ searchParams }: { searchParams: Promise<{ scenario?: string }> }) {
  const { timeZone } = await requireViewer();
  const { scenarios } = await (await caller()).interviews.scenarios();
  return <NewRoom scenarios={scenarios} chosenId={(await searchParams).scenario ?? null} timeZone={timeZone} />;
}
