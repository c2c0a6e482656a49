import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ById } from "@/contracts/today/today";
import { TopicPage } from "@/features/today/library/topic-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

interface PageProps {
  params: Promise<{ id: string }>;
}

const findTopic = cache(async (id: string) => {
  await requireViewer();
  const asked = ById.safeParse({ id });
  return asked.success ? nullIfNotFound((await caller()).today.topic(asked.data)) : null;
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const topic = await findTopic((await params).id);
  return { title: topic?.title ?? "Not found" };
}

export default async function Page({ params }: PageProps) {
  const topic = await findTopic((await params).id);
  if (topic === null) notFound();
  return <TopicPage topic={topic} />;
}
