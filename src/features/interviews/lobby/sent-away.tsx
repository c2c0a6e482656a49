import Link from "next/link";
import { PageMessage } from "@/ui/page-message";

/** The host decides who is in a room; whoever is not is told nothing more of it. */
export function SentAway({ wasInside }: { wasInside: boolean }) {
  return (
    <main id="main">
      <PageMessage
        title={wasInside ? "You are no longer in this room" : "You were not let in"}
        actions={
          <Link className="btn pri" href="/interviews">
            Your interviews
          </Link>
        }
      >
        <p>
          {wasInside
            ? "The host has removed you. What you drew and wrote stays in the room; what had not been sent is not in it."
            : "The host has declined, and your invitation is used up. If that was a mistake, talk to the host."}
        </p>
      </PageMessage>
    </main>
  );
}
