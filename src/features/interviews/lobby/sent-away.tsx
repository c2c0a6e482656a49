import { onward, RoomMessage } from "../room-message";

/** The host decides who is in a room; whoever is not is told nothing more of it. */
export function SentAway({ wasInside, isSignedIn }: { wasInside: boolean; isSignedIn: boolean }) {
  return (
    <RoomMessage title={wasInside ? "You are no longer in this room" : "You were not let in"} next={onward(isSignedIn)}>
      {wasInside
        ? "The host has removed you. What you drew and wrote stays in the room; what had not been sent is not in it."
        : "The host has declined, and your invitation is used up. If that was a mistake, talk to the host."}
    </RoomMessage>
  );
}
