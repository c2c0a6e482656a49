import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrow, rectangle, stroke, words } from "../../../../tests/support/board-elements";
import { applyPatches } from "./apply-patches";
import type { Board } from "./board";
import { groupOf } from "./element-fields";
import type { BoardElement, BoardPatch } from "./patch";

const boardOf = (...elements: BoardElement[]): Board => new Map(elements.map((element) => [element.id, element]));
const set = (id: string, fields: Record<string, unknown>): BoardPatch => ({ op: "set", id, fields });

describe("applyPatches", () => {
  test("[B1] of two writes to one field the later one stands", () => {
    expect(applyPatches(boardOf(rectangle("r")), [set("r", { x: 1 }), set("r", { x: 2 })]).get("r")?.x).toBe(2);
  });

  test("[B2] a move and a new colour both survive in either order", () => {
    const changes = [set("r", { x: 320, y: 5 }), set("r", { strokeColor: "#e03131" })];
    for (const order of [changes, changes.toReversed()]) {
      expect(applyPatches(boardOf(rectangle("r")), order).get("r")).toMatchObject({ x: 320, y: 5, strokeColor: "#e03131" });
    }
  });

  test("[B3] a tombstone stays, keeps what is edited of it, and comes back only by an undo", () => {
    const deleted = applyPatches(boardOf(rectangle("r")), [set("r", { isDeleted: true }), set("r", { x: 7 })]);
    expect(deleted.get("r")).toMatchObject({ isDeleted: true, x: 7 });
    expect(applyPatches(deleted, [set("r", { isDeleted: false })]).get("r")).toMatchObject({ isDeleted: false, x: 7 });
  });

  test.each([
    ["arrow", "x", ["points", "endBinding"]],
    ["freedraw", "pressures", ["points", "width"]],
    ["text", "fontSize", ["text", "originalText", "width"]],
  ])("[B4] of a %s, %s changes together with %j", (type, field, others) => {
    for (const other of others) expect(groupOf(type, field)).toContain(other);
  });

  test.each(["x", "y", "angle"])("[B4] a freehand stroke is moved without its points: %s", (field) => {
    expect(groupOf("freedraw", field)).toEqual([]);
  });

  const append = (from: number): BoardPatch => ({ op: "append", id: "s", from, points: [[9, 9]], pressures: [0.9], box: { width: 9 } });

  test("[B5] points come behind the first ones", () => {
    const board = boardOf(stroke("s", [[0, 0], [1, 1]]));
    expect(applyPatches(board, [append(2)]).get("s")).toMatchObject({ points: [[0, 0], [1, 1], [9, 9]], pressures: [0.5, 0.5, 0.9], width: 9 });
    expect(applyPatches(board, [append(1)]).get("s")).toMatchObject({ points: [[0, 0], [9, 9]], pressures: [0.5, 0.9] });
  });

  test("[B5] [B9] a stroke that became shorter takes none", () => {
    const board = boardOf(stroke("s", [[0, 0]]));
    expect(applyPatches(board, [append(2)]).get("s")).toBe(board.get("s"));
  });

  const attach = (id: string): BoardPatch => ({ op: "list", id: "r", field: "boundElements", add: [{ id, type: "arrow" }], remove: [] });

  test("[B6] two arrows attached at once are both attached, and one let go leaves the other", () => {
    const both = applyPatches(boardOf(rectangle("r"), arrow("e1"), arrow("e2")), [attach("e1"), attach("e2"), attach("e1")]);
    expect(both.get("r")?.boundElements).toEqual([{ id: "e1", type: "arrow" }, { id: "e2", type: "arrow" }]);
    const one = applyPatches(both, [{ op: "list", id: "r", field: "boundElements", add: [], remove: ["e1"] }]);
    expect(one.get("r")?.boundElements).toEqual([{ id: "e2", type: "arrow" }]);
  });

  test("[B6] a list that was never there is a list without members", () => {
    const board = applyPatches(boardOf(rectangle("r", { boundElements: null })), [attach("e1")]);
    expect(board.get("r")?.boundElements).toEqual([{ id: "e1", type: "arrow" }]);
  });

  test("[B7] putting an element that is there sets the fields that it brings", () => {
    const board = applyPatches(boardOf(rectangle("r", { customData: { part: "queue" } })), [{ op: "put", element: rectangle("r", { x: 99 }) }]);
    expect(board.get("r")).toMatchObject({ x: 99, customData: { part: "queue" } });
  });

  test("[B8] the board before stays as it was and shares what did not change", () => {
    const before = boardOf(rectangle("r"), words("w", "unchanged"));
    const after = applyPatches(before, [set("r", { x: 99 })]);
    expect(before.get("r")?.x).toBe(10);
    expect(after.get("w")).toBe(before.get("w"));
  });

  test("[B9] a patch of an unknown element changes nothing", () => {
    const board = boardOf(rectangle("r"));
    expect(applyPatches(board, [set("gone", { x: 1 }), append(0), attach("e1")]).get("gone")).toBeUndefined();
  });

  test("[B2] any changes of different fields survive together in any order", () => {
    const changes = { x: 1, y: 2, angle: 0.5, strokeColor: "#e03131", opacity: 40, isDeleted: true, locked: true, link: "https://example.org/" };
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(changes), { minLength: 2 }), (fields) => {
        const patches = fields.map((field) => set("r", { [field]: changes[field as keyof typeof changes] }));
        expect(applyPatches(boardOf(rectangle("r")), patches).get("r")).toMatchObject(Object.fromEntries(fields.map((field) => [field, changes[field as keyof typeof changes]])));
      }),
    );
  });
});
