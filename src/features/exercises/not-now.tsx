import Link from "next/link";
import { PageMessage } from "@/ui/page-message";

/** Something of practice that cannot be had now: why, and where to go on. */
export function NotNow({ words }: { words: string }) {
  return (
    <PageMessage
      title="Not now"
      actions={
        <Link className="btn pri" href="/practice">
          To practice
        </Link>
      }
    >
      <p>{words}</p>
    </PageMessage>
  );
}
