import { COMMANDS_MAX, FRAME_BYTES_MAX } from "@/contracts/interviews/socket";
import type { RoomCommand } from "@/domain/interviews/room-event";

interface OnItsWay {
  readonly command: RoomCommand;
  readonly kept: boolean;
  readonly sent: boolean;
}

/** How many commands may be sent and not answered: what the server takes at once without asking to slow down. */
export const IN_FLIGHT_MAX = 100;
/** A character is at most three bytes; a batch of more than one command stays well below the limit of a frame. */
const BATCH_CHARS_MAX = FRAME_BYTES_MAX / 4;

/** The commands to send next, in their order: the first ones that were not sent, as long as they are kept and fit. */
export function nextBatch<Command extends OnItsWay>(waiting: readonly Command[]): readonly Command[] {
  const from = waiting.findIndex(({ sent }) => !sent);
  if (from === -1) return [];
  const batch: Command[] = [];
  let chars = 0;
  for (const command of waiting.slice(from, Math.min(from + COMMANDS_MAX, IN_FLIGHT_MAX))) {
    chars += JSON.stringify(command.command).length;
    if (!command.kept || (batch.length > 0 && chars > BATCH_CHARS_MAX)) break;
    batch.push(command);
  }
  return batch;
}
