import type { Metadata } from "next";
import { LabsPage } from "@/features/labs/labs-page";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Labs" };

export default async function Page() {
  const { labs } = await (await caller()).labs.list();
  return <LabsPage labs={labs} />;
}
