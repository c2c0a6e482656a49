import { LabListSkeleton } from "@/features/labs/skeletons";

export default function Loading() {
  return <LabListSkeleton />;
}
