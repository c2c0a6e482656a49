import type { Metadata } from "next";
import { TodayPage } from "@/features/today/today-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Today" };

export default async function Page() {
  await requireViewer();
  return <TodayPage overview={await (await caller()).today.overview()} />;
}
