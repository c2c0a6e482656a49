import { FRAME_BYTES_MAX, PATCHES_MAX } from "@/contracts/interviews/socket";
import type { BoardPatch } from "@/domain/interviews/board/patch";

/** A character is at most three bytes. */
const COMMAND_CHARS_MAX = FRAME_BYTES_MAX / 4;

/** A drawing as commands that each fit a frame: a pasted diagram is more than one. */
export function splitDrawing(patches: readonly BoardPatch[]): readonly (readonly BoardPatch[])[] {
  const commands: BoardPatch[][] = [];
  let chars = 0;
  for (const patch of patches) {
    const weight = JSON.stringify(patch).length;
    const last = commands.at(-1);
    if (last === undefined || last.length === PATCHES_MAX || chars + weight > COMMAND_CHARS_MAX) {
      commands.push([patch]);
      chars = weight;
    } else {
      last.push(patch);
      chars += weight;
    }
  }
  return commands;
}
