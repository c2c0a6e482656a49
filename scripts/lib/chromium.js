// A Chromium for the end-to-end tests: one that is installed, or one that gets installed.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { isRoot } from "./data-folder.js";
import { ExpectedFailure } from "./failure.js";
import { runCommand } from "./run-command.js";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PLACES = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

/**
 * Whether a file is a browser that runs here: Ubuntu's package, for one, only says that there is a snap.
 * @param {string} file
 */
function runs(file) {
  const answer = spawnSync(file, ["--version"], { encoding: "utf8", timeout: 20_000 });
  return answer.status === 0 && /Chrom/.test(answer.stdout);
}

/** @param {string} name @returns {string | null} */
function inPath(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file)) ?? null;
}

/**
 * @returns {Promise<string | null>}
 * @throws {ExpectedFailure} when CHROMIUM_PATH names something else
 */
async function findChromium() {
  const named = process.env.CHROMIUM_PATH ?? "";
  if (named !== "") {
    if (runs(named)) return named;
    throw new ExpectedFailure(`CHROMIUM_PATH names no Chromium that runs here (${named}). Example: CHROMIUM_PATH=/usr/bin/chromium`);
  }
  const { chromium } = await import("playwright-core");
  const found = [...NAMES.map(inPath), ...PLACES, chromium.executablePath()].filter((file) => file !== null && fs.existsSync(file));
  return found.find((file) => file !== null && runs(file)) ?? null;
}

/**
 * @returns {Promise<string>} the path of a Chromium
 * @throws {ExpectedFailure} when there is none
 */
export async function needChromium() {
  const found = await findChromium();
  if (found !== null) return found;
  throw new ExpectedFailure("There is no Chromium for the end-to-end tests: install chromium, or name one. Example: CHROMIUM_PATH=/usr/bin/chromium");
}

/**
 * Starts it without a window, for a measurement.
 * @returns {Promise<import("playwright-core").Browser>}
 * @throws {ExpectedFailure} when there is none
 */
export async function launchChromium() {
  const executablePath = await needChromium();
  const { chromium } = await import("playwright-core");
  // Chromium refuses to start its own sandbox as root.
  return chromium.launch({ executablePath, args: isRoot() ? ["--no-sandbox"] : [] });
}

/**
 * Installs Chromium if there is none: Debian's package for root, otherwise Playwright's.
 * @param {(note: string) => void} note
 * @param {AbortSignal} [signal]
 * @throws {ExpectedFailure}
 */
export async function installChromium(note, signal) {
  const found = await findChromium();
  if (found !== null) return note(found);
  if (isRoot() && inPath("apt-get") !== null) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await runCommand("apt-get", ["update"], { env, signal, onLine: note });
    await runCommand("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env, signal, onLine: note });
  }
  if ((await findChromium()) === null) {
    await runCommand(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"], { signal, onLine: note });
  }
  note(await needChromium());
}
