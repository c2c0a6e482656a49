import { NoSuchLab } from "@/features/labs/no-such-lab";

export default function NotFound() {
  return <NoSuchLab />;
}
