import type { Metadata } from "next";
import { requireTeacher } from "@/app/teacher";
import { ContentItemsInput } from "@/contracts/cohorts/items";
import { dateWords } from "@/features/accounts/date-words";
import { ContentItemsPage } from "@/features/cohorts/items/content-items-page";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Items" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { timeZone } = await requireTeacher();
  // A query that is no filter (an old link, a typing slip) shows all of practice.
  const asked = ContentItemsInput.strip().safeParse(await searchParams);
  const filter: ContentItemsInput = asked.success ? asked.data : { use: "practice" };
  const content = await (await caller()).cohorts.items.list(filter);
  return <ContentItemsPage filter={filter} content={content} computedText={content.computedAt === null ? null : dateWords(content.computedAt, timeZone)} />;
}
