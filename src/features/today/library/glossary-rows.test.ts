import { expect, test } from "vitest";
import { rowsByLetter } from "./glossary-rows";

const entry = (id: string, title: string, sameAs: string[] = [], covers: string[] = [], definition = "") => ({ id, title, sameAs, covers, definition });
const ENTRIES = [
  entry("two-phase-commit", "Two-phase commit", ["2PC"], [], "All or nothing over several stores."),
  entry("strong-consistency", "Strong consistency", [], ["linearizability"]),
  entry("acid", "ACID"),
];
const words = (asked: string) => rowsByLetter(ENTRIES, asked).map(([letter, rows]) => [letter, ...rows.map(({ word, role }) => `${word} (${role})`)]);

test("stands by letter, other words between the concepts", () => {
  expect(words("")).toEqual([
    ["#", "2PC (same)"],
    ["A", "ACID (concept)"],
    ["L", "linearizability (covered)"],
    ["S", "Strong consistency (concept)"],
    ["T", "Two-phase commit (concept)"],
  ]);
});

test.each([
  ["two phase COMMIT", ["T", "Two-phase commit (concept)"]],
  ["several stores", ["T", "Two-phase commit (concept)"]],
  ["äcid", ["A", "ACID (concept)"]],
])("%j is found without case, hyphens or accents", (asked, expected) => {
  expect(words(asked)).toEqual([expected]);
});

test("a covered word is found, and the concept that covers it", () => {
  expect(words("lineari").flat()).toEqual(["L", "linearizability (covered)", "S", "Strong consistency (concept)"]);
});

test("what nobody wrote is nowhere", () => {
  expect(words("zebra")).toEqual([]);
});
