import type { Metadata } from "next";
import { dateWords } from "@/features/accounts/date-words";
import { SettingsSection } from "@/features/accounts/settings-section";
import { OwnReports } from "@/features/authoring/own-reports";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Reports" };

export default async function Page() {
  const { timeZone } = await requireViewer();
  const { reports } = await (await caller()).authoring.reports.mine();
  return (
    <SettingsSection title="Your reports" about="What you said is wrong, and what its authors answered.">
      <OwnReports reports={reports.map((report) => ({ ...report, when: dateWords(report.at, timeZone) }))} />
    </SettingsSection>
  );
}
