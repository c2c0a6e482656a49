import type { Metadata } from "next";
import { InterviewsPage } from "@/features/interviews/interviews-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Interviews" };

export default async function Page() {
  const { timeZone } = await requireViewer();
  const { interviews } = await caller();
  const [{ rooms }, { scenarios }] = await Promise.all([interviews.rooms(), interviews.scenarios()]);
  return <InterviewsPage rooms={rooms} scenarios={scenarios} timeZone={timeZone} />;
}
