import { expect, test } from "vitest";
import { rectangle } from "../../../../tests/support/board-elements";
import { drawnElements } from "./board";
import { boardHash } from "./board-hash";
import { isFractionalIndex } from "./fractional-index";

const boardOf = (...elements: ReturnType<typeof rectangle>[]) => new Map(elements.map((element) => [element.id, element]));

test("[B13] elements are drawn by index, equal ones by id, and tombstones not at all", () => {
  const board = boardOf(rectangle("c", { index: "a1" }), rectangle("b", { index: "Zz" }), rectangle("a", { index: "a1" }), rectangle("d", { isDeleted: true }));
  expect(drawnElements(board).map(({ id }) => id)).toEqual(["b", "a", "c"]);
});

test("[B14] the hash is of what is on the board, not of how it came there", () => {
  const { x, ...rest } = rectangle("a");
  const one = boardOf(rectangle("a"), rectangle("b", { boundElements: null, customData: null }));
  const other = boardOf(rectangle("b"), { ...rest, x } as ReturnType<typeof rectangle>);
  expect(boardHash(one)).toBe(boardHash(other));
  expect(boardHash(one)).not.toBe(boardHash(boardOf(rectangle("a", { x: 11 }), rectangle("b"))));
  expect(boardHash(one)).not.toBe(boardHash(boardOf(rectangle("a"))));
});

// What the package fractional-indexing makes and takes.
test.each(["a0", "a1", "a0V", "Zz", "b00", "b125", "zzzzzzzzzzzzzzzzzzzzzzzzzzz", "A00000000000000000000000000V"])("[B10] %s is a fractional index", (text) => {
  expect(isFractionalIndex(text)).toBe(true);
});

test.each(["", "0", "a", "a00", "b0", "a0-", "A00000000000000000000000000", "a0V0", `a0${"V".repeat(63)}`])("[B10] %j is none", (text) => {
  expect(isFractionalIndex(text)).toBe(false);
});
