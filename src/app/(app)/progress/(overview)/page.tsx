import type { Metadata } from "next";
import { ProgressPage } from "@/features/today/progress/progress-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Progress" };

export default async function Page() {
  await requireViewer();
  return <ProgressPage progress={await (await caller()).today.progress()} />;
}
