// The scripts that a browser gets beside Next's: the frame that runs a learner's program, and the worker that strips types.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { CHECKOUT } from "./checkout.js";
import { ExpectedFailure } from "./failure.js";
import { BUNDLES } from "./processes.js";
import { readShimText } from "./shim-text.js";

/** Relative to the checkout. */
export const RUN_FRAME = `${BUNDLES}/run-frame.js`;
/** Beside it the same with .gz and .br: it is large, and the same for everybody. */
export const STRIP_WORKER = `${BUNDLES}/strip-worker.js`;

/** Half a second; 11 would take six for an eighth less. */
const BROTLI_QUALITY = 9;

/** @typedef {import("esbuild").BuildOptions} BuildOptions */

/**
 * One self-contained script: an opaque origin can load nothing from ours. The worker's code is a text within the
 * frame's.
 * @returns {Promise<string>} fit to stand within a script element
 * @throws {ExpectedFailure}
 */
export async function bundleRunFrame() {
  const worker = await bundle("src/sandbox/frame/run-worker.ts", { define: { SHIM_SOURCE: JSON.stringify(await readShimText()) } });
  const frame = await bundle("src/sandbox/frame/frame.ts", { define: { RUN_WORKER_SOURCE: JSON.stringify(worker) } });
  // A parser of HTML ends the script at the one, and no longer does after the other.
  if (/<\/script|<!--/i.test(frame)) throw new ExpectedFailure("The bundle of src/sandbox/frame holds </script or <!--, which cannot stand within a page: write it in two parts.");
  return frame;
}

/**
 * @returns {Promise<string>}
 * @throws {ExpectedFailure}
 */
export const bundleStripWorker = () => bundle("src/sandbox/frame/strip-worker.ts", { plugins: [nodeNamesForBrowser] });

/**
 * The page's side of a run by itself, as `globalThis.browserRun`: for measurements and tests in pages that are not Next's.
 * Who debugs a page may use eval in it, which would mislead zod: it is told not to.
 * @returns {Promise<string>}
 * @throws {ExpectedFailure}
 */
export const bundlePageSide = () => bundle("src/features/labs/browser-run.ts", { globalName: "browserRun", banner: { js: "globalThis.__zod_globalConfig = { jitless: true };" }, footer: { js: "globalThis.browserRun = browserRun;" } });

/** Makes both for the product. @throws {ExpectedFailure} */
export async function writeBrowserBundles() {
  const [frame, strip] = [await bundleRunFrame(), Buffer.from(await bundleStripWorker())];
  const write = (/** @type {string} */ file, /** @type {string | Buffer} */ content) => fs.writeFileSync(path.join(CHECKOUT, file), content);
  fs.mkdirSync(path.join(CHECKOUT, BUNDLES), { recursive: true });
  write(RUN_FRAME, frame);
  write(STRIP_WORKER, strip);
  write(`${STRIP_WORKER}.gz`, zlib.gzipSync(strip, { level: 9 }));
  write(`${STRIP_WORKER}.br`, zlib.brotliCompressSync(strip, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: strip.length } }));
}

/**
 * @param {string} entry
 * @param {BuildOptions} options
 * @returns {Promise<string>}
 */
async function bundle(entry, options) {
  const { build } = await import("esbuild");
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      absWorkingDir: CHECKOUT,
      bundle: true,
      write: false,
      minify: true,
      charset: "ascii",
      platform: "browser",
      target: "es2022",
      format: "iife",
      tsconfig: "tsconfig.json",
      logLevel: "silent",
      ...options,
    });
    return outputFiles?.[0]?.text ?? "";
  } catch (thrown) {
    throw new ExpectedFailure(`${thrown instanceof Error ? thrown.message : thrown}\nThe scripts of the browser could not be bundled: mend what is named above and start again.`);
  }
}

/** Three megabytes: the old way, a character at a time, takes a while. */
const BUFFER = `exports.Buffer = {
  from(text) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const chars = atob(text);
    const bytes = new Uint8Array(chars.length);
    for (let at = 0; at < chars.length; at += 1) bytes[at] = chars.charCodeAt(at);
    return bytes;
  },
};`;

/** What amaro asks Node for, a browser has under other names. @type {import("esbuild").Plugin} */
const nodeNamesForBrowser = {
  name: "node-names-for-browser",
  setup(build) {
    build.onResolve({ filter: /^(util|node:buffer)$/ }, ({ path: name }) => ({ path: name, namespace: "node-names" }));
    build.onLoad({ filter: /.*/, namespace: "node-names" }, ({ path: name }) => ({
      contents: name === "util" ? "module.exports = globalThis;" : BUFFER,
      loader: "js",
    }));
  },
};
