/** Runs and judges a program as the judge does, in QuickJS, but without its fence. */
import type { LabRules } from "@/domain/labs/lab";
import type { SeedResult } from "@/domain/labs/result";
import { judgeRun, runSeed } from "@/domain/labs/run-seed";
import { readQuickJsWasm, readShim } from "@/sandbox/node-files";
import { prepareProgram } from "@/sandbox/program";
import { createQuickJsHost } from "@/sandbox/quickjs-host";

const wasm = new WebAssembly.Module(readQuickJsWasm());
const shim = readShim();

/** What came of a public seed (its text is its number). */
export const judgePublicSeed = (lab: LabRules, source: string, n: number): Promise<SeedResult> => judgeSeed(lab, source, { n, seed: `${n}` });

export async function judgeSeed(lab: LabRules, source: string, { n, seed }: { n: number; seed: string }): Promise<SeedResult> {
  const prepared = prepareProgram(source);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  const host = await createQuickJsHost({ wasm, shim, js: prepared.program.js });
  return judgeRun(lab, n, seed, runSeed(lab, n, seed, host, { inspect: false }));
}
