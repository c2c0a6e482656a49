import { expect, test } from "vitest";
import { arrow, rectangle, stroke, words } from "../../../../tests/support/board-elements";
import { describeShapes } from "./describe-shapes";

const boardOf = (...elements: ReturnType<typeof rectangle>[]) => new Map(elements.map((element) => [element.id, element]));

test("a board reads as its shapes, each with its label and what it joins", () => {
  const board = boardOf(
    rectangle("r1", { index: "a1" }),
    words("t1", "gateways\n200 × 50k", { containerId: "r1", index: "a2" }),
    rectangle("r2", { index: "a3", customData: { part: "database" }, link: "https://example.org/" }),
    arrow("e", { index: "a4", startBinding: { elementId: "r1", focus: 0, gap: 1 }, endBinding: { elementId: "r2", focus: 0, gap: 1 } }),
    words("t2", "23k msg/s", { index: "a5" }),
    stroke("s", [[0, 0]], { index: "a0" }),
    rectangle("gone", { isDeleted: true }),
  );
  expect(describeShapes(board)).toEqual([
    { id: "s", words: "Freehand stroke", link: null },
    { id: "r1", words: "Box “gateways 200 × 50k”", link: null },
    { id: "r2", words: "Database", link: "https://example.org/" },
    { id: "e", words: "Arrow from “gateways 200 × 50k” to box", link: null },
    { id: "t2", words: "Text “23k msg/s”", link: null },
  ]);
});

test("a label whose shape is not there stands for itself", () => {
  expect(describeShapes(boardOf(words("t", "left over", { containerId: "unknown" })))).toEqual([{ id: "t", words: "Text “left over”", link: null }]);
});
