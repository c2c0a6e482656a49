import fc from "fast-check";
import { expect, test } from "vitest";
import { colourCode } from "./colour-code";

const written = (text: string) => colourCode(text).map((line) => line.map((piece) => piece.text).join(""));
const coloured = (text: string) => colourCode(text).flatMap((line) => line.map(({ colour, text: piece }) => `${colour}:${piece}`));

test("no letter is lost or added, whatever the text", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "A", "1", '"', "'", "`", "/", "*", "\\", "\n", " ", "(", "é") }), (text) => {
    expect(written(text).join("\n")).toBe(text);
  }));
});

test("keywords, types, calls, numbers, strings and comments are told apart", () => {
  expect(coloured('const n: Env = f(1, "x") // done')).toEqual([
    "keyword:const", "plain: n: ", "type:Env", "plain: = ", "function:f", "plain:(", "number:1", "plain:, ", 'string:"x"', "plain:) ", "comment:// done",
  ]);
});

test("a quote in a comment opens no string, a comment in a string is none", () => {
  expect(coloured("// it's\nlet")).toEqual(["comment:// it's", "keyword:let"]);
  expect(coloured('"// no"')).toEqual(['string:"// no"']);
});

test("a comment and a template go over several lines", () => {
  expect(colourCode("/* a\nb */ `c\nd`").map((line) => line.map(({ colour }) => colour))).toEqual([["comment"], ["comment", "plain", "string"], ["string"]]);
});
