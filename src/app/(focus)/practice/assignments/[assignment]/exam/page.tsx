import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { AssignmentInput } from "@/contracts/exercises/assignments";
import { assignmentHref } from "@/features/exercises/assignments/addresses";
import { ExamSession } from "@/features/exercises/assignments/exam-session";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { orWords } from "@/server/trpc/or-words";

export const metadata: Metadata = { title: "Exam" };

export default async function Page({ params }: { params: Promise<{ assignment: string }> }) {
  await requireViewer();
  const asked = AssignmentInput.safeParse({ assignmentId: (await params).assignment });
  if (!asked.success) notFound();
  const found = await orWords((await caller()).exercises.assignments.exam(asked.data));
  if (found === null) notFound();
  // The page of an exam that does not run says why.
  if ("words" in found) redirect(assignmentHref(asked.data.assignmentId));
  return <ExamSession exam={found.value} />;
}
