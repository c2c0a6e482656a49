import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { shownAssignment } from "@/app/shown-assignment";
import { AssignmentInput } from "@/contracts/exercises/assignments";
import { AssignmentPage } from "@/features/exercises/assignments/assignment-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Assignment" };

export default async function Page({ params }: { params: Promise<{ assignment: string }> }) {
  const { timeZone } = await requireViewer();
  const asked = AssignmentInput.safeParse({ assignmentId: (await params).assignment });
  const view = asked.success ? await nullIfNotFound((await caller()).exercises.assignments.view(asked.data)) : null;
  if (view === null) notFound();
  return <AssignmentPage view={view} shown={shownAssignment(view.assignment, timeZone)} />;
}
