import type { Metadata } from "next";
import { requireTeacher } from "@/app/teacher";
import { ListReportsInput } from "@/contracts/authoring/reports";
import { dateWords } from "@/features/accounts/date-words";
import { ReportsPage } from "@/features/authoring/reports-page";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Reports" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { timeZone } = await requireTeacher();
  const { state, kind, item } = await searchParams;
  // A field that was left open comes as an empty text.
  const asked = ListReportsInput.safeParse({ state: state || undefined, kind: kind || undefined, item: item || undefined });
  const filter = asked.success ? asked.data : {};
  const { reports, open } = await (await caller()).authoring.reports.list(filter);
  return <ReportsPage filter={filter} open={open} reports={reports.map((report) => ({ ...report, when: dateWords(report.at, timeZone) }))} />;
}
