import Link from "next/link";
import { PageMessage } from "@/ui/page-message";

export function NoSuchRoom() {
  return (
    <main id="main">
      <PageMessage
        title="There is no such room"
        actions={
          <Link className="btn pri" href="/interviews">
            Your interviews
          </Link>
        }
      >
        <p>The address may be mistyped, or you are not in this room, or not any more. If you have an invitation, open its link; if you have an account, sign in first.</p>
      </PageMessage>
    </main>
  );
}
