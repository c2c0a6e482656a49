/** Goal: an author sees what learners get and what the check says, also of a file that is being written. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { PreviewExerciseOutput, PreviewFileOutput } from "@/contracts/authoring/preview";
import { instant } from "@/domain/kernel/instant";
import { openContent } from "../catalog/catalog";
import { findProblems } from "../catalog/check-content";
import { readContent } from "../catalog/read-content";
import { makeShingles } from "../catalog/shingles";
import { viewExercise } from "./preview-exercise";
import { listFiles, viewFile } from "./preview-files";

const NOW = instant(Date.UTC(2026, 10, 20));
const LOG = "concepts/storage/write-ahead-log.yaml";
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preview-"));
fs.cpSync(path.join(import.meta.dirname, "../../../tests/content/fixture"), folder, { recursive: true });
fs.writeFileSync(path.join(folder, "source-shingles.json"), JSON.stringify(makeShingles([{ name: "000", text: "a b c d e f g h" }])));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const content = openContent(folder, { follow: false });

test("every file is listed and can be shown, within its contract", () => {
  const { files, refused } = listFiles(content);
  expect(refused).toEqual([]);
  expect(files.map(({ kind }) => kind).sort()).toEqual(["aliases", "concept", "concept", "lab", "labs-map", "plan", "scenario", "topics"]);
  for (const { file } of files) {
    const shown = PreviewFileOutput.parse(viewFile(content, file, NOW));
    expect(shown.problems, file).toEqual([]);
    expect(shown.concept !== null || shown.fields.length > 0, file).toBe(true);
  }
  expect(viewFile(content, "../package.json", NOW)).toBeNull();
  expect(viewFile(content, "concepts/storage/nothing.yaml", NOW)).toBeNull();
});

describe("an exercise of each type", () => {
  const exercises = viewFile(content, LOG, NOW)?.concept?.exercises ?? [];
  test.each(exercises.map(({ id, type, variants }) => [type, id, variants] as const))("%s: %s", (_, exerciseId, variants) => {
    for (const variant of [...variants, "2", "3"]) {
      const shown = PreviewExerciseOutput.parse(viewExercise(content, { file: LOG, exerciseId, variant }));
      if (shown.state !== "drawn") throw new Error(shown.why);
      expect(shown.wrongRoads.length).toBeGreaterThan(0);
      expect(shown.explainHtml).not.toBe("");
    }
  });

  test("a seed gives the same variant again, and another seed another one", () => {
    const drawn = exercises.find(({ type }) => type === "trace")?.id ?? "";
    const of = (variant: string) => JSON.stringify(viewExercise(content, { file: LOG, exerciseId: drawn, variant }));
    expect(of("1")).toBe(of("1"));
    expect(of("1")).not.toBe(of("2"));
  });

  test("each mutant of a generator is shown with its words", () => {
    const drawn = exercises.find(({ type }) => type === "trace")?.id ?? "";
    const shown = viewExercise(content, { file: LOG, exerciseId: drawn, variant: "worked" });
    const taken = shown?.state === "drawn" ? shown.wrongRoads.map(({ takenHtml }) => takenHtml) : [];
    expect(taken.length).toBeGreaterThanOrEqual(2);
    expect(taken.filter((html) => /<code>[a-z-]+<\/code> gives .+: /.test(html)).length).toBeGreaterThanOrEqual(2);
  });
});

test("a file that does not parse is shown with its faults, as the check names them", () => {
  const place = path.join(folder, LOG);
  const good = fs.readFileSync(place, "utf8");
  fs.writeFileSync(place, good.replace("kind: pattern", "kind: pattern\nkind: model"));
  const tree = readContent(folder);
  const broken = { ...content, tree: () => tree };
  const shown = viewFile(broken, LOG, NOW);
  expect(shown?.concept).toBeNull();
  expect(shown?.fields).toEqual([]);
  expect(shown?.problems.map(({ code, line, text }) => ({ code, line, text }))).toEqual([{ code: "E0.yaml", line: expect.any(Number), text: "kind: model" }]);
  expect(shown?.problems.map(({ line, message }) => ({ line, message }))).toEqual(findProblems(tree, 2026).filter(({ file }) => file === LOG).map(({ line, message }) => ({ line, message })));
  expect(listFiles(broken).files.find(({ file }) => file === LOG)?.title).toBe(LOG);
  fs.writeFileSync(place, good);
});

test("an exercise that cannot be drawn says why, and the rest of its file is shown", () => {
  const place = path.join(folder, LOG);
  const good = fs.readFileSync(place, "utf8");
  fs.writeFileSync(place, good.replace("name: lru-lfu", "name: no-such-generator"));
  const tree = readContent(folder);
  const broken = { ...content, tree: () => tree };
  const drawn = viewFile(broken, LOG, NOW)?.concept?.exercises.find(({ type }) => type === "trace")?.id ?? "";
  expect(viewExercise(broken, { file: LOG, exerciseId: drawn, variant: "1" })).toEqual({ state: "broken", why: "there is no generator no-such-generator" });
  fs.writeFileSync(place, good);
});
