import { InterviewsSkeleton } from "@/features/interviews/skeletons";

export default function Loading() {
  return <InterviewsSkeleton />;
}
