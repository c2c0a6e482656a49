import type { RoomRole } from "@/domain/interviews/room-event";
import { initialsOf } from "./words";

/** Told apart by more than letters; the name and the role always stand beside it. */
const COLOURS: Record<RoomRole, string> = { interviewer: "var(--d6)", candidate: "var(--d4)", observer: "var(--ink-3)" };

/** The disc of somebody in a room. */
export function RoomAvatar({ name, role }: { name: string; role: RoomRole }) {
  return (
    <span className="avatar" style={{ background: COLOURS[role] }} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
