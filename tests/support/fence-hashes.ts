/** Plays the reference of a lab on its pinned seeds in fenced processes, for comparing what comes of them. */
import { readFileSync } from "node:fs";
import { prepareProgram } from "@/sandbox/program";
import { openFence } from "../../workers/judge/supervisor";

const pinned = JSON.parse(readFileSync("tests/simulation/pinned-runs.json", "utf8")) as Record<string, { traceHashes: string[] }>;

export const pinnedLabs: readonly string[] = Object.keys(pinned);

/** What the first of a lab's seeds have to give. */
export const pinnedHashes = (lab: string, seeds: number): readonly string[] => (pinned[lab]?.traceHashes ?? []).slice(0, seeds);

/** The trace hashes of the first of a lab's seeds, in a fenced process of its own. */
async function hashesIn(lab: string, count: number): Promise<string[]> {
  const prepared = prepareProgram(readFileSync(`content/labs/${lab}/reference.ts`, "utf8"));
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  const seeds = Array.from({ length: count }, (_, index) => ({ n: index + 1, seed: String(index + 1) }));
  const hashes: string[] = [];
  const fence = await openFence();
  try {
    await fence.run({ lab, program: prepared.program.js, inspect: false, seeds }, (outcome) => void hashes.push(outcome.kind === "cut" ? outcome.cut : outcome.record.traceHash));
  } finally {
    await fence.close();
  }
  return hashes;
}

/** In two processes at once, and in a third one after they are gone. */
export async function hashesInThree(lab: string, seeds: number): Promise<string[][]> {
  const together = await Promise.all([hashesIn(lab, seeds), hashesIn(lab, seeds)]);
  return [...together, await hashesIn(lab, seeds)];
}
