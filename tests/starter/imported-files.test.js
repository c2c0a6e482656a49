import { expect, test } from "vitest";
import { importedBelow } from "../../scripts/lib/imported-files.js";

const isSource = (/** @type {string} */ file) => !/\.test\.ts$/.test(file);
const checkers = importedBelow(["src/domain/labs"], "src/domain/checkers", isSource);

test("what labs import is found, and what that imports", () => {
  expect(checkers).toContain("src/domain/checkers/set-full.ts");
  expect(checkers).toContain("src/domain/checkers/json-key.ts");
});

test("a folder stands for its index", () => {
  const generators = importedBelow(["src/domain/exercises/generators/registry.ts"], "src/domain/exercises", isSource);
  expect(generators).toContain("src/domain/exercises/generators/caching/index.ts");
  expect(generators).toContain("src/domain/exercises/generators/caching/lru-lfu.ts");
});

test("what is not imported is not among it, nor are tests", () => {
  expect(importedBelow(["src/domain/kernel"], "src/domain/checkers", isSource)).toEqual([]);
  expect(checkers.filter((file) => !isSource(file))).toEqual([]);
});
