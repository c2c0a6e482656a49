import { ListSkeleton } from "@/features/today/skeletons";

export default function Loading() {
  return <ListSkeleton />;
}
