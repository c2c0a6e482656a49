import { expect, test } from "vitest";
import { documentVerdict, typeWords } from "./library-words";

test("only right and wrong get a verdict's shape: simplified is neither", () => {
  expect(["right", "wrong", "simplified", "names-only"].map((verdict) => documentVerdict(verdict).kind)).toEqual(["pass", "fail", null, null]);
});

test("what has no words yet keeps its name", () => {
  expect([documentVerdict("outdated"), typeWords("history"), typeWords("mcq")]).toEqual([{ kind: null, words: "outdated" }, "history", "one answer"]);
});
