import { TodaySkeleton } from "@/features/today/skeletons";

export default function Loading() {
  return <TodaySkeleton />;
}
