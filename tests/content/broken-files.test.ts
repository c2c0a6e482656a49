/**
 * The check checked: a small good content folder is broken in one place, and exactly that fault must be named, on
 * the line where it stands. One row for each rule; a rule that never fires fails here.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findProblems, findProblemsOf } from "@/server/catalog/check-content";
import { readContent } from "@/server/catalog/read-content";
import { makeShingles } from "@/server/catalog/shingles";
import { BREAKS, type Break, LAB, LOG } from "./breaks";

const FIXTURE = path.join(import.meta.dirname, "fixture");
const YEAR = 2026;
const REMOVAL_MS = 300_000;
const SOURCE = "The brown fox jumps over the lazy dog and runs away.";
let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "content-"));
});
/** Some thousand files, on a disk that others use too. */
afterAll(() => fs.rmSync(folder, { recursive: true }), REMOVAL_MS);

/** A fresh copy of the good folder. */
function goodCopy(): string {
  const copy = fs.mkdtempSync(path.join(folder, "copy-"));
  fs.cpSync(FIXTURE, copy, { recursive: true });
  fs.writeFileSync(path.join(copy, "source-shingles.json"), JSON.stringify(makeShingles([{ name: "000", text: SOURCE }])));
  return copy;
}

const problemsOf = (copy: string) => findProblems(readContent(copy), YEAR);

function applyBreak(copy: string, { file, from, to, and = [] }: Pick<Break, "file" | "from" | "to" | "and">): string {
  const place = path.join(copy, file);
  let text = fs.readFileSync(place, "utf8");
  for (const [good, bad] of [[from, to] as const, ...and]) {
    expect(text.split(good).length - 1, `"${good}" stands once in ${file}`).toBe(1);
    text = text.replace(good, () => bad);
  }
  fs.writeFileSync(place, text);
  return text;
}

test("the fixture is good", () => expect(problemsOf(goodCopy())).toEqual([]));

describe("one fault, one finding, the right line", () => {
  test.each(BREAKS)("$code: $why", (fault) => {
    const copy = goodCopy();
    const broken = applyBreak(copy, fault);
    const found = problemsOf(copy);
    expect(found.map(({ file, code, level }) => ({ file, code, level }))).toEqual([
      { file: fault.findingIn ?? fault.file, code: fault.code, level: fault.isWarning ? "warning" : "error" },
    ]);
    for (const file of new Set([fault.file, ...found.map((problem) => problem.file)])) {
      expect(findProblemsOf(readContent(copy), file, YEAR)).toEqual(found.filter((problem) => problem.file === file));
    }
    if (fault.findingIn === undefined) expect(broken.split("\n")[(found[0]?.line ?? 0) - 1]).toContain(fault.on);
  });
});

