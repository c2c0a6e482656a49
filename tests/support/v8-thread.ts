/** Bare V8 for tests: closing a realm would break the test runner, so it is done in a thread. */
import path from "node:path";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { readShim } from "@/sandbox/node-files";

export interface V8Calls {
  /** A prepared program. */
  readonly js: string;
  /** The node and the JSON of its NodeCall. */
  readonly calls: readonly (readonly [node: string, call: string])[];
}

let bundled: Promise<string> | undefined;

const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({ entryPoints: [path.join(import.meta.dirname, "v8-thread-entry.ts")], bundle: true, write: false, platform: "node", format: "iife", target: "node20" });
  return outputFiles[0]?.text ?? "";
};

/** Runs the calls in a fresh thread and gives their replies. */
export async function runInV8(calls: V8Calls): Promise<readonly string[]> {
  bundled ??= bundle();
  const worker = new Worker(await bundled, { eval: true, workerData: { ...calls, shim: readShim() } });
  try {
    return await new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`The thread ended with ${code}.`)));
    });
  } finally {
    await worker.terminate();
  }
}
