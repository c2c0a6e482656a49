/**
 * What a patch makes of a board. It never refuses: the log holds only what `drawOn` let in, and a browser lays its own
 * unconfirmed patches over a board that may have moved on beneath them. Rules B1-B9 of SPEC.md.
 */
import { assertNever } from "../../kernel/assert";
import type { Board } from "./board";
import { membersOf, mergeMembers } from "./members";
import type { BoardElement, BoardPatch } from "./patch";

type Append = Extract<BoardPatch, { op: "append" }>;

/** The board after the patches, in their order; what cannot be applied changes nothing (B9). */
export function applyPatches(board: Board, patches: Iterable<BoardPatch>): Board {
  const next = new Map(board);
  for (const patch of patches) {
    const id = patch.op === "put" ? patch.element.id : patch.id;
    const element = patchElement(next.get(id), patch);
    if (element !== undefined) next.set(id, element);
  }
  return next;
}

/** The element after one patch; undefined: there is nothing that the patch could change. */
export function patchElement(element: BoardElement | undefined, patch: BoardPatch): BoardElement | undefined {
  if (patch.op === "put") return { ...element, ...patch.element };
  if (element === undefined) return undefined;
  switch (patch.op) {
    case "set":
      return { ...element, ...patch.fields };
    case "append":
      return appendPoints(element, patch);
    case "list":
      return { ...element, [patch.field]: mergeMembers(membersOf(element[patch.field]), patch.add, patch.remove) };
    default:
      return assertNever(patch, "board patch");
  }
}

/** A stroke that became shorter than `from` (somebody undid) takes no points: they would join where no hand went (B5). */
function appendPoints(element: BoardElement, { from, points, pressures, box }: Append): BoardElement {
  const before = membersOf(element.points);
  if (before.length < from) return element;
  return {
    ...element,
    ...box,
    points: [...before.slice(0, from), ...points],
    pressures: [...membersOf(element.pressures).slice(0, from), ...pressures],
  };
}
