import type { Metadata } from "next";
import Link from "next/link";
import { InvitationInput } from "@/contracts/interviews/rooms";
import { InvitationFrame } from "@/features/interviews/invitation-frame";
import { JoinPage } from "@/features/interviews/join-page";
import { currentViewer } from "@/server/auth/current-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

// The address is the permission, so it goes nowhere else.
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: "noindex" };

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const asked = InvitationInput.safeParse(await params);
  const [invitation, viewer] = await Promise.all([asked.success ? nullIfNotFound((await caller()).interviews.invitation(asked.data)) : null, currentViewer()]);
  if (!asked.success || invitation === null) {
    return (
      <InvitationFrame>
        <h1>This invitation opens nothing</h1>
        <p className="mt-2 text-ink-2">It was used by somebody, taken back, or its time has passed. Ask whoever sent it for a new one.</p>
        <p className="mt-5">
          <Link className="btn pri" href={viewer === null ? "/" : "/interviews"}>
            {viewer === null ? "What Quorum is" : "Your interviews"}
          </Link>
        </p>
      </InvitationFrame>
    );
  }
  return (
    <InvitationFrame>
      <JoinPage token={asked.data.token} invitation={invitation} accountName={viewer === null ? null : viewer.name || viewer.email} timeZone={viewer?.timeZone ?? null} />
    </InvitationFrame>
  );
}
