import { NoSuchExercise } from "@/features/exercises/no-such-exercise";

export default function NotFound() {
  return <NoSuchExercise />;
}
