import { expect, test } from "vitest";
import { moveInMap } from "./walk-map";

const SIZE = { rows: 3, columns: 4 };
const MIDDLE = { row: 1, column: 1 };

test.each([
  ["ArrowLeft", { row: 1, column: 0 }],
  ["ArrowRight", { row: 1, column: 2 }],
  ["ArrowUp", { row: 0, column: 1 }],
  ["ArrowDown", { row: 2, column: 1 }],
  ["Home", { row: 1, column: 0 }],
  ["End", { row: 1, column: 3 }],
])("%s moves", (key, to) => {
  expect(moveInMap(key, MIDDLE, SIZE)).toEqual(to);
});

test("no key leads beyond an edge", () => {
  const [first, last] = [{ row: 0, column: 0 }, { row: 2, column: 3 }];
  for (const key of ["ArrowLeft", "ArrowUp", "Home"]) expect(moveInMap(key, first, SIZE)).toEqual(first);
  for (const key of ["ArrowRight", "ArrowDown", "End"]) expect(moveInMap(key, last, SIZE)).toEqual(last);
});

test("other keys are left alone", () => {
  expect(moveInMap("t", MIDDLE, SIZE)).toBeNull();
});
