/** How safe the work is, and why something was not done, in words. */
import type { RoomRefusal } from "@/domain/interviews/room-event";
import type { RoomSession } from "./room-session";

type Safety = Pick<RoomSession<unknown>, "status" | "saved" | "waiting">;

/** `calm`: nothing to worry about. */
export function savedWords({ status, saved, waiting }: Safety): { readonly words: string; readonly calm: boolean } {
  if (status === "connecting") return { words: "Connecting", calm: true };
  if (status === "ended") return waiting.length > 0 ? { words: `${waiting.length} not sent`, calm: false } : { words: "Saved", calm: true };
  if (status === "offline" || saved === "offline") {
    return { words: waiting.length === 0 ? "Offline, trying again" : `Offline, ${waiting.length} kept here`, calm: false };
  }
  return { words: saved === "saved" ? "Saved" : "Saving", calm: true };
}

const REFUSED: Record<RoomRefusal["code"], string> = {
  "not-your-role": "Your role in this room may not do that.",
  "not-started": "The interview has not begun. Start the clock first.",
  "already-started": "Somebody else has started the clock.",
  "already-ended": "The interview has ended, so this was not added.",
  "already-paused": "Somebody else has paused the clock.",
  "not-paused": "The clock is running already.",
  "last-phase": "This is the last phase. End the interview when you are done.",
  "no-such-thing": "That is no longer there. Somebody else may have removed it.",
  "already-released": "Somebody else has released that already.",
  "too-early": "That belongs to a later phase.",
  "malformed-patch": "A change to the board could not be read and was taken back.",
  "board-full": "The board is full. Delete what is no longer needed, then draw again.",
  "room-full": "This room’s record is full. End the interview; the replay keeps all of it.",
  malformed: "That could not be read: it may be too long. Nothing was changed.",
};

export const refusalWords = (code: RoomRefusal["code"]): string => REFUSED[code];