describe("files that are not there, or not where they belong", () => {
  test.each(["topics.yaml", "inventory.json", "labs-map.yaml", "aliases.yaml", "source-shingles.json"])("%s missing is an error, never a skip", (file) => {
    const copy = goodCopy();
    fs.rmSync(path.join(copy, file));
    expect(problemsOf(copy)).toEqual([expect.objectContaining({ file, line: 1, code: "E0.missing", level: "error" })]);
  });

  test.each(["concepts/stray.yaml", "concepts/storage/deeper/stray.yaml", "concepts/storage/notes.txt", "plans/plan.yml", "interviews/deeper/stray.yaml", "labs/unique-ids/notes.md", "labs/lab.yaml", "labs/unique-ids/wrong/one.js"])(
    "%s is not where it would be read",
    (file) => {
      const copy = goodCopy();
      fs.mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
      fs.writeFileSync(path.join(copy, file), "id: stray\n");
      expect(problemsOf(copy)).toEqual([expect.objectContaining({ file, code: "E1.name" })]);
    },
  );

  test.each(["lab.yaml", "brief.md", "messages.md", "starter.ts", "reference.ts"])("%s of a lab is missing", (file) => {
    const copy = goodCopy();
    fs.rmSync(path.join(copy, "labs/unique-ids", file));
    expect(problemsOf(copy)).toEqual([expect.objectContaining({ file: `labs/unique-ids/${file}`, line: 1, code: "E0.missing" })]);
  });

  test("a lab without rules", () => {
    const copy = goodCopy();
    fs.renameSync(path.join(copy, "labs/unique-ids"), path.join(copy, "labs/other-ids"));
    applyBreak(copy, { file: "labs/other-ids/lab.yaml", from: "id: unique-ids", to: "id: other-ids" });
    expect(problemsOf(copy)).toEqual([expect.objectContaining({ file: "labs/other-ids/lab.yaml", line: 1, code: "B1.rules" })]);
  });

  test("a wrong program that nobody lists, and a second lab at the place of the first", () => {
    const copy = goodCopy();
    fs.writeFileSync(path.join(copy, "labs/unique-ids/wrong/six.ts"), "");
    expect(problemsOf(copy)).toEqual([expect.objectContaining({ file: LAB, code: "B4.program", message: "wrong/six.ts is not listed" })]);
    fs.renameSync(path.join(copy, "labs/unique-ids/wrong/six.ts"), path.join(copy, "labs/unique-ids/wrong/five.ts"));
    expect(problemsOf(copy)).toEqual([]);
    fs.rmSync(path.join(copy, "labs/unique-ids/wrong/five.ts"));
    expect(problemsOf(copy)).toEqual([expect.objectContaining({ file: LAB, code: "B4.program", message: "there is no file wrong/five.ts" })]);
    fs.writeFileSync(path.join(copy, "labs/unique-ids/wrong/five.ts"), "");
    fs.cpSync(path.join(copy, "labs/unique-ids"), path.join(copy, "labs/broadcast"), { recursive: true });
    fs.writeFileSync(path.join(copy, "labs/broadcast/lab.yaml"), fs.readFileSync(path.join(copy, LAB), "utf8").replace("id: unique-ids", "id: broadcast"));
    expect(problemsOf(copy).map(({ file, code }) => `${file} ${code}`)).toEqual(["labs/broadcast/lab.yaml B2.checks", "labs/unique-ids/lab.yaml B1.order"]);
  });

  test("JSON that does not parse", () => {
    const copy = goodCopy();
    fs.writeFileSync(path.join(copy, "inventory.json"), "{");
    expect(problemsOf(copy).map(({ file, code }) => `${file} ${code}`)).toEqual(["inventory.json E0.json"]);
  });

  test("a retired id is not used again, also in another file", () => {
    const copy = goodCopy();
    fs.appendFileSync(path.join(copy, "concepts/storage/checkpoint.yaml"), "retired: [write-ahead-log.why-append, checkpoint.old]\n");
    expect(problemsOf(copy)).toEqual([expect.objectContaining({ file: LOG, code: "E2.retired", level: "error" })]);
  });

  test("a concept that is not on the list", () => {
    const copy = goodCopy();
    const inventory = path.join(copy, "inventory.json");
    fs.writeFileSync(inventory, fs.readFileSync(inventory, "utf8").replace('"id":"checkpoint"', '"id":"savepoint"'));
    expect(problemsOf(copy).map(({ code }) => code)).toEqual(["AL1.concept", "E3.row", "S3.concept", "S3.concept", "S3.concept", "P3.concept"]);
  });
});

test("all errors of all files are named at once, in the order of files and lines", () => {
  const copy = goodCopy();
  const chosen = ["E6.yesno", "E8.say", "E1.title", "E15.rot", "P1.name"].map((code) => BREAKS.find((fault) => fault.code === code) as Break);
  for (const fault of chosen) applyBreak(copy, fault);
  const found = problemsOf(copy);
  expect(found.map(({ code }) => code).sort()).toEqual(chosen.map(({ code }) => code).sort());
  const places = found.map(({ file, line }) => [file, line] as const);
  expect(places).toEqual([...places].sort(([one, a], [other, b]) => (one < other ? -1 : one > other ? 1 : a - b)));
});

test("one slip in a card does not hide the other slips of that card", () => {
  const copy = goodCopy();
  const front = 'front: "Why does a database write each change to the **log** first, although that doubles the writes?"';
  applyBreak(copy, { file: LOG, from: front, to: 'hint: x\n    front: "Is it good to write each change to the **log** first of all?"' });
  applyBreak(copy, { file: LOG, from: "    role: why\n", to: "    role: wherefore\n" });
  expect(problemsOf(copy).map(({ code }) => code).sort()).toEqual(["E1.field", "E1.value", "E6.mix", "E6.yesno"]);
});

/** Codes of rules that no row can break in one place, with the reason. */
const TESTED_ELSEWHERE = ["E0.missing", "E0.json", "E2.retired", "B1.order", "B1.rules", "B4.program"];

test("every code of the rules has a row", () => {
  const rules = path.join(import.meta.dirname, "../../src/server/catalog");
  const sources = fs.readdirSync(rules, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts") && !name.includes(".test."));
  const text = sources.map((name) => fs.readFileSync(path.join(rules, name), "utf8")).join("\n");
  const codes = new Set([...text.matchAll(/"([EPLBS]\d{1,2}\.[a-z]+)"/g)].map(([, code]) => code));
  const tested = new Set([...BREAKS.map(({ code }) => code), ...TESTED_ELSEWHERE]);
  expect([...codes].filter((code) => !tested.has(code as string))).toEqual([]);
  expect(codes.size).toBeGreaterThan(60);
});
