import { expect, test } from "vitest";
import { kindOfCode, messageOf, placeOf } from "./problem";

test("what the parser says is syntax, what the checker says is a type", () => {
  expect([1005, 1294, 2304, 2322, 7006].map(kindOfCode)).toEqual(["syntax", "syntax", "type", "type", "type"]);
});

test("reasons stand below the sentence they explain", () => {
  expect(messageOf({ messageText: "A is not B.", next: [{ messageText: "c is missing.", next: [{ messageText: "It is in B." }] }] })).toBe("A is not B.\n  c is missing.\n    It is in B.");
});

test("lines and columns count from 1", () => {
  expect([0, 2, 3, 4].map((offset) => placeOf("ab\nc", offset))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 3 },
    { line: 2, column: 1 },
    { line: 2, column: 2 },
  ]);
});
