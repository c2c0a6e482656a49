import { onward, RoomMessage } from "./room-message";

export function NoSuchRoom() {
  return (
    <RoomMessage title="There is no such room" next={onward(true)}>
      The address may be mistyped, or you are not in this room, or not any more. If you have an invitation, open its link; if you have an account, sign in first.
    </RoomMessage>
  );
}
