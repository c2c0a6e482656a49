/** Runs and judges a program as the judge does, in QuickJS, but without its fence. */
import type { LabRules } from "@/domain/labs/lab";
import type { SeedResult } from "@/domain/labs/result";
import { findSearch, judgeSearch, searchLab } from "@/domain/labs/search-lab";
import { judgeRun, planOf, playPlan, type PlayOptions } from "@/domain/labs/run-seed";
import type { ClusterPlan } from "@/domain/simulator/cluster-plan";
import type { NodeHost } from "@/domain/simulator/node-host";
import type { RunRecord } from "@/domain/simulator/run-record";
import { readQuickJsWasm, readShim } from "@/sandbox/node-files";
import { prepareProgram } from "@/sandbox/program";
import { createQuickJsHost, createSearchHost } from "@/sandbox/quickjs-host";

const wasm = new WebAssembly.Module(readQuickJsWasm());
const shim = readShim();

/** What came of a public seed (its text is its number). */
export const judgePublicSeed = (lab: LabRules, source: string, n: number): Promise<SeedResult> => judgeSeed(lab, source, { n, seed: `${n}` });

export async function judgeSeed(lab: LabRules, source: string, { n, seed }: { n: number; seed: string }): Promise<SeedResult> {
  return judgeRun(lab, n, seed, await playerOf(lab, source)(planOf(lab, n, seed).plan, { inspect: false }));
}

/** Makes the searches of a lab with one program, each in a fresh engine. */
export function searcherOf(lab: LabRules, source: string): (id: string) => Promise<ReturnType<typeof judgeSearch>> {
  const js = preparedText(source);
  return async (id) => {
    const found = findSearch(lab, id);
    return judgeSearch(lab, found, await searchLab(lab, found.rules, () => createSearchHost({ wasm, shim, js })));
  };
}

/** Plays plans with one program, each time in a fresh engine. */
export function playerOf(lab: LabRules, source: string): (plan: ClusterPlan, options: PlayOptions) => Promise<RunRecord> {
  const js = preparedText(source);
  return async (plan, options) => playPlan(lab, plan, await createQuickJsHost({ wasm, shim, js }), options);
}

/** Nodes of one program that may be started again and again. */
export const searchHostOf = (source: string): Promise<NodeHost> => createSearchHost({ wasm, shim, js: preparedText(source) });

function preparedText(source: string): string {
  const prepared = prepareProgram(source);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  return prepared.program.js;
}
