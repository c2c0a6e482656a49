import { describe, expect, test } from "vitest";
import type { PublicBody } from "@/contracts/exercises/exercises";
import { emptyAnswer, readDraft } from "./draft";

const choices = (...keys: string[]) => keys.map((key) => ({ key, html: key }));
const bodies: Record<PublicBody["type"], PublicBody> = {
  mcq: { type: "mcq", options: choices("a", "b") },
  multi: { type: "multi", options: choices("a", "b", "c") },
  order: { type: "order", items: choices("a", "b", "c"), hasDecoys: true },
  match: { type: "match", left: choices("l1", "l2"), right: choices("r1", "r2", "r3") },
  numeric: { type: "numeric", unit: "ms", also: {} },
  cloze: { type: "cloze", paragraphs: [[{ html: "a" }, { blank: "b1" }, { blank: "b2" }]], blanks: [{ key: "b1", choices: [] }, { key: "b2", choices: [{ key: "c1", text: "c" }] }] },
  scenario: { type: "scenario", options: choices("a", "b") },
  "free-text": { type: "free-text", words: [40, 120] },
  hotspot: { type: "hotspot", among: "messages", parts: choices("m1", "m2", "m3"), several: true },
  diagram: {
    type: "diagram",
    sheet: { palette: [{ id: "app", name: "App" }, { id: "db", name: "Database" }], columns: 2, rows: 2, zones: [] },
    start: { boxes: [{ id: "a", kind: "app", name: "", column: 0, row: 0 }], lines: [] },
  },
  trace: { type: "trace", figures: [], cells: [{ id: "a1", askHtml: "a", form: { kind: "integer" } }] },
};
const stored = (answer: unknown) => JSON.stringify({ attemptId: "one", answer });

test("an order starts as it was drawn, everything else starts empty", () => {
  expect(emptyAnswer(bodies.order)).toEqual({ type: "order", sequence: ["a", "b", "c"] });
  expect(emptyAnswer(bodies.mcq)).toEqual({ type: "mcq", choice: "" });
  expect(emptyAnswer(bodies.match)).toEqual({ type: "match", pairs: {} });
});

describe("a stored draft", () => {
  test.each([
    { type: "mcq", choice: "b" },
    { type: "multi", choices: ["c", "a"] },
    { type: "order", sequence: ["c", "a"] },
    { type: "match", pairs: { l2: "r3" } },
    { type: "numeric", text: "12k" },
    { type: "cloze", filled: { b1: "some text", b2: "c1" } },
    { type: "cloze", filled: { b1: "", b2: "" } },
    { type: "scenario", choice: "a" },
    { type: "trace", cells: { a1: "7" } },
    { type: "free-text", text: "Some words." },
    { type: "hotspot", parts: ["m3", "m1"] },
    { type: "diagram", drawing: { boxes: [{ id: "a", kind: "app", name: "", column: 0, row: 0 }, { id: "b", kind: "db", name: "Main", column: 1, row: 1 }], lines: [{ from: "a", to: "b" }] } },
  ] as const)("of $type comes back with its attempt id", (answer) => {
    expect(readDraft(bodies[answer.type], stored(answer))).toEqual({ attemptId: "one", answer });
  });

  test.each([
    ["with the parts of another type", "mcq", stored({ type: "multi", choices: ["a"] })],
    ["with a key of another variant", "mcq", stored({ type: "mcq", choice: "z" })],
    ["with a key twice", "order", stored({ type: "order", sequence: ["a", "a"] })],
    ["with a foreign left side", "match", stored({ type: "match", pairs: { z: "r1" } })],
    ["with a foreign right side", "match", stored({ type: "match", pairs: { l1: "l2" } })],
    ["with a foreign blank", "cloze", stored({ type: "cloze", filled: { z: "a" } })],
    ["with a foreign choice in a blank", "cloze", stored({ type: "cloze", filled: { b2: "c2" } })],
    ["with a filling that is no text", "cloze", stored({ type: "cloze", filled: { b1: 1 } })],
    ["with a plan of another variant", "scenario", stored({ type: "scenario", choice: "z" })],
    ["with a cell of another variant", "trace", stored({ type: "trace", cells: { b1: "7" } })],
    ["with a cell that is no text", "trace", stored({ type: "trace", cells: { a1: 7 } })],
    ["that is no text", "numeric", stored({ type: "numeric", text: 12 })],
    ["without an attempt id", "numeric", JSON.stringify({ answer: { type: "numeric", text: "12" } })],
    ["without an answer", "numeric", JSON.stringify({ attemptId: "one", answer: null })],
    ["that is no JSON", "mcq", "{"],
    ["that is missing", "mcq", null],
  ] as const)("%s is left aside", (_, type, text) => {
    expect(readDraft(bodies[type], text)).toBeNull();
  });
});
