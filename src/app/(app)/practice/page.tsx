import type { Metadata } from "next";
import { ListInput } from "@/contracts/exercises/exercises";
import { PracticePage } from "@/features/exercises/practice-page";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Practice" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  // A query that is no filter (an old link, a typing slip) shows everything.
  const asked = ListInput.strip().safeParse(await searchParams);
  const filter = asked.success ? asked.data : {};
  return <PracticePage filter={filter} list={await (await caller()).exercises.list(filter)} />;
}
