/** The command line as a person runs it: the answer on standard output, nothing else there, exit codes that scripts can use. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeShingles } from "@/server/catalog/shingles";

/** Each test starts processes, and the machine may be very busy with other tests. */
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "content-cli-"));
  fs.cpSync(path.join(import.meta.dirname, "fixture"), path.join(folder, "content"), { recursive: true });
  fs.writeFileSync(path.join(folder, "content/source-shingles.json"), JSON.stringify(makeShingles([{ name: "000", text: "a b c d e f g h" }])));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

function content(...words: string[]) {
  const env = { PATH: process.env.PATH ?? "", NODE_ENV: "test" as const, CONTENT_DIR: path.join(folder, "content") };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "src/cli/content.ts", ...words], { env, encoding: "utf8" });
  return { status, stdout, stderr };
}

function write(file: string, text: string): string {
  const place = path.join(folder, file);
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.writeFileSync(place, text);
  return place;
}

test("check says that all is well, or names file and line and exits with 1", () => {
  expect(content("check")).toEqual({ status: 0, stdout: "2 concepts, 6 cards, 12 exercises, 1 plan, 1 lab, 1 scenario: no errors, 0 warnings\n", stderr: "" });
  const broken = write("content/concepts/other/x.yaml", "id: x\nid: y\n");
  const { status, stdout, stderr } = content("check");
  fs.rmSync(broken);
  expect([status, stderr]).toEqual([1, ""]);
  const [first, last] = stdout.trimEnd().split("\n");
  expect(first).toMatch(/content\/concepts\/other\/x\.yaml:2: E0\.yaml /);
  expect(last).toBe("2 concepts, 6 cards, 12 exercises, 1 plan, 1 lab, 1 scenario: 1 error, 0 warnings");
});

test("report prints exactly what was promised", () => {
  const { status, stdout, stderr } = content("report", "--json");
  expect([status, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toEqual({
    concepts: [
      { id: "checkpoint", topic: "storage", tier: "reference", cards: 1, exercises: 1 },
      { id: "write-ahead-log", topic: "storage", tier: "core", cards: 5, exercises: 11 },
    ],
    exercises: { total: 12, byType: { cloze: 1, diagram: 1, "free-text": 1, hotspot: 1, match: 1, mcq: 2, multi: 1, numeric: 1, order: 1, scenario: 1, trace: 1 }, drawn: 2 },
    generators: ["lru-lfu"],
    labs: [{ id: "unique-ids", checks: 4, wrong: 5 }],
    scenarios: [{ id: "one-journal" }],
    citations: { text: 0, quoted: 1, record: 2, none: 1 },
  });
});

test("report reads labs and scenarios, also such as cannot be served", () => {
  const lab = write("content/labs/clocks/lab.yaml", "checks: [{ id: a }, { id: b }]\nwrong: [{ program: x.ts, caughtBy: a }]\n");
  const scenario = write("content/interviews/kv-store.yaml", "id: kv-store\n");
  const { labs, scenarios } = JSON.parse(content("report", "--json").stdout) as { labs: unknown; scenarios: unknown };
  fs.rmSync(path.dirname(lab), { recursive: true });
  fs.rmSync(scenario);
  expect([labs, scenarios]).toEqual([[{ id: "clocks", checks: 2, wrong: 1 }, { id: "unique-ids", checks: 4, wrong: 5 }], [{ id: "kv-store" }, { id: "one-journal" }]]);
});

test.each([[[]], [["nothing"]], [["report"]], [["check", "--colour"]], [["inventory"]]])("%j: usage on standard error, exit code 2", (words) => {
  const { status, stdout, stderr } = content(...words);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("Usage: npm run --silent content -- <command>");
});

test("schemas writes one schema a kind, which the check leaves alone, and prints an editor's settings", () => {
  const { status, stdout, stderr } = content("schemas");
  expect([status, stderr]).toEqual([0, ""]);
  const schemas = Object.entries((JSON.parse(stdout) as Record<string, Record<string, string>>)["yaml.schemas"] ?? {});
  const [url, files] = schemas.find(([name]) => name.endsWith("concept.json")) ?? [];
  expect(path.resolve(url ?? "")).toBe(path.join(folder, "content/.schemas/concept.json"));
  expect(path.resolve(files ?? "")).toBe(path.join(folder, "content/concepts/*/*.yaml"));
  const written = fs.readdirSync(path.join(folder, "content/.schemas"));
  expect(written.sort()).toEqual(["aliases", "concept", "inventory", "lab", "labs-map", "plan", "scenario", "source-shingles", "topics"].map((name) => `${name}.json`));
  expect(content("check").status).toBe(0);
});

test("inventory rebuilds both files from a curriculum and the sources", () => {
  const row = { id: "a", name: "A", topic: "storage", kind: "concept", seeds: [{ file: "001_x.txt" }, { file: "000_y.txt" }, { file: "001_x.txt" }], requires: [], caution: null, practice: { cards: 2, exercise: "" } };
  write("curriculum/concepts.json", JSON.stringify([row, { ...row, id: "b", name: "B", requires: ["a"], seeds: [] }]));
  write("curriculum/labs.json", JSON.stringify([{ id: "lab-a", title: "A" }]));
  write("curriculum/learning-order.json", JSON.stringify(["b", "a"]));
  write("sources/000_y.txt", "one two three four five six seven eight nine");
  fs.mkdirSync(path.join(folder, "made"));
  const given = ["--content", path.join(folder, "made"), "--curriculum", path.join(folder, "curriculum"), "--sources", path.join(folder, "sources")];
  expect(content("inventory", ...given)).toEqual({ status: 0, stdout: "2 concepts, 2 runs of 8 words from the documents 000\n", stderr: "" });
  const made = JSON.parse(fs.readFileSync(path.join(folder, "made/inventory.json"), "utf8")) as { concepts: unknown[]; labThemes: unknown[] };
  expect(made.labThemes).toEqual([{ id: "lab-a", title: "A" }]);
  expect(made.concepts).toEqual([
    { id: "b", title: "B", topic: "storage", kind: "concept", order: 1, suggestedCards: 2, requires: ["a"], documents: [], caution: null },
    { id: "a", title: "A", topic: "storage", kind: "concept", order: 2, suggestedCards: 2, requires: [], documents: ["000", "001"], caution: null },
  ]);
});
