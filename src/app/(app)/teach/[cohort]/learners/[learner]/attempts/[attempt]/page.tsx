import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { MemberAttemptInput } from "@/contracts/cohorts/cohorts";
import { dateWords } from "@/features/accounts/date-words";
import { learnerHref } from "@/features/cohorts/addresses";
import { FeedbackView } from "@/features/exercises/feedback-view";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "A learner's answer" };

export default async function Page({ params }: { params: Promise<{ cohort: string; learner: string; attempt: string }> }) {
  const { timeZone } = await requireTeacher();
  const { cohort: cohortId, learner: learnerId, attempt: attemptId } = await params;
  const asked = MemberAttemptInput.safeParse({ cohortId, learnerId, attemptId });
  const attempt = asked.success ? await nullIfNotFound((await caller()).cohorts.attempt(asked.data)) : null;
  if (attempt === null) notFound();
  const at = attempt.state === "whole" ? attempt.feedback.at : attempt.at;
  const followed = { name: "this learner", back: { words: "The learner", href: learnerHref(cohortId, learnerId) } };
  return <FeedbackView attempt={attempt} answeredText={dateWords(at, timeZone)} followed={followed} />;
}
