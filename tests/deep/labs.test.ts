// Every program of every lab through the fence: references pass all 256 seeds of a submission's size; the starter and the
// wrong programs fail on the seeds that *Run* plays in the browser, and these at the check that the lab says. Each leaves its line in the table as soon as it is done, and a line
// that is still of these sources is not made again: a run that was stopped goes on where it was.
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { labFile } from "@/contracts/content/lab-file";
import { HIDDEN_SEEDS, PUBLIC_SEEDS } from "@/contracts/labs/limits";
import { PROGRAM_CHECK } from "@/domain/labs/lab";
import type { SeedResult } from "@/domain/labs/result";
import { prepareProgram } from "@/sandbox/program";
import { traceHashOf } from "@/cli/judge/judge-file";
import { judgeProgram } from "../../workers/judge/judge-program";
import { type Fence, openFence } from "../../workers/judge/supervisor";
import { labLines, lineFault, writeLine } from "./table";

/** Of computing for one program: a flood on all seeds takes minutes, and here it may. */
const PROGRAM_CPU_MS_MAX = 3_600_000;

let fence: Fence;
beforeAll(async () => {
  fence = await openFence({ limits: { programCpuMs: PROGRAM_CPU_MS_MAX } });
});
afterAll(() => fence.close());

const seedsFor = (line: string): number => (caughtBy(line) === null ? HIDDEN_SEEDS : PUBLIC_SEEDS);

/** The program of a line on all its seeds. */
async function judge(line: string): Promise<readonly SeedResult[]> {
  const prepared = prepareProgram(fs.readFileSync(path.join("content/labs", line), "utf8"));
  if (!prepared.ok) throw new Error(`${line} cannot be prepared: ${prepared.problems[0]?.message}`);
  const seeds = Array.from({ length: seedsFor(line) }, (_, index) => ({ n: index + 1, seed: String(index + 1) }));
  const lab = line.slice(0, line.indexOf("/"));
  return (await judgeProgram(fence, { lab, program: prepared.program.js, seeds }, () => {})).seeds;
}

/** The check that has to catch a wrong program; null for a reference, which has to pass. */
function caughtBy(line: string): string | null | "some" {
  if (line.endsWith("/reference.ts")) return null;
  if (line.endsWith("/starter.ts")) return "some";
  const [lab = "", ...file] = line.split("/");
  const { wrong } = labFile.parse(parse(fs.readFileSync(path.join("content/labs", lab, "lab.yaml"), "utf8")));
  return wrong.find(({ program }) => program === file.at(-1))?.caughtBy ?? "unnamed";
}

test.each(labLines())("%s", async (line) => {
  if (lineFault(line) === null) return;
  const seeds = await judge(line);
  const failed = seeds.filter(({ verdict }) => verdict !== "passed");
  const failedChecks: Record<string, number> = {};
  for (const { checks } of failed) {
    for (const { check, verdict } of checks) if (verdict === "failed") failedChecks[check] = (failedChecks[check] ?? 0) + 1;
  }
  const expected = caughtBy(line);
  if (expected === null) expect(failedChecks).toEqual({});
  else if (expected === "some") expect(failed.length).toBeGreaterThan(0);
  else expect(Object.keys(failedChecks)).toContain(expected);
  // Only a program that failed by itself again and again is spared the rest.
  if (failedChecks[PROGRAM_CHECK] === undefined) expect(seeds.filter(({ cut }) => cut !== undefined)).toEqual([]);
  writeLine(line, { seeds: seeds.length, failed: failed.length, firstFailed: failed[0]?.n ?? null, failedChecks, traceHashes: traceHashOf(seeds) });
});
