// The code that runs inside the judge's fence, each part as one text: the processes there may read no file.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { CHECKOUT } from "./checkout.js";
import { ExpectedFailure } from "./failure.js";
import { BUNDLES } from "./processes.js";
import { readShimText } from "./shim-text.js";

const ENGINE = "@jitl/quickjs-wasmfile-release-sync";
const { resolve } = createRequire(import.meta.url);

/** Beside the judge's own bundle, where workers/judge/fence-code.ts looks for them. */
const CHILD = `${BUNDLES}/fence-child.cjs`;
const WORKER = `${BUNDLES}/fence-worker.cjs`;

/**
 * @returns {Promise<{ child: string, worker: string }>}
 * @throws {ExpectedFailure}
 */
export async function bundleFence() {
  const define = {
    SHIM_SOURCE: JSON.stringify(await readShimText()),
    QUICKJS_WASM: JSON.stringify(fs.readFileSync(resolve(`${ENGINE}/wasm`), "base64")),
  };
  const [child, worker] = await Promise.all([bundle("workers/judge/fence/child.ts"), bundle("workers/judge/fence/worker.ts", { define })]);
  return { child, worker };
}

/** Makes both for the product. @throws {ExpectedFailure} */
export async function writeFenceBundle() {
  const { child, worker } = await bundleFence();
  fs.mkdirSync(path.join(CHECKOUT, BUNDLES), { recursive: true });
  fs.writeFileSync(path.join(CHECKOUT, CHILD), child);
  fs.writeFileSync(path.join(CHECKOUT, WORKER), worker);
}

/**
 * @param {string} entry
 * @param {{ define?: Record<string, string> }} [options]
 * @returns {Promise<string>}
 */
export async function bundle(entry, options = {}) {
  const { build } = await import("esbuild");
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      absWorkingDir: CHECKOUT,
      bundle: true,
      write: false,
      platform: "node",
      target: "node20",
      // What -e and a worker made of text take.
      format: "cjs",
      // The engine's module for import() asks where its file is; that for require does not.
      alias: { [`${ENGINE}/emscripten-module`]: resolve(`${ENGINE}/emscripten-module`) },
      tsconfig: "tsconfig.json",
      logLevel: "silent",
      ...options,
    });
    return outputFiles[0]?.text ?? "";
  } catch (thrown) {
    throw new ExpectedFailure(`${thrown instanceof Error ? thrown.message : thrown}\nThe code inside the judge's fence could not be bundled: mend what is named above and start again.`);
  }
}
