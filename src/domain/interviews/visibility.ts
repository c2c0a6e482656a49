/** Whom an event reaches. Everything that leaves the server passes `isVisibleTo`. Rules VI: SPEC.md. */
import { assertNever } from "../kernel/assert";
import type { RoomEvent, RoomMember, Visibility } from "./room-event";

/** Whom an event of this kind reaches when `by` causes it; `by` is null where the clock does. */
export function visibilityOf(event: RoomEvent, by: string | null): Visibility {
  switch (event.kind) {
    case "joined":
    case "left":
    case "drawn":
    case "said":
    case "started":
    case "phase-begun":
    case "paused":
    case "resumed":
    case "extended":
    case "ended":
    case "hint-released":
    case "follow-up-asked":
    case "fact-told":
      return "all";
    case "note-written":
      return event.audience === "own" && by !== null ? { member: by } : event.audience === "all" ? "all" : "staff";
    case "scored":
    case "evidence-added":
    case "evidence-removed":
      return "staff";
    default:
      return assertNever(event, "A room's event");
  }
}

/** Whether a member may see what has this visibility. */
export function isVisibleTo(visibility: Visibility, { memberId, role }: Pick<RoomMember, "memberId" | "role">): boolean {
  if (visibility === "all") return true;
  return visibility === "staff" ? role === "interviewer" : visibility.member === memberId;
}
