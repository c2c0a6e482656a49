import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FeedbackInput } from "@/contracts/exercises/exercises";
import { FeedbackView } from "@/features/exercises/feedback-view";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Feedback" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const asked = FeedbackInput.safeParse({ attemptId: (await params).id });
  if (!asked.success) notFound();
  const { timeZone } = await requireViewer();
  const attempt = await nullIfNotFound((await caller()).exercises.feedback(asked.data));
  if (attempt === null) notFound();
  const at = attempt.state === "whole" ? attempt.feedback.at : attempt.at;
  const answeredText = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: timeZone ?? "UTC" }).format(at);
  return <FeedbackView attempt={attempt} answeredText={answeredText} />;
}
