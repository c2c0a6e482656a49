/** What browsers are given, as it was built: no generator, no oracle, no grader and no answer key is in any of it. */
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { loadCatalog } from "@/server/catalog/catalog";
import { found, generatorWords, GRADER_WORDS, keyWords } from "../support/bundle-secrets";

/** Next's chunks, and the two bundles that are served beside them. */
const CHUNKS = ".next/static";
const BESIDE = [".next/quorum/run-frame.js", ".next/quorum/strip-worker.js"];

const isBundle = (file: string): boolean => /\.(js|mjs)$/.test(file);
const bundles = [...fs.readdirSync(CHUNKS, { recursive: true, encoding: "utf8" }).filter(isBundle).map((file) => path.join(CHUNKS, file)), ...BESIDE];
const exercises = [...loadCatalog("content").exercises.values()].map(({ exercise }) => exercise);
const secrets = [...generatorWords(), ...GRADER_WORDS, ...keyWords(exercises)];

test("the bundles are there, and hold what pages of exercises say", () => {
  expect(bundles.length).toBeGreaterThan(20);
  const texts = bundles.map((file) => fs.readFileSync(file, "utf8"));
  expect(texts.some((text) => text.includes("Draft kept in this tab"))).toBe(true);
});

test("there is enough to look for, and it would be found", () => {
  expect(secrets.length).toBeGreaterThan(3000);
  for (const [index, secret] of secrets.entries()) {
    if (index % 50 === 0) expect(found(`const words={say:"${secret}"};`, secrets)).toContain(secret);
  }
});

describe.each(bundles)("%s", (file) => {
  test("holds nothing of them", () => expect(found(fs.readFileSync(file, "utf8"), secrets)).toEqual([]));
});
