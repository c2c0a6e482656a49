import { describe, expect, test } from "vitest";
import { markAside, markCell, markOption, markPlan, markSequence } from "./marks";

describe("options", () => {
  test.each([
    ["mcq", true, true, "pass", "Yours, right"],
    ["mcq", false, true, "fail", "Yours, not right"],
    ["mcq", true, false, "pass", "The answer"],
    ["multi", true, false, "fail", "Belongs too, left out"],
    ["multi", false, false, null, ""],
  ] as const)("%s, right %s, taken %s: %s, %s", (type, isRight, isTaken, kind, word) => {
    expect(markOption(type, isRight, isTaken)).toEqual({ kind, word });
  });
});

describe("plans of a scenario", () => {
  test.each([
    [1, true, "pass", "Yours. The best plan"],
    [0.5, true, "fail", "Yours. Workable, half credit"],
    [0, true, "fail", "Yours. Not here"],
    [1, false, "pass", "The best plan"],
    [0.5, false, null, "Workable, half credit"],
    [0, false, null, "Not here"],
  ] as const)("worth %d, taken %s: %s, %s", (score, isTaken, kind, word) => {
    expect(markPlan(score, isTaken)).toEqual({ kind, word });
  });
});

test.each([
  [{ givenText: "3", credit: 1, follows: false }, "pass", "Yours, right:"],
  [{ givenText: "3", credit: 0.5, follows: true }, "fail", "Yours, half credit, since it follows from a cell before:"],
  [{ givenText: "3", credit: 0.5, follows: false }, "fail", "Yours, near:"],
  [{ givenText: "3", credit: 0, follows: false }, "fail", "Yours, not right:"],
  [{ givenText: null, credit: 0, follows: false }, "fail", "Left open."],
] as const)("a cell with %j: %s, %s", (cell, kind, word) => {
  expect(markCell({ id: "a1", text: "4", ...cell })).toEqual({ kind, word });
});

describe("an order with a before b before c, and d unused", () => {
  const key = { type: "order" as const, sequence: ["a", "b", "c"], before: [["a", "b"], ["b", "c"]] as [string, string][], unused: ["d"] };
  const words = (...sequence: string[]) => markSequence(sequence, key).map(({ word }) => word);

  test("every item that keeps its pairs is in place", () => {
    expect(words("a", "b", "c")).toEqual(["In place", "In place", "In place"]);
  });

  test("pairs that follow from others count", () => {
    expect(words("c", "a", "b")).toEqual(["Too early", "Too late", "Too late"]);
    expect(words("c", "a")).toEqual(["Too early", "Too late"]);
  });

  test("an item between two that are both wrong is out of place", () => {
    expect(words("c", "b", "a")).toEqual(["Too early", "Out of place", "Too late"]);
  });

  test("a decoy does not belong, and spoils no other item", () => {
    expect(words("a", "d", "b", "c")).toEqual(["In place", "Does not belong", "In place", "In place"]);
  });

  test("what was put aside is judged too", () => {
    expect(markAside("d", key)).toEqual({ kind: "pass", word: "Rightly put aside" });
    expect(markAside("a", key)).toEqual({ kind: "fail", word: "Belongs to the order" });
  });
});
