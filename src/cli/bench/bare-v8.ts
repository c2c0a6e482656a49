/** V8 without any fence: what a run costs when nothing has to be feared. Its realm is closed, so it has a thread. */
import path from "node:path";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { readShim } from "@/sandbox/node-files";

export interface BareV8Program {
  readonly lab: string;
  /** As `prepareProgram` makes it */
  readonly js: string;
}

export interface RunsTogether {
  readonly events: number;
  readonly simulatedSeconds: number;
  readonly wallSeconds: number;
}

export interface BareV8 {
  readonly measure: (seeds: readonly number[]) => Promise<RunsTogether>;
  readonly close: () => Promise<void>;
}

export async function openBareV8(program: BareV8Program): Promise<BareV8> {
  const entryPoints = [path.join(import.meta.dirname, "bare-v8-thread.ts")];
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, platform: "node", format: "iife", target: "node20", tsconfig: "tsconfig.json" });
  const worker = new Worker(outputFiles[0]?.text ?? "", { eval: true, workerData: { ...program, shim: readShim() } });
  const measure = (seeds: readonly number[]) =>
    new Promise<RunsTogether>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.postMessage(seeds);
    });
  return { measure, close: () => worker.terminate().then(() => undefined) };
}
