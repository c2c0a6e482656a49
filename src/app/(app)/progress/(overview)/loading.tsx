import { ProgressSkeleton } from "@/features/today/skeletons";

export default function Loading() {
  return <ProgressSkeleton />;
}
