// The locked dependencies: are they there, and if not, fetching them.
import fs from "node:fs";
import path from "node:path";
import { CHECKOUT } from "./checkout.js";
import { ExpectedFailure } from "./failure.js";
import { runCommand } from "./run-command.js";

const COUNT_EVERY_MS = 500;

/** @typedef {{ version?: string, resolved?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage */

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null}
 */
function packagesIn(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * Whether what npm says it installed (the list that it writes last of all) is what the lock file asks for. Optional
 * packages may be absent: most are for other platforms.
 * @param {Record<string, LockedPackage> | null} locked
 * @param {Record<string, LockedPackage> | null} installed
 */
export function isInstalled(locked, installed) {
  if (locked === null || installed === null) return false;
  const wanted = Object.entries(locked).filter(([where]) => where !== "");
  return (
    Object.keys(installed).every((where) => where in locked) &&
    wanted.every(([where, want]) => {
      const have = installed[where];
      return have === undefined ? want.optional === true : have.version === want.version && have.integrity === want.integrity;
    })
  );
}

/** @returns {boolean} whether node_modules is what package-lock.json asks for */
export function dependenciesAreFresh() {
  return isInstalled(
    packagesIn(path.join(CHECKOUT, "package-lock.json")),
    packagesIn(path.join(CHECKOUT, "node_modules/.package-lock.json")),
  );
}

/**
 * npm, as the one that runs this script, or the one in PATH.
 * @param {string[]} args
 * @returns {{ file: string, args: string[], shell: boolean }}
 */
function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli !== undefined && /npm-cli\.[cm]?js$/.test(cli)) return { file: process.execPath, args: [cli, ...args], shell: false };
  return { file: "npm", args, shell: process.platform === "win32" };
}

/**
 * Installs the locked dependencies if they are missing or stale.
 * @param {(note: string) => void} note
 * @param {AbortSignal} [signal]
 * @throws {ExpectedFailure}
 */
export async function install(note, signal) {
  if (dependenciesAreFresh()) return note("up to date");
  const wanted = Object.entries(packagesIn(path.join(CHECKOUT, "package-lock.json")) ?? {}).filter(([where, one]) => where !== "" && one.optional !== true);
  const count = () => {
    const there = wanted.filter(([where]) => fs.existsSync(path.join(CHECKOUT, where, "package.json"))).length;
    note(`${there} of ${wanted.length} packages`);
  };
  count();
  const timer = setInterval(count, COUNT_EVERY_MS);
  const { file, args, shell } = npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  try {
    const { code, output } = await runCommand(file, args, { shell, signal });
    count();
    if (code === 0) return;
    const reason = output.split("\n").filter((line) => /^npm (error|ERR!)/.test(line)).slice(0, 2).join(" ").replaceAll(/npm (error|ERR!)\s*/g, "");
    throw new ExpectedFailure(`The dependencies could not be installed (${reason.trim() || `npm ci: exit code ${code}`}): check the network and the disk, or run "npm ci" to see all of it.`);
  } finally {
    clearInterval(timer);
  }
}
