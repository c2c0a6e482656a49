import { NoSuchRoom } from "@/features/interviews/no-such-room";

export default function NotFound() {
  return <NoSuchRoom />;
}
