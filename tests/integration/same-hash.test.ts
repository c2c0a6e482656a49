/**
 * Goal: the same program, lab and seed give the same run in every process of the judge, and in one that was started
 * anew. Method: the 32 pinned runs of both references in two fences at once, and again in a third after these are gone.
 * (tests/e2e/browser-run.test.ts does the same in Chromium.)
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { prepareProgram } from "@/sandbox/program";
import { openFence } from "../../workers/judge/supervisor";

const pinned = JSON.parse(readFileSync("tests/simulation/pinned-runs.json", "utf8")) as Record<string, { traceHashes: string[] }>;

/** The trace hashes of a lab's pinned seeds, in a fenced process of its own. */
async function hashesIn(lab: string): Promise<string[]> {
  const prepared = prepareProgram(readFileSync(`content/labs/${lab}/reference.ts`, "utf8"));
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  const seeds = (pinned[lab]?.traceHashes ?? []).map((_, index) => ({ n: index + 1, seed: String(index + 1) }));
  const hashes: string[] = [];
  const fence = await openFence();
  try {
    await fence.run({ lab, program: prepared.program.js, inspect: false, seeds }, (outcome) => void hashes.push(outcome.kind === "cut" ? outcome.cut : outcome.record.traceHash));
  } finally {
    await fence.close();
  }
  return hashes;
}

test.each(Object.keys(pinned))("%s: two processes at once, and one after them", { timeout: 180_000 }, async (lab) => {
  const expected = pinned[lab]?.traceHashes;
  expect(expected).toHaveLength(32);
  const [one, other] = await Promise.all([hashesIn(lab), hashesIn(lab)]);
  expect(one).toEqual(expected);
  expect(other).toEqual(expected);
  expect(await hashesIn(lab)).toEqual(expected);
});
