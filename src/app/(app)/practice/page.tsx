import type { Metadata } from "next";
import { shownAssignment } from "@/app/shown-assignment";
import { ListInput } from "@/contracts/exercises/exercises";
import { PracticePage } from "@/features/exercises/practice-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Practice" };

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  // A query that is no filter (an old link, a typing slip) shows everything.
  const asked = ListInput.strip().safeParse(await searchParams);
  const filter = asked.success ? asked.data : {};
  const { timeZone } = await requireViewer();
  const { exercises, today } = await caller();
  const [list, due, { assignments }] = await Promise.all([exercises.list(filter), today.dueExercises(), exercises.assignments.mine()]);
  return <PracticePage filter={filter} list={list} due={due} assignments={assignments.map((card) => shownAssignment(card, timeZone))} />;
}
