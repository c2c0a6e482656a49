import type { Metadata } from "next";
import { shownAssignment } from "@/app/shown-assignment";
import { AssignmentList } from "@/features/exercises/assignments/assignment-list";
import { waiting } from "@/features/exercises/assignments/words";
import { OfferPlacement } from "@/features/exercises/placement/offer-placement";
import { TodayPage } from "@/features/today/today-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Today" };

export default async function Page() {
  const { timeZone } = await requireViewer();
  const { today, exercises } = await caller();
  const [overview, { assignments }, offer] = await Promise.all([today.overview(), exercises.assignments.mine(), exercises.placement.offer()]);
  const given = waiting(assignments).map((card) => shownAssignment(card, timeZone));
  return <TodayPage overview={overview} given={<AssignmentList title="From your cohorts" assignments={given} />} placement={<OfferPlacement offer={offer} />} />;
}
