import { ListSkeleton } from "@/features/exercises/skeletons";

export default function Loading() {
  return <ListSkeleton />;
}
