// What is made from the sources: Prisma's client, Next's build, one bundle a process.
import path from "node:path";
import { writeBrowserBundles } from "./browser-bundles.js";
import { CHECKOUT } from "./checkout.js";
import { ExpectedFailure } from "./failure.js";
import { writeFenceBundle } from "./fence-bundle.js";
import { BUNDLES, LOAD_CONTENT, PLAY_DEMO, PROCESSES } from "./processes.js";
import { runCommand, withoutNpm } from "./run-command.js";
import { hashOf, isStamped, writeStamp } from "./source-hash.js";

const CLIENT_SOURCES = ["prisma/schema", "node_modules/prisma/package.json"];
const CLIENT_STAMP = "src/generated/prisma/.made-from";

const BUNDLERS = ["browser-bundles.js", "fence-bundle.js", "shim-text.js"].map((file) => `scripts/lib/${file}`);
const BUILD_SOURCES = [...BUNDLERS, "src", "workers", "public", "prisma/schema", "next.config.js", "postcss.config.js", "tsconfig.json", "package-lock.json"];
const BUILD_STAMP = `${BUNDLES}/made-from`;

const CONTENT_SOURCES = ["content", "src/cli", "src/contracts", "src/domain", "src/server/catalog", "package-lock.json"];
const CONTENT_STAMP = `${BUNDLES}/content-checked`;

const OUTPUT_LINES_MAX = 40;

/** @typedef {(note: string) => void} Note */

/**
 * @param {string} output
 * @returns {string} its end, which holds the error
 */
const endOf = (output) => output.trim().split("\n").slice(-OUTPUT_LINES_MAX).join("\n");

/**
 * Generates Prisma's client if the schema changed. Needs no network: this command wants the schema engine to exist,
 * and does not run it.
 * @param {Note} note
 * @param {AbortSignal} [signal]
 * @throws {ExpectedFailure}
 */
export async function generateClient(note, signal) {
  const hash = hashOf(CLIENT_SOURCES);
  if (isStamped(CLIENT_STAMP, hash)) return note("up to date");
  const env = { ...withoutNpm(process.env), PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const { code, output } = await runCommand(process.execPath, ["node_modules/prisma/build/index.js", "generate"], { env, signal });
  if (code !== 0) throw new ExpectedFailure(`${endOf(output)}\nThe database client could not be generated: mend prisma/schema and start again.`);
  writeStamp(CLIENT_STAMP, hash);
}

/**
 * Builds the product if its sources changed.
 * @param {Note} note
 * @param {AbortSignal} [signal]
 * @throws {ExpectedFailure}
 */
export async function build(note, signal) {
  const hash = hashOf(BUILD_SOURCES, (file) => !/\.test\.tsx?$|src\/generated\//.test(file));
  if (isStamped(BUILD_STAMP, hash)) return note("up to date");
  const env = { ...withoutNpm(process.env), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const next = ["node_modules/next/dist/bin/next", "build"];
  const { code, output } = await runCommand(process.execPath, next, { env, signal, onLine: note });
  if (code !== 0) throw new ExpectedFailure(`${endOf(output)}\nThe pages could not be built: mend what is named above and start again.`);
  note("bundling");
  await writeBrowserBundles();
  await writeFenceBundle();
  await bundle();
  writeStamp(BUILD_STAMP, hash);
  note("");
}

/**
 * Checks the content if it, or what judges it, changed since it was last found good.
 * @param {Note} note
 * @param {AbortSignal} [signal]
 * @throws {ExpectedFailure}
 */
export async function checkContent(note, signal) {
  const hash = hashOf(CONTENT_SOURCES, (file) => !/\.test\.ts$/.test(file));
  if (isStamped(CONTENT_STAMP, hash)) return note("unchanged");
  const { code, output } = await runCommand(process.execPath, ["--import", "tsx", "src/cli/content.ts", "check"], { env: withoutNpm(process.env), signal });
  if (code !== 0) throw new ExpectedFailure(`${output.trim()}\nThe content has errors: mend what is named above and start again.`);
  writeStamp(CONTENT_STAMP, hash);
}

async function bundle() {
  const { build: esbuild, stop } = await import("esbuild");
  try {
    await esbuild({
      entryPoints: Object.fromEntries([...PROCESSES, LOAD_CONTENT, PLAY_DEMO].map(({ name, entry }) => [name, entry])),
      // Next marks its folder as one of CommonJS.
      outExtension: { ".js": ".mjs" },
      outdir: path.join(CHECKOUT, BUNDLES),
      absWorkingDir: CHECKOUT,
      bundle: true,
      packages: "external",
      platform: "node",
      target: "node20",
      format: "esm",
      sourcemap: true,
      tsconfig: "tsconfig.json",
      logLevel: "silent",
    });
  } catch (thrown) {
    throw new ExpectedFailure(`${thrown instanceof Error ? thrown.message : thrown}\nThe processes could not be bundled: mend what is named above and start again.`);
  } finally {
    await stop();
  }
}
