import { describe, expect, test } from "vitest";
import { arrow, rectangle, stroke, words } from "../../../../tests/support/board-elements";
import { type Board, EMPTY_BOARD } from "./board";
import { BOARD_WEIGHT_MAX, drawOn, ELEMENT_WEIGHT_MAX, ELEMENTS_MAX } from "./draw-on";
import { LINE_POINTS_MAX, STROKE_POINTS_MAX, TEXT_CHARS_MAX } from "./element-fields";
import type { BoardElement, BoardPatch, Fields, Point } from "./patch";

const boardOf = (...elements: BoardElement[]): Board => new Map(elements.map((element) => [element.id, element]));
const put = (element: BoardElement): BoardPatch => ({ op: "put", element });
const set = (id: string, fields: Fields): BoardPatch => ({ op: "set", id, fields });
const refusal = (board: Board, ...patches: BoardPatch[]) => {
  const drawn = drawOn(board, patches);
  return drawn.ok ? null : drawn.error;
};
const line = (count: number): Point[] => Array.from({ length: count }, (_, at) => [at, at]);

const BOARD = boardOf(rectangle("r"), arrow("e"), stroke("s", line(3)), words("w", "hello"));

describe("drawOn lets in", () => {
  test.each([rectangle("n"), arrow("n"), stroke("n", line(3)), words("n", "hello"), rectangle("n", { customData: { part: "queue" }, roundness: { type: 3 } })])("[B10] a whole $type", (element) => {
    const drawn = drawOn(EMPTY_BOARD, [put(element)]);
    expect(drawn).toEqual({ ok: true, value: boardOf(element) });
  });

  test("[B10] a change of what the same drawing put", () => {
    expect(refusal(EMPTY_BOARD, put(rectangle("n")), set("n", { x: 5 }))).toBeNull();
  });

  test("[B4] a whole merge group without what not every element has", () => {
    expect(refusal(BOARD, set("e", { x: 1, y: 1, width: 2, height: 2, angle: 0, points: line(2) }))).toBeNull();
  });
});

describe("drawOn refuses as malformed", () => {
  const { seed: _seed, ...half } = rectangle("n");
  test.each<[string, BoardPatch]>([
    ["a type that no board holds", put({ ...rectangle("n"), type: "iframe" })],
    ["an image", put({ ...rectangle("n"), type: "image", fileId: "f" })],
    ["an element without a field that it needs", put(half as BoardElement)],
    ["a field that no element has", put(rectangle("n", { onclick: "x" }))],
    ["a version, which is each browser's own", put(rectangle("n", { version: 3 }))],
    ["an id with other characters", put(rectangle("a b"))],
    ["a change of the type", put({ ...words("r", "x") })],
    ["an element that is not there", set("gone", { x: 1 })],
    ["a number that is none", set("r", { x: Number.NaN })],
    ["a number beyond the canvas", set("r", { x: 1e12 })],
    ["a text for a number", set("r", { x: "1" })],
    ["null for a field that is needed", set("r", { strokeColor: null })],
    ["another id", set("r", { id: "q" })],
    ["another type", set("r", { type: "text" })],
    ["half a merge group", set("e", { x: 1 })],
    ["a point of three numbers", set("s", { points: [[1, 2, 3]], pressures: [], simulatePressure: false, width: 1, height: 1 })],
    ["a link that runs a script", set("r", { link: "javascript:alert(1)" })],
    ["an index that is no fractional index", set("r", { index: "b0" })],
    ["an index that ends in zero", set("r", { index: "a10" })],
    ["an inherited name for a field", set("r", { constructor: "x" })],
    ["a prototype", put(JSON.parse(JSON.stringify(rectangle("n")).replace("}", ',"__proto__":{"x":1}}')) as BoardElement)],
    ["custom data that is no JSON", set("r", { customData: { run: () => 1 } })],
    ["custom data nested without end", set("r", { customData: JSON.parse("[".repeat(20) + "]".repeat(20)).reduce((_: unknown, all: unknown) => ({ all }), null) })],
    ["points behind more than there are", { op: "append", id: "s", from: 4, points: [[1, 1]], pressures: [], box: {} }],
    ["points for what is no stroke", { op: "append", id: "e", from: 2, points: [[1, 1]], pressures: [], box: {} }],
    ["fewer pressures than points", { op: "append", id: "s", from: 3, points: line(2), pressures: [1], box: {} }],
    ["a box that moves the stroke", { op: "append", id: "s", from: 3, points: line(1), pressures: [1], box: { x: 5 } }],
    ["a box with points", { op: "append", id: "s", from: 3, points: line(1), pressures: [1], box: { points: [] } }],
    ["a list that is none", { op: "list", id: "s", field: "points", add: [], remove: [] }],
    ["a member without an id", { op: "list", id: "r", field: "boundElements", add: [{ type: "arrow" }], remove: [] }],
    ["a member of another kind", { op: "list", id: "r", field: "groupIds", add: [{ id: "g", type: "arrow" }], remove: [] }],
    ["a text that is too long", put(words("n", "x".repeat(TEXT_CHARS_MAX + 1)))],
    ["a line of too many points", put(arrow("n", { points: line(LINE_POINTS_MAX + 1) }))],
    ["a stroke that would get too many points", { op: "append", id: "s", from: 3, points: line(STROKE_POINTS_MAX - 2), pressures: [], box: {} }],
  ])("[B10] %s", (_name, patch) => {
    expect(refusal(BOARD, patch)).toBe("malformed-patch");
  });

  test("[B10] the whole drawing for one bad patch", () => {
    expect(refusal(BOARD, set("r", { x: 99 }), set("r", { x: Number.NaN }))).toBe("malformed-patch");
  });
});

describe("drawOn refuses as full", () => {
  test("[B10] one element more than browsers draw, deleted ones counted", () => {
    const full = boardOf(...Array.from({ length: ELEMENTS_MAX }, (_, at) => rectangle(`r${at}`, { isDeleted: true })));
    expect(refusal(full, put(rectangle("more")))).toBe("board-full");
    expect(refusal(full, set("r1", { x: 1 }))).toBeNull();
  });

  test("[B10] an element that is too large", () => {
    expect(refusal(BOARD, set("r", { customData: { long: "x".repeat(ELEMENT_WEIGHT_MAX) } }))).toBe("board-full");
  });

  test("[B10] a board that is too large", () => {
    const heavy = { customData: { long: "x".repeat(ELEMENT_WEIGHT_MAX - 1_000) } };
    const full = boardOf(...Array.from({ length: Math.floor(BOARD_WEIGHT_MAX / ELEMENT_WEIGHT_MAX) }, (_, at) => rectangle(`r${at}`, heavy)));
    expect(refusal(full, put(rectangle("more", heavy)))).toBe("board-full");
    expect(refusal(full, put(rectangle("more")))).toBeNull();
  });
});
