/** What of a drawing is let onto a board: known types, known fields, finite numbers, and no more than browsers can draw. */
import { err, ok, type Result } from "../../kernel/result";
import { patchElement } from "./apply-patches";
import type { Board } from "./board";
import { fieldAccepts, fieldsOf, groupOf, isKnownType, LIST_FIELDS, requiredFieldsOf, STROKE_POINTS_MAX } from "./element-fields";
import { weightOf } from "./element-weight";
import { memberId, membersOf } from "./members";
import type { BoardElement, BoardPatch, Fields } from "./patch";

/** Deleted ones count: they stay. */
export const ELEMENTS_MAX = 5_000;
/** Of one element and of all, in characters of JSON. */
export const ELEMENT_WEIGHT_MAX = 160_000;
export const BOARD_WEIGHT_MAX = 8_000_000;
const ID = /^[\w-]{1,64}$/;

export type DrawRefusal = "malformed-patch" | "board-full";

/** The board after the patches, all or none of them (B10). */
export function drawOn(board: Board, patches: readonly BoardPatch[]): Result<Board, DrawRefusal> {
  const next = new Map(board);
  for (const patch of patches) {
    const id = patch.op === "put" ? patch.element.id : patch.id;
    const before = next.get(id);
    if (!isWellFormed(before, patch)) return err("malformed-patch");
    const after = patchElement(before, patch);
    if (after === undefined || weightOf(after) === Infinity) return err("malformed-patch");
    if (weightOf(after) > ELEMENT_WEIGHT_MAX) return err("board-full");
    next.set(id, after);
  }
  if (next.size > ELEMENTS_MAX || boardWeight(next) > BOARD_WEIGHT_MAX) return err("board-full");
  return ok(next);
}

function boardWeight(board: Board): number {
  let weight = 0;
  for (const element of board.values()) weight += weightOf(element);
  return weight;
}

function isWellFormed(element: BoardElement | undefined, patch: BoardPatch): boolean {
  if (patch.op === "put") return isWholeElement(patch.element) && (element === undefined || element.type === patch.element.type);
  if (element === undefined) return false;
  switch (patch.op) {
    case "set":
      return accepts(element.type, patch.fields) && hasWholeGroups(element.type, patch.fields);
    case "append":
      return isAppendable(element, patch);
    case "list":
      return isListChange(element, patch);
  }
}

const accepts = (type: string, fields: Fields): boolean => Object.entries(fields).every(([field, value]) => fieldAccepts(type, field, value));

function isWholeElement(element: BoardElement): boolean {
  const { id, type, ...fields } = element;
  return ID.test(id) && isKnownType(type) && accepts(type, fields) && requiredFieldsOf(type).every((field) => Object.hasOwn(fields, field));
}

/** Of a group all that an element cannot be without comes at once (B4). */
function hasWholeGroups(type: string, fields: Fields): boolean {
  const required = new Set(requiredFieldsOf(type));
  return Object.keys(fields).every((field) => groupOf(type, field).every((other) => Object.hasOwn(fields, other) || !required.has(other)));
}

function isAppendable(element: BoardElement, { from, points, pressures, box }: Extract<BoardPatch, { op: "append" }>): boolean {
  if (element.type !== "freedraw" || from > membersOf(element.points).length || from + points.length > STROKE_POINTS_MAX) return false;
  const group = groupOf("freedraw", "points");
  const { type } = element;
  return (
    fieldAccepts(type, "points", points) &&
    fieldAccepts(type, "pressures", pressures) &&
    (pressures.length === 0 || pressures.length === points.length) &&
    accepts(type, box) &&
    Object.keys(box).every((field) => group.includes(field) && field !== "points" && field !== "pressures")
  );
}

function isListChange(element: BoardElement, { field, add, remove }: Extract<BoardPatch, { op: "list" }>): boolean {
  if (!LIST_FIELDS.includes(field) || !fieldsOf(element.type).includes(field)) return false;
  const after = patchElement(element, { op: "list", id: element.id, field, add, remove });
  return add.every((member) => memberId(member) !== null) && fieldAccepts(element.type, field, after?.[field]);
}
