import type { Metadata } from "next";
import { LibraryPage } from "@/features/today/library/library-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Library" };

export default async function Page() {
  await requireViewer();
  return <LibraryPage library={await (await caller()).today.library()} />;
}
