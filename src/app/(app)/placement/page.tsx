import type { Metadata } from "next";
import { PlacementPage } from "@/features/exercises/placement/placement-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Where to start" };

export default async function Page() {
  await requireViewer();
  return <PlacementPage first={await (await caller()).exercises.placement.view()} />;
}
