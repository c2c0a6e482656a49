/**
 * Goal: the same program, lab and seed give the same run in every process of the judge, and in one that was started
 * anew. Method: the first pinned runs of each reference in two fences at once, and again in a third after these are
 * gone. All 32 of them are played by the deep tests; tests/e2e/browser-run.test.ts plays them in Chromium.
 */
import { expect, test } from "vitest";
import { hashesInThree, pinnedHashes, pinnedLabs } from "../support/fence-hashes";

const SEEDS = 4;

test.each(pinnedLabs)("%s: two processes at once, and one after them", { timeout: 180_000 }, async (lab) => {
  const expected = pinnedHashes(lab, SEEDS);
  expect(expected).toHaveLength(SEEDS);
  expect(await hashesInThree(lab, SEEDS)).toEqual([expected, expected, expected]);
});
