import type { Metadata } from "next";
import { ReviewSession } from "@/features/review/review-session";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewPage() {
  const viewer = await requireViewer();
  const queue = await (await caller()).review.queue();
  const timeZone = viewer.timeZone ?? "UTC";
  const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone }).format(queue.now - viewer.rolloverHour * 3_600_000);
  return <ReviewSession userId={viewer.userId} queue={queue} title={`${weekday}’s cards`} timeZone={timeZone} />;
}
