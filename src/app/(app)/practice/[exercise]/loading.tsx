import { ExerciseSkeleton } from "@/features/exercises/skeletons";

export default function Loading() {
  return <ExerciseSkeleton />;
}
