import { expect, test } from "vitest";
import { exerciseHref, practiceHref } from "./addresses";

test("a filter is a query, and no filter is none", () => {
  expect(practiceHref({})).toBe("/practice");
  expect(practiceHref({ standing: "missed", topic: "resilience" })).toBe("/practice?topic=resilience&standing=missed");
});

test("an exercise is opened anew or at a variant", () => {
  expect(exerciseHref("raft.x-commit")).toBe("/practice/raft.x-commit");
  expect(exerciseHref("raft.x-commit", "3f9c")).toBe("/practice/raft.x-commit?v=3f9c");
});
