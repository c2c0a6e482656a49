import { roomHref } from "../addresses";
import { RoomMessage } from "../room-message";

/** The browser was signed out elsewhere, or in another tab: the room goes on without it. */
export function SignedOut({ roomId }: { roomId: string }) {
  return (
    <RoomMessage title="You are signed out" next={{ href: `/sign-in?next=${encodeURIComponent(roomHref(roomId))}`, words: "Sign in and go back" }}>
      This browser is not signed in any more, so it has left the room. What was saved is in the room; what had not been sent is kept in this browser.
    </RoomMessage>
  );
}
