import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireTeacher } from "@/app/teacher";
import { ContentItemInput } from "@/contracts/cohorts/items";
import { dateWords } from "@/features/accounts/date-words";
import { ContentItemPage } from "@/features/cohorts/items/content-items-page";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Item" };

interface PageProps {
  params: Promise<{ exercise: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const { timeZone } = await requireTeacher();
  const [{ exercise }, { use = "practice" }] = await Promise.all([params, searchParams]);
  const asked = ContentItemInput.safeParse({ exerciseId: exercise, use });
  const found = asked.success ? await nullIfNotFound((await caller()).cohorts.items.item(asked.data)) : null;
  if (!asked.success || found === null) notFound();
  return <ContentItemPage use={asked.data.use} item={found.item} computedText={found.computedAt === null ? null : dateWords(found.computedAt, timeZone)} />;
}
