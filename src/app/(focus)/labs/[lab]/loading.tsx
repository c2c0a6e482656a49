import { WorkspaceSkeleton } from "@/features/labs/skeletons";

export default function Loading() {
  return <WorkspaceSkeleton />;
}
