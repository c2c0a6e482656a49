import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FeedbackInput } from "@/contracts/exercises/exercises";
import { FeedbackView } from "@/features/exercises/feedback-view";
import { NotNow } from "@/features/exercises/not-now";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { orWords } from "@/server/trpc/or-words";

export const metadata: Metadata = { title: "Feedback" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const asked = FeedbackInput.safeParse({ attemptId: (await params).id });
  if (!asked.success) notFound();
  const { timeZone } = await requireViewer();
  const found = await orWords((await caller()).exercises.feedback(asked.data));
  if (found === null) notFound();
  if ("words" in found) return <NotNow words={found.words} />;
  const attempt = found.value;
  const at = attempt.state === "whole" ? attempt.feedback.at : attempt.at;
  const answeredText = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: timeZone ?? "UTC" }).format(at);
  return <FeedbackView attempt={attempt} answeredText={answeredText} />;
}
