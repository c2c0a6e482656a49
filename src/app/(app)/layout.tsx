import type { ReactNode } from "react";
import { AppShell } from "@/features/shell/app-shell";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const { dueCards } = await (await caller()).today.badge();
  return (
    <AppShell name={viewer.name || viewer.email} isAdmin={viewer.role === "admin"} teaches={viewer.role !== "learner"} dueCards={dueCards} needsTimeZone={viewer.timeZone === null}>
      {children}
    </AppShell>
  );
}
