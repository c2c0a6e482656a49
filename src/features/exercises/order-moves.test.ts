import { expect, test } from "vitest";
import { moveBy, moveTo, placeAt, putAside } from "./order-moves";

test("an item moves to a place, counted without it", () => {
  expect(moveTo(["a", "b", "c"], "a", 1)).toEqual(["b", "a", "c"]);
  expect(moveTo(["a", "b", "c"], "c", 0)).toEqual(["c", "a", "b"]);
  expect(moveTo(["a", "b"], "new", 9)).toEqual(["a", "b", "new"]);
});

test("steps stop at both ends", () => {
  expect(moveBy(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
  expect(moveBy(["a", "b", "c"], "b", 1)).toEqual(["a", "c", "b"]);
  expect(moveBy(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
  expect(moveBy(["a", "b", "c"], "c", 1)).toEqual(["a", "b", "c"]);
});

test("putting aside takes one item out", () => {
  expect(putAside(["a", "b", "c"], "b")).toEqual(["a", "c"]);
});

test("a dragged item lands after all whose middle is above the pointer", () => {
  expect([10, 40, 41, 99].map((y) => placeAt([40, 80], y))).toEqual([0, 0, 1, 2]);
});
