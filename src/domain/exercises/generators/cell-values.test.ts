import { describe, expect, test } from "vitest";
import { cellCredit, readCell } from "./cell-values";
import type { CellForm } from "./generator";
import { readParams } from "./params";

const vector: CellForm = { kind: "vector", length: 3 };
const integer: CellForm = { kind: "integer" };
const word: CellForm = { kind: "word", choices: ["passed/open", "refused/open"] };
const set: CellForm = { kind: "set", choices: ["A", "B", "C"] };
const sequence: CellForm = { kind: "sequence", choices: ["A", "B", "C"] };
const number: CellForm = { kind: "number", unit: "ms", also: { s: 1000 }, credit: { kind: "relative", full: 0.01, half: 0.1 } };

describe("what is typed into a cell", () => {
  test.each([
    [vector, "[2,1,0]", [2, 1, 0]],
    [vector, " 2 1 0 ", [2, 1, 0]],
    [vector, "(2; 1; 0)", [2, 1, 0]],
    [integer, "12", 12],
    [integer, "1,200", 1200],
    [word, "Passed/Open", "passed/open"],
    [set, "{b, a, b}", ["B", "A"]],
    [set, "none", []],
    [sequence, "a -> b -> a", ["A", "B", "A"]],
    [number, "2 s", 2000],
    [vector, "  ", null],
  ])("%j: %j is %j", (form, text, value) => {
    expect(readCell(form, text)).toEqual({ ok: true, value });
  });

  test.each([
    [vector, "[2,1]", "takes 3 whole numbers, such as [1,0,0]"],
    [vector, "[2,1,x]", "takes 3 whole numbers, such as [1,0,0]"],
    [integer, "1.5", "takes a whole number"],
    [word, "open", "takes one of passed/open, refused/open"],
    [set, "A, D", "takes some of A, B, C, or none"],
    [sequence, "A D", "takes names among A, B, C in their order, or none"],
  ])("%j: %j is refused with what to type", (form, text, error) => {
    expect(readCell(form, text)).toEqual({ ok: false, error });
  });

  test("a set has no order, a sequence has one, a number has a tolerance", () => {
    expect(cellCredit(set, ["A", "B"], ["B", "A"])).toBe(1);
    expect(cellCredit(sequence, ["A", "B"], ["B", "A"])).toBe(0);
    expect([1000, 1050, 1500].map((given) => cellCredit(number, given, 1000))).toEqual([1, 0.5, 0]);
  });
});

describe("settings of a generator", () => {
  const rules = {
    range: { kind: "range", within: [1, 9], default: [2, 3] },
    count: { kind: "count", within: [1, 4], default: 2 },
    words: { kind: "words", of: ["a", "b"], default: ["a", "b"] },
  } as const;

  test("what is not written has its default", () => {
    expect(readParams(rules, { count: 3 })).toEqual({ ok: true, value: { range: [2, 3], count: 3, words: ["a", "b"] } });
  });

  test.each([
    [{ size: 1 }, "there is no setting size; there are range, count, words"],
    [{ range: [0, 3] }, "range is a range [low, high] from 1 to 9"],
    [{ range: [3, 2] }, "range is a range [low, high] from 1 to 9"],
    [{ count: 5 }, "count is a whole number from 1 to 4"],
    [{ words: ["c"] }, "words is a list of some of a, b"],
    [{ words: [] }, "words is a list of some of a, b"],
  ])("%j is refused", (written, error) => {
    expect(readParams(rules, written)).toEqual({ ok: false, error });
  });
});
