/** Who is in the room: the log says so once somebody comes, and once somebody has really gone. */
import type { RoomMember } from "@/domain/interviews/room-event";
import { LEAVE_GRACE_MS, RETURN_GRACE_MS } from "./limits";
import type { RoomHost } from "./room-host";

export interface Presence {
  readonly came: (member: RoomMember) => void;
  /** The last socket of a member closed. `graceMs` of 0: for good. */
  readonly went: (memberId: string, graceMs?: number) => void;
  /** Nobody is here, nor expected back. */
  readonly isEmpty: () => boolean;
  readonly close: () => void;
}

/** Whom the log calls present and who does not come back to the new home is gone, too. */
export function openPresence(host: Pick<RoomHost, "state" | "note">): Presence {
  const leaving = new Map<string, NodeJS.Timeout>();

  function went(memberId: string, graceMs = LEAVE_GRACE_MS): void {
    clearTimeout(leaving.get(memberId));
    leaving.delete(memberId);
    if (!host.state.present.has(memberId)) return;
    if (graceMs === 0) return host.note({ kind: "left", memberId }, memberId);
    const timer = setTimeout(() => went(memberId, 0), graceMs);
    timer.unref();
    leaving.set(memberId, timer);
  }

  for (const memberId of host.state.present.keys()) went(memberId, RETURN_GRACE_MS);
  return {
    came: (member) => {
      clearTimeout(leaving.get(member.memberId));
      leaving.delete(member.memberId);
      if (!host.state.present.has(member.memberId)) host.note({ kind: "joined", member }, member.memberId);
    },
    went,
    isEmpty: () => host.state.present.size === 0,
    close: () => leaving.forEach((timer) => clearTimeout(timer)),
  };
}
