/** The list of rooms in parts: what is to be done first. */
import type { RoomListItem } from "@/contracts/interviews/rooms";

export interface RoomPart {
  readonly id: "invited" | "running" | "to-report" | "past";
  readonly title: string;
  readonly rows: readonly RoomListItem[];
}

const TITLES: Record<RoomPart["id"], string> = {
  invited: "You are invited",
  running: "Rooms you run",
  "to-report": "To report",
  past: "Past interviews",
};

const ORDER: readonly RoomPart["id"][] = ["invited", "running", "to-report", "past"];

function partOf({ state, role, sharedAt }: RoomListItem): RoomPart["id"] {
  if (state !== "ended") return role === "interviewer" ? "running" : "invited";
  return role === "interviewer" && sharedAt === null ? "to-report" : "past";
}

/** When a room is, was, or else was opened: the soonest of those to come first, the latest of the past first. */
const timeOf = ({ scheduledAt, startedAt, createdAt }: RoomListItem): number => startedAt ?? scheduledAt ?? createdAt;

/** The parts that have rooms in them. */
export function sortRooms(rooms: readonly RoomListItem[]): RoomPart[] {
  return ORDER.flatMap((id) => {
    const rows = rooms.filter((room) => partOf(room) === id);
    const sign = id === "past" || id === "to-report" ? -1 : 1;
    return rows.length === 0 ? [] : [{ id, title: TITLES[id], rows: rows.sort((one, other) => sign * (timeOf(one) - timeOf(other))) }];
  });
}
