// Every program of every lab through the fence: references pass all 256 seeds of a submission's size; the starter and the
// wrong programs fail within the 64 seeds that *Run* plays in the browser, these at the check that the lab says, and are
// played until they do. Each leaves its line in the table as soon as it is done, and a line that is still of these
// sources is not made again: a run that was stopped goes on where it was.
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

const SEEDS_AT_ONCE = 8;

let fence: Fence;
beforeAll(async () => {
  fence = await openFence({ limits: { programCpuMs: PROGRAM_CPU_MS_MAX } });
});
afterAll(() => fence.close());

const upTo = (count: number) => Array.from({ length: count }, (_, index) => ({ n: index + 1, seed: String(index + 1) }));

/** The program of a line on seeds, a few at a time, until one of them is enough; otherwise on all. */
async function judge(line: string, seeds: ReturnType<typeof upTo>, isEnough: (seed: SeedResult) => boolean): Promise<readonly SeedResult[]> {
  const prepared = prepareProgram(fs.readFileSync(path.join("content/labs", line), "utf8"));
  if (!prepared.ok) throw new Error(`${line} cannot be prepared: ${prepared.problems[0]?.message}`);
  const lab = line.slice(0, line.indexOf("/"));
  const results: SeedResult[] = [];
  for (let from = 0; from < seeds.length && !results.some(isEnough); from += SEEDS_AT_ONCE) {
    const { seeds: played } = await judgeProgram(fence, { lab, program: prepared.program.js, seeds: seeds.slice(from, from + SEEDS_AT_ONCE) }, () => {});
    results.push(...played);
  }
  return results;
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
  const expected = caughtBy(line);
  const kills = ({ checks }: SeedResult): boolean => checks.some(({ check, verdict }) => verdict === "failed" && (expected === "some" || check === expected));
  const seeds = await judge(line, upTo(expected === null ? HIDDEN_SEEDS : PUBLIC_SEEDS), kills);
  const failed = seeds.filter(({ verdict }) => verdict !== "passed");
  const failedChecks: Record<string, number> = {};
  for (const { checks } of failed) {
    for (const { check, verdict } of checks) if (verdict === "failed") failedChecks[check] = (failedChecks[check] ?? 0) + 1;
  }
  if (expected === null) expect(failedChecks).toEqual({});
  else if (expected === "some") expect(failed.length).toBeGreaterThan(0);
  else expect(Object.keys(failedChecks)).toContain(expected);
  // Only a program that failed by itself again and again is spared the rest.
  if (failedChecks[PROGRAM_CHECK] === undefined) expect(seeds.filter(({ cut }) => cut !== undefined)).toEqual([]);
  writeLine(line, { seeds: seeds.length, failed: failed.length, firstFailed: failed[0]?.n ?? null, failedChecks, traceHashes: traceHashOf(seeds) });
});
