/** The board at any moment of a log. */
import { applyPatches } from "@/domain/interviews/board/apply-patches";
import { type Board, EMPTY_BOARD } from "@/domain/interviews/board/board";
import { lastUpTo, type Moment } from "./time-line";

/** From one kept board to the next: as many patches are folded at most when somebody scrubs. */
const KEYFRAME_EVENTS = 250;

/** Folds the drawing once, and keeps a board now and then, so that any moment is near one. */
export function foldBoards(moments: readonly Moment[]): (atMs: number) => Board {
  const drawn = moments.flatMap(({ atMs, event }) => (event.kind === "drawn" ? [{ atMs, patches: event.patches }] : []));
  const patchesOf = (from: number, to: number) => drawn.slice(from, to).flatMap(({ patches }) => patches);
  const keyframes: Board[] = [EMPTY_BOARD];
  for (let from = 0; from + KEYFRAME_EVENTS <= drawn.length; from += KEYFRAME_EVENTS) {
    keyframes.push(applyPatches(keyframes.at(-1) ?? EMPTY_BOARD, patchesOf(from, from + KEYFRAME_EVENTS)));
  }
  return (atMs) => {
    const count = lastUpTo(drawn, atMs) + 1;
    const frame = Math.floor(count / KEYFRAME_EVENTS);
    return applyPatches(keyframes[frame] ?? EMPTY_BOARD, patchesOf(frame * KEYFRAME_EVENTS, count));
  };
}
