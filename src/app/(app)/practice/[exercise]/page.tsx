import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OpenInput } from "@/contracts/exercises/exercises";
import { ExerciseSession } from "@/features/exercises/exercise-session";
import { NotNow } from "@/features/exercises/not-now";
import { caller } from "@/server/trpc/context";
import { orWords } from "@/server/trpc/or-words";

export const metadata: Metadata = { title: "Exercise" };

interface PageProps {
  params: Promise<{ exercise: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const { v } = await searchParams;
  const asked = OpenInput.safeParse({ exerciseId: (await params).exercise, variantId: v });
  if (!asked.success) notFound();
  const api = await caller();
  const found = await orWords(api.exercises.open(asked.data));
  if (found === null) notFound();
  if ("words" in found) return <NotNow words={found.words} />;
  const opened = found.value;
  const answered = opened.attemptId === null ? null : await api.exercises.feedback({ attemptId: opened.attemptId });
  return <ExerciseSession key={opened.variantId} opened={opened} answered={answered} />;
}
