import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { CohortAssignmentInput } from "@/contracts/cohorts/assignments";
import { dateWords } from "@/features/accounts/date-words";
import { AssignmentItemsPage } from "@/features/cohorts/items/assignment-items-page";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Items" };

export default async function Page({ params }: { params: Promise<{ cohort: string; assignment: string }> }) {
  const { timeZone } = await requireTeacher();
  const { cohort, assignment } = await params;
  const asked = CohortAssignmentInput.safeParse({ cohortId: cohort, assignmentId: assignment });
  const items = asked.success ? await nullIfNotFound((await caller()).cohorts.assignments.items(asked.data)) : null;
  if (items === null) notFound();
  return <AssignmentItemsPage items={items} computedText={items.computedAt === null ? null : dateWords(items.computedAt, timeZone)} />;
}
