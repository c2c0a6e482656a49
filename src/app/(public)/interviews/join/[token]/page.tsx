import type { Metadata } from "next";
import { InvitationInput } from "@/contracts/interviews/rooms";
import { InvitationFrame } from "@/features/interviews/invitation-frame";
import { JoinPage } from "@/features/interviews/join-page";
import { onward, RoomMessage } from "@/features/interviews/room-message";
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
      <RoomMessage title="This invitation opens nothing" next={onward(viewer !== null)}>
        It was used by somebody, taken back, or its time has passed. Ask whoever sent it for a new one.
      </RoomMessage>
    );
  }
  return (
    <InvitationFrame>
      <JoinPage token={asked.data.token} invitation={invitation} accountName={viewer === null ? null : viewer.name || viewer.email} timeZone={viewer?.timeZone ?? null} />
    </InvitationFrame>
  );
}
