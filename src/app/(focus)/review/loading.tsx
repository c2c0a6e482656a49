import { SessionSkeleton } from "@/features/review/session-skeleton";

export default function Loading() {
  return <SessionSkeleton />;
}
