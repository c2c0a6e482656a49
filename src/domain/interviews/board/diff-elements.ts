/** The least patches that make one element, or one board, of another. Rules B11 and B12 of SPEC.md. */
import { fieldsOf, groupOf, LIST_FIELDS } from "./element-fields";
import { memberId, membersOf, mergeMembers } from "./members";
import type { BoardElement, BoardPatch, Fields, Point } from "./patch";
import { sameJson } from "./same-json";

/** What makes `after` of `before`; nothing if they are the same. An element that is not there before is put whole. */
export function diffElements(before: BoardElement | undefined, after: BoardElement): readonly BoardPatch[] {
  if (before === undefined) return [{ op: "put", element: after }];
  const changed = fieldsOf(after.type).filter((field) => !LIST_FIELDS.includes(field) && !sameJson(before[field], after[field]));
  const lists = LIST_FIELDS.flatMap((field) => diffList(before, after, field));
  const stroke = after.type === "freedraw" ? groupOf(after.type, "points") : [];
  const append = changed.some((field) => stroke.includes(field)) ? appended(before, after) : null;
  const fields = wholeGroups(after, append === null ? changed : changed.filter((field) => !stroke.includes(field)));
  return [
    ...(append === null ? [] : [append]),
    ...(Object.keys(fields).length === 0 ? [] : [{ op: "set" as const, id: after.id, fields }]),
    ...lists,
  ];
}

/** Of every field its whole group, each as it is in the element; what the element has no more is null. */
function wholeGroups(element: BoardElement, fields: readonly string[]): Fields {
  const together = new Set(fields.flatMap((field) => [field, ...groupOf(element.type, field).filter((other) => element[other] !== undefined)]));
  return Object.fromEntries([...together].map((field) => [field, element[field] ?? null]));
}

/** A stroke that grew at its end; null: it changed otherwise. */
function appended(before: BoardElement, after: BoardElement): BoardPatch | null {
  const [old, points] = [membersOf(before.points), membersOf(after.points)];
  const [oldPressures, pressures] = [membersOf(before.pressures), membersOf(after.pressures)];
  const from = old.length;
  // A stroke has either no pressures or one for every point.
  const grewAtItsEnd =
    points.length >= from &&
    oldPressures.length === (pressures.length === 0 ? 0 : from) &&
    sameJson(old, points.slice(0, from)) &&
    sameJson(oldPressures, pressures.slice(0, oldPressures.length));
  if (!grewAtItsEnd) return null;
  const box = groupOf(after.type, "points").filter((field) => field !== "points" && field !== "pressures" && after[field] !== undefined);
  return {
    op: "append",
    id: after.id,
    from,
    points: points.slice(from) as Point[],
    pressures: pressures.slice(oldPressures.length) as number[],
    box: Object.fromEntries(box.map((field) => [field, after[field]])),
  };
}

/** Members that came and went. What that cannot say (groups in another order) is said by setting the list. */
function diffList(before: BoardElement, after: BoardElement, field: string): BoardPatch[] {
  const [old, members] = [membersOf(before[field]), membersOf(after[field])];
  const oldById = new Map(old.map((member) => [memberId(member), member]));
  const ids = new Set(members.map(memberId));
  const add = members.filter((member) => !sameJson(oldById.get(memberId(member)), member));
  const remove = [...oldById.keys()].filter((id): id is string => id !== null && !ids.has(id));
  // The order of groups is how they are nested; that of bound elements means nothing.
  if (field === "groupIds" && !sameJson(mergeMembers(old, add, remove), members)) return [{ op: "set", id: after.id, fields: { [field]: members } }];
  return add.length + remove.length === 0 ? [] : [{ op: "list", id: after.id, field, add, remove }];
}
